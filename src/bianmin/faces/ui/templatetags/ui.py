"""Filters and tags that pages share: dates, money, translated data, questions of a form."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from bianmin.faces.ui.questions import Box, boxes
from bianmin.foundation.forms.vocab import Slot
from bianmin.kernel.money import dollars
from bianmin.kernel.rocdate import TAIPEI, english, roc_full

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """A date in the reader's way: 115年11月22日(星期日), in other languages with the Gregorian year."""
    if not value:
        return ""
    local = value.astimezone(TAIPEI).date() if isinstance(value, datetime) else value
    return roc_full(local) if (get_language() or "zh-hant").startswith("zh") else english(local)


@register.filter
def moment(value: datetime | None) -> str:
    """A date and a time of day in Taipei."""
    return f"{day(value)} {value.astimezone(TAIPEI):%H:%M}" if value else ""


@register.filter
def money(amount: int | None) -> str:
    """NT$1,200."""
    return "" if amount is None else dollars(amount)


@register.filter
def said(text: str, reader: Any) -> str:
    """A text of data in the reader's language."""
    return str(reader(text)) if reader else text


@register.filter
def asked(slots: Iterable[Slot], reader: Any) -> list[Box]:
    """The questions of one row of a form, ready to be drawn."""
    return boxes(slots, reader)


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: object) -> SafeString:
    """The address's query with some values changed; an empty value takes the key away."""
    values = context["request"].GET.copy()
    for key, value in changes.items():
        if value in ("", None):
            values.pop(key, None)
        else:
            values[key] = str(value)
    return SafeString("?" + values.urlencode())
