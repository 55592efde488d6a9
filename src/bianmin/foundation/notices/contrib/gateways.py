"""What gateways have in common: a setting names their function, and a line may break while they take something."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from bianmin.foundation.notices.contrib.mail import Answer


def named(setting: str, *, demo: str) -> Any:
    """The function that a setting names as `package.module:function`; `demo` is what it means by that word."""
    place, _colon, name = (demo if setting == "demo" else setting).partition(":")
    return getattr(import_module(place), name)


def handed(send: Callable[[], Answer]) -> Answer:
    """What came of handing something over; a line that broke leaves unsure what was taken."""
    try:
        return send()
    except TimeoutError:
        return Answer.UNSURE
    except OSError:
        return Answer.NO_CONNECTION
