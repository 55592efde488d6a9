"""Money: whole New Taiwan dollars, never floating."""


def dollars(amount: int) -> str:
    """Print an amount: 1200 -> NT$1,200."""
    sign = "-" if amount < 0 else ""
    return f"{sign}NT${abs(amount):,}"
