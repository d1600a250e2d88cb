"""A file that cannot be read exactly is refused whole."""


class Refused(ValueError):  # noqa: N818 (a refusal is an answer)
    """Why a file was refused: a Chinese sentence, and the line where the trouble stands (None for the whole file)."""

    def __init__(self, message: str, line: int | None = None):
        super().__init__(message)
        self.message = message
        self.line = line
