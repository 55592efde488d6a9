"""Hand a paper to the fax gateway of this installation 自動傳真 and say surely what it answered.

A gateway is a function `send(number, pdf, key)`: `number` in the international form (+88689380001), `pdf` the paper's
bytes, `key` the same for the same paper, so that a gateway can tell copies. It gives an `Answer`, and raises OSError
where it cannot be reached. The setting `BIANMIN_FAX` names it as `package.module:function`; `demo` is the one of
demonstrations.
"""

from collections.abc import Callable
from importlib import import_module

from django.conf import settings

from bianmin.foundation.notices.contrib.mail import Answer
from bianmin.kernel import phones

Gateway = Callable[[str, bytes, str], Answer]
DEMO = "bianmin.foundation.notices.contrib.demo_fax:send"


def fax_is_set() -> bool:
    """Whether this installation can send faxes by itself."""
    return bool(settings.FAX_GATEWAY)


def gateway() -> Gateway:
    """The function that takes faxes."""
    place, _colon, name = (DEMO if settings.FAX_GATEWAY == "demo" else settings.FAX_GATEWAY).partition(":")
    found: Gateway = getattr(import_module(place), name)
    return found


def post_fax(number: str, pdf: bytes, key: str) -> Answer:
    """Hand one paper to the gateway; a line that broke leaves unsure what it took."""
    try:
        return gateway()(phones.parse(number).e164, pdf, key)
    except phones.WrongPhone:
        return Answer.REFUSED
    except TimeoutError:
        return Answer.UNSURE
    except OSError:
        return Answer.NO_CONNECTION
