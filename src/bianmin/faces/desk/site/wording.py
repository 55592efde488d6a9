"""What a writer is asked for an article, and what was typed: words, class, days, and what is said of a law."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.publishing.queries.shelves import shelves_of
from bianmin.delivery.publishing.vocab import EditionCard, Kind, LawWords, SiteShelves, Written
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.common import sent
from bianmin.faces.ui.doors import Request
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import parse_day

MARKUP: Final = _(
    "## begins a heading, - a point, **strong**, [words](https://...) a link, ![what it shows](number) a picture. "
    "An empty line begins a new paragraph."
)
PARTS: Final = ("title", "summary", "body", "category", "quoted", "valid_until")
LAW_DAYS: Final[dict[str, str | Promise]] = {
    "promulgated_on": _("Day of promulgation"),
    "amended_on": _("Day of the last amendment"),
    "repealed_on": _("Day of repeal"),
}


class UnreadableDay(Refused):
    """A day that cannot be read."""

    message = _("Write a date like 115/12/31 or 2026-12-31.")


def _day(typed: dict[str, str], name: str) -> date | None:
    try:
        return parse_day(typed[name]) if typed[name] else None
    except (ValueError, Refused):
        raise UnreadableDay(field=name) from None


def _law(request: Request) -> LawWords:
    typed = sent(request, "kind_of_law", "number", "link", *LAW_DAYS)
    days = {name: _day(typed, name) for name in LAW_DAYS}
    return LawWords(kind=typed["kind_of_law"], number=typed["number"], link=typed["link"], **days)


def written_of(request: Request, kind: Kind) -> Written:
    """What was typed.

    Raises:
        UnreadableDay.
    """
    typed = sent(request, *PARTS)
    return Written(
        title=typed["title"],
        body=typed["body"].replace("\r\n", "\n"),
        summary=typed["summary"],
        category=typed["category"],
        quoted=typed["quoted"],
        valid_until=_day(typed, "valid_until"),
        law=_law(request) if kind == Kind.LAW else None,
    )


def _category(shelves: SiteShelves, kind: Kind, value: str) -> Asked:
    """A choice of classes where the kind has some, else words."""
    classes = tuple((one.code, one.name) for one in shelves.of(kind))
    if not classes:
        hint = _("Questions and pages are listed by it.")
        return Asked("category", _("Category of the article"), required=False, value=value, hint=hint)
    options = (("", "-"), *classes)
    return Asked("category", _("Category of the article"), part="select", required=False, value=value, options=options)


def _of_law(shelves: SiteShelves, law: LawWords) -> Iterator[Asked]:
    if shelves.law_kinds:
        kinds = tuple((one.code, one.name) for one in shelves.law_kinds)
        yield Asked("kind_of_law", _("Kind of law"), part="choices", options=kinds, value=law.kind)
    yield Asked("number", _("Number of the document"), required=False, value=law.number)
    for name, label in LAW_DAYS.items():
        day = getattr(law, name)
        yield Asked(name, label, required=False, short=True, value=day.isoformat() if day else "")
    hint = _("For example its page in the national database. The text may then be left out.")
    yield Asked("link", _("Where the text is kept"), required=False, value=law.link, hint=hint)


def questions_of(agency: str, kind: Kind, before: EditionCard | None, law: LawWords, category: str = "") -> list[Asked]:
    """What is asked, with what stood there before."""
    until = before.valid_until.isoformat() if before and before.valid_until else ""
    held = {name: getattr(before, name) for name in PARTS[:-1]} if before else dict.fromkeys(PARTS[:-1], "")
    shelves, must = shelves_of(agency), kind != Kind.LAW
    return [
        Asked("title", _("Title of the article"), value=held["title"]),
        Asked("summary", _("In one sentence"), required=False, value=held["summary"]),
        *(_of_law(shelves, law) if kind == Kind.LAW else ()),
        Asked("body", _("Text of the article"), part="lines", required=must, hint=MARKUP, value=held["body"]),
        _category(shelves, kind, held["category"] or category),
        Asked("quoted", _("Source of what is quoted"), required=False, value=held["quoted"]),
        Asked("valid_until", _("Last day on the site"), required=False, short=True, value=until,
              hint=_("For example 115/12/31. Empty: until it is taken away.")),
    ]  # fmt: skip
