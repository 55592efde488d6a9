"""Money: whole New Taiwan dollars, never floating."""

from typing import Final

THOUSAND: Final = 1_000


def dollars(amount: int) -> str:
    """Print an amount: 1200 -> NT$1,200."""
    sign = "-" if amount < 0 else ""
    return f"{sign}NT${abs(amount):,}"


_DIGITS = "零壹貳參肆伍陸柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_MYRIADS = ("", "萬", "億", "兆")


def _thousands(group: int) -> str:
    """Four digits spelled, a run of zeros between others as one 零."""
    spelled, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            spelled += ("零" if gap and spelled else "") + _DIGITS[digit] + _PLACES[place]
        gap = digit == 0
    return spelled


def spelled(amount: int) -> str:
    """Spell an amount as receipts do, so that no digit can be added 大寫金額: 10050 -> 新臺幣壹萬零伍拾元整.

    From 0 up to ten quadrillion less one.
    """
    groups = [amount // 10_000**place % 10_000 for place in range(len(_MYRIADS))]
    words = ""
    for place, group in enumerate(groups):
        if not group:
            continue
        joined = "零" if words and groups[place - 1] < THOUSAND else ""
        words = _thousands(group) + _MYRIADS[place] + joined + words
    return f"新臺幣{words or '零'}元整"
