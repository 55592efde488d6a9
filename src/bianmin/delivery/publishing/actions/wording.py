"""What the words of an article must be, and what is said where they are not."""

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.publishing.queries.shelves import shelves_of
from bianmin.delivery.publishing.rules.markup import faults
from bianmin.delivery.publishing.vocab import Kind, LawWords, Written
from bianmin.kernel.errors import Refused

LONGEST_TITLE: Final = 120
LONGEST: Final = {"summary": 300, "category": 60, "quoted": 300}


class TitleIsMissing(Refused):
    """An article has a title of at most 120 signs."""

    message = _("Write a title of at most 120 characters that says what the text is about.")


class TextIsMissing(Refused):
    """An article has words."""

    message = _("Write the text.")


class TextOrLink(Refused):
    """A law has its words here, or a link to where they are."""

    message = _("Write the text, or the address where it can be read.")


class LinkIsWrong(Refused):
    """A link is an address of the web."""

    message = _("Write the address with https:// in front, at most 300 characters.")


class LawKindIsMissing(Refused):
    """Where an agency says what kinds of laws there are, each is of one."""

    message = _("Choose what kind of law it is.")


class DaysAreMixed(Refused):
    """A law is promulgated, then amended, then repealed."""

    message = _("This day lies before the day of promulgation. Correct one of them.")


class CategoryIsUnknown(Refused):
    """Where a kind of article has classes, it is of one of them."""

    message = _("Choose one of the classes.")


class WordsTooLong(Refused):
    """More than fits where it stands."""

    message = _("At most {most} characters fit here. Shorten it.")


class TextIsWrong(Refused):
    """The markup would make the page hard to use."""

    message = _("{problem}")


class EndsInThePast(Refused):
    """The last day on the site lies before today."""

    message = _("The last day on the site must not lie in the past.")


def check_words(written: Written, today: date) -> None:
    """What is wrong with the words of an article.

    Raises:
        TitleIsMissing, WordsTooLong, TextIsMissing, TextIsWrong, EndsInThePast; what `check_law` says.
    """
    if not written.title or len(written.title) > LONGEST_TITLE:
        raise TitleIsMissing(field="title")
    for name, most in LONGEST.items():
        if len(getattr(written, name)) > most:
            raise WordsTooLong(field=name, most=most)
    if written.law:
        check_law(written.law, written.body)
    elif not written.body.strip():
        raise TextIsMissing(field="body")
    for sentence in faults(written.body):
        raise TextIsWrong(field="body", problem=sentence)
    if written.valid_until and written.valid_until < today:
        raise EndsInThePast(field="valid_until")


def check_law(law: LawWords, body: str) -> None:
    """What is wrong with what is said of a law.

    Raises:
        TextOrLink, LinkIsWrong, WordsTooLong, DaysAreMixed.
    """
    if not body.strip() and not law.link:
        raise TextOrLink(field="body")
    if law.link and (not law.link.startswith(("https://", "http://")) or len(law.link) > LONGEST["summary"]):
        raise LinkIsWrong(field="link")
    if len(law.number) > LONGEST_TITLE:
        raise WordsTooLong(field="number", most=LONGEST_TITLE)
    for name in ("amended_on", "repealed_on"):
        day = getattr(law, name)
        if day and law.promulgated_on and day < law.promulgated_on:
            raise DaysAreMixed(field=name)


def check_classes(agency: str, kind: Kind, written: Written) -> None:
    """A class of the site's, where the kind of article has some.

    Raises:
        CategoryIsUnknown, LawKindIsMissing.
    """
    shelves = shelves_of(agency)
    if written.category and shelves.of(kind) and written.category not in {one.code for one in shelves.of(kind)}:
        raise CategoryIsUnknown(field="category")
    kinds, said = {one.code for one in shelves.law_kinds}, written.law.kind if written.law else ""
    if kind == Kind.LAW and kinds and said not in kinds:
        raise LawKindIsMissing(field="kind_of_law")
