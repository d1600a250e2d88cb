"""Letters, digits and signs in one width."""

_WIDTHS = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as half-width ones; Chinese punctuation that has no such twin stays."""
    return text.translate(_WIDTHS)
