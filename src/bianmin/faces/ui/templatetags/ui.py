"""Filters and tags that pages share: dates, money, translated data, questions of a form."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.template.base import NodeList
from django.template.loader_tags import BlockNode
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bianmin.faces.ui import reader
from bianmin.faces.ui.agency import AgencyCard, in_tongue
from bianmin.faces.ui.figures import in_units
from bianmin.faces.ui.labels import metas
from bianmin.faces.ui.now import today
from bianmin.faces.ui.procedure import limit_in_words
from bianmin.faces.ui.questions import Box, boxes
from bianmin.faces.ui.spans import span_words
from bianmin.foundation.forms.vocab import Slot
from bianmin.kernel import rocdate
from bianmin.kernel.daywords import day_in_words
from bianmin.kernel.money import dollars
from bianmin.kernel.rocdate import TAIPEI
from bianmin.kernel.text import has_han
from bianmin.kernel.tongues import is_chinese
from bianmin.quality.indicators.vocab.spans import Span
from bianmin.quality.registers.queries.labelled import label_of

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """A date in the reader's way: 115年11月22日(星期日), in other languages with the Gregorian year."""
    if not value:
        return ""
    local = value.astimezone(TAIPEI).date() if isinstance(value, datetime) else value
    return day_in_words(local, reader.language())


@register.filter
def month(text: str) -> str:
    """A month that is written `2026-10`: 115年10月, in other languages October 2026."""
    first = date.fromisoformat(f"{text}-01")
    if is_chinese(reader.language()):
        return f"{rocdate.year(first)}{first.month}月"
    return f"{first:%B %Y}"


@register.filter
def roc_year(of: int) -> str:
    """A year of the Republic: 民國115年, in other languages 2026."""
    return f"民國{of}年" if is_chinese(reader.language()) else str(rocdate.FOUNDED + of - 1)


@register.filter
def moment(value: datetime | None) -> str:
    """A date and a time of day in Taipei."""
    return f"{day(value)} {value.astimezone(TAIPEI):%H:%M}" if value else ""


@register.filter
def until(value: date | datetime | None) -> str:
    """A day, or a moment where there is a time of day."""
    return moment(value) if isinstance(value, datetime) else day(value)


@register.filter
def promises(of: Any) -> list[tuple[str, date]]:
    """Both dates promised, the service norm 標準作業時間 and the legal limit 法定處理期限, the earlier first."""
    both = [(_("Our norm"), of.norm_due_on), (_("Legal limit"), of.statutory_due_on)]
    return sorted(both, key=lambda promise: promise[1])


@register.filter
def working_days(of: Any) -> str:
    """How many working days 工作天數 the promised day leaves the office."""
    return ngettext("%(days)d working day", "%(days)d working days", of.working_days) % {"days": of.working_days}


@register.filter
def limit(of: str) -> str:
    """A limit of a service in words: 3個工作日, 3 working days."""
    return limit_in_words(of)


@register.filter
def money(amount: int | None) -> str:
    """NT$1,200."""
    return "" if amount is None else dollars(amount)


@register.filter
def span(value: Span) -> str:
    """A span of time in the reader's words."""
    return span_words(value)


@register.filter
def said(text: str, reader: Any) -> str:
    """A text of data in the reader's language."""
    return str(reader(text)) if reader else text


@register.filter
def marked(text: str, reader: Any) -> str:
    """A text of data in the reader's language; one that is there in Chinese only carries a small mark and says so.

    For the content of an element, not for titles and attributes: there use `said`.
    """
    return reader(text) if reader else text


@register.filter
def figure(text: str, reader: Any) -> str:
    """A printed figure with its unit in the reader's language."""
    return in_units(text, reader)


@register.simple_tag
def figure_of(count: int, unit: str, reader: Any) -> str:
    """A count with its unit in the reader's language."""
    return in_units(f"{count:,}{unit}", reader)


@register.filter
def proper(text: str) -> SafeString:
    """A name of a person or a place as it is written; in Chinese script it says so on pages in other languages."""
    chinese = is_chinese(reader.language())
    return in_tongue(text, "zh-Hant" if not chinese and has_han(text) else "")


@register.filter
def asked(slots: Iterable[Slot], reader: Any) -> list[Box]:
    """The questions of one row of a form, ready to be drawn."""
    return boxes(slots, reader)


@register.simple_tag(takes_context=True)
def about(context: dict[str, Any], error: dict[str, str]) -> str:
    """The question a sentence of the summary on top is about, ready to stand before it: by the page's own boxes."""
    drawn: list[Box] = [*(context.get("boxes") or ()), *filter(None, [context.get("box")])]
    label = error.get("label") or next((str(box.label) for box in drawn if box.name == error.get("name")), "")
    if label.endswith(("?", "？")):
        return label if label.endswith("？") else f"{label} "
    return label and label + _(": ")


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


@register.simple_tag(takes_context=True)
def labels(context: Context) -> str:
    """The labels of this public page, where the agency has labelled it, a page above it, or its whole site."""
    agency: AgencyCard | None = context.get("agency")
    address = context["request"].path
    label = label_of(agency.code, address.partition("/")[2].partition("/")[2], today()) if agency else None
    if agency is None or label is None:
        return ""
    title = SafeString(BlockNode("title", NodeList()).render(context).strip())
    said = metas(label, agency=agency, title=title, address=address)
    return format_html_join("\n", '<meta name="{}" content="{}">', said)
