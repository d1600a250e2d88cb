"""Numbers of headings in Chinese."""


def chinese(number: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一, 99 → 九十九; beyond that the digits."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("", "十", *(f"{digit}十" for digit in "二三四五六七八九"))[tens] + " 一二三四五六七八九"[ones].strip()
