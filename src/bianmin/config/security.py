"""Presets of the security act's table 附表十 by the level a system needs 普、中、高; every value has its own setting.

The table asks for a lock of at least 15 minutes after 5 failures, least complexity, least and greatest age, and no
reuse of the last 3 passwords; its numbers for length and age are left to the agency, those here are a local
government's (8 signs, 3 of 4 kinds, 90 days). The table was revised on 2026-01-07; check it, and set what differs.
"""

from dataclasses import dataclass, fields
from typing import Final

from bianmin.config import env


@dataclass(frozen=True, slots=True)
class Preset:
    """What is asked of passwords and of who has signed in; 0 asks nothing.

    `length` in signs, `classes` of small and capital letters, digits and other signs, `passphrase` from which length
    on no classes are asked, `history` of passwords not to be used again, `password_days` until one must be changed,
    `failures` until an account is locked for `lockout` minutes, `idle_minutes` until somebody is signed out,
    `idle_days` until an unused account is suspended.
    """

    length: int
    classes: int
    passphrase: int
    history: int
    password_days: int
    failures: int
    lockout: int
    idle_minutes: int
    idle_days: int


PRESETS: Final = {
    "basic": Preset(8, 3, 20, 3, 0, 5, 15, 0, 0),
    "medium": Preset(12, 3, 20, 3, 90, 5, 15, 60, 90),
    "high": Preset(12, 3, 20, 3, 90, 5, 15, 15, 60),
}
NAMES: Final = {
    "length": "BIANMIN_PASSWORD_LENGTH",
    "classes": "BIANMIN_PASSWORD_CLASSES",
    "passphrase": "BIANMIN_PASSPHRASE_LENGTH",
    "history": "BIANMIN_PASSWORD_HISTORY",
    "password_days": "BIANMIN_PASSWORD_DAYS",
    "failures": "BIANMIN_LOGIN_FAILURES",
    "lockout": "BIANMIN_LOCKOUT_MINUTES",
    "idle_minutes": "BIANMIN_IDLE_MINUTES",
    "idle_days": "BIANMIN_IDLE_DAYS",
}


def preset(default: str) -> Preset:
    """The preset of `BIANMIN_SECURITY_LEVEL`, with whatever is set by itself."""
    level = env.text("BIANMIN_SECURITY_LEVEL") or default
    if level not in PRESETS:
        raise env.WrongSetting(f"BIANMIN_SECURITY_LEVEL must be one of {', '.join(PRESETS)}, not {level!r}.")
    chosen = PRESETS[level]
    return Preset(**{one.name: env.whole(NAMES[one.name], getattr(chosen, one.name)) for one in fields(Preset)})
