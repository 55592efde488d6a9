"""Numbers that an office program draws before list items, made text again."""

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹貳參肆伍陸柒捌玖"
_CIRCLED = 20


def chinese(number: int, digits: str = _DIGITS, ten: str = "十") -> str:
    """1 to 99 in Chinese figures: 一, 十, 十二, 二十."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else (ten if tens == 1 else digits[tens % 10] + ten)
    return head + (digits[ones] if ones or not tens else "")


def letters(number: int) -> str:
    """A, B ... Z, AA."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_WRITERS: tuple[tuple[tuple[str, ...], Callable[[int], str]], ...] = (
    (("A", "upperLetter"), letters),
    (("a", "lowerLetter"), lambda number: letters(number).lower()),
    (("壹", "ideographLegal"), lambda number: chinese(number, _FORMAL, "拾")),
    (("一", "taiwanese", "chinese", "ideographTraditional", "japaneseCounting", "ideographDigital"), chinese),
    (("①", "decimalEnclosedCircle"), lambda number: chr(ord("①") + number - 1) if number <= _CIRCLED else str(number)),
    (("none", "bullet"), lambda _: ""),
)


def numeral(number: int, style: str) -> str:
    """A number in a numbering style of ODF (`1`, `A`, `一, 二, 三, ...`) or OOXML (`decimal`, `taiwaneseCounting`)."""
    kind = style.strip()
    if not kind:
        return ""
    return next((write(number) for names, write in _WRITERS if kind.startswith(names)), str(number))
