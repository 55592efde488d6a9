"""Hand a paper to the fax gateway of this installation 自動傳真 and say surely what it answered.

A gateway is a function `send(number, pdf, key)`: `number` in the international form (+88689380001), `pdf` the paper's
bytes, `key` the same for the same paper, so that a gateway can tell copies. It gives an `Answer`, and raises OSError
where it cannot be reached. The setting `BIANMIN_FAX` names it as `package.module:function`; `demo` is the one of
demonstrations.
"""

from collections.abc import Callable

from django.conf import settings

from bianmin.foundation.notices.contrib.gateways import handed, named
from bianmin.foundation.notices.contrib.mail import Answer
from bianmin.kernel import phones

Gateway = Callable[[str, bytes, str], Answer]
DEMO = "bianmin.foundation.notices.contrib.demo_fax:send"


def fax_is_set() -> bool:
    """Whether this installation can send faxes by itself."""
    return bool(settings.FAX_GATEWAY)


def gateway() -> Gateway:
    """The function that takes faxes."""
    found: Gateway = named(settings.FAX_GATEWAY, demo=DEMO)
    return found


def post_fax(number: str, pdf: bytes, key: str) -> Answer:
    """Hand one paper to the gateway; a line that broke leaves unsure what it took."""
    try:
        to = phones.parse(number).e164
    except phones.WrongPhone:
        return Answer.REFUSED
    return handed(lambda: gateway()(to, pdf, key))
