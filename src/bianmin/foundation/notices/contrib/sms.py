"""Hand a text message to the gateway of this installation 簡訊 and say surely what it answered.

A gateway is a function `send(number, text, key)`: `number` in the international form (+886912345678), `key` the same
for the same message, so that a gateway can tell copies. It gives an `Answer`, and raises OSError where it cannot be
reached. The setting `BIANMIN_SMS` names it as `package.module:function`; `demo` is the one of demonstrations.
"""

from collections.abc import Callable

from django.conf import settings

from bianmin.foundation.notices.contrib.gateways import handed, named
from bianmin.foundation.notices.contrib.mail import Answer
from bianmin.kernel import phones

Gateway = Callable[[str, str, str], Answer]
DEMO = "bianmin.foundation.notices.contrib.demo_sms:send"


def text_is_set() -> bool:
    """Whether this installation can send text messages."""
    return bool(settings.SMS_GATEWAY)


def gateway() -> Gateway:
    """The function that takes text messages."""
    found: Gateway = named(settings.SMS_GATEWAY, demo=DEMO)
    return found


def mobile(number: str) -> str:
    """A mobile number in the international form; empty for every other."""
    try:
        found = phones.parse(number)
    except phones.WrongPhone:
        return ""
    return found.e164 if found.line is phones.Line.MOBILE else ""


def post_text(number: str, text: str, key: str) -> Answer:
    """Hand one message to the gateway; a line that broke leaves unsure what it took."""
    to = mobile(number)
    return handed(lambda: gateway()(to, text, key)) if to else Answer.REFUSED
