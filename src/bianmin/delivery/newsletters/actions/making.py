"""Plan an issue, write its articles in its languages, and note its steps."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.newsletters.actions.steps import changing, touched, words, worked
from bianmin.delivery.newsletters.models import Article, Issue, Step
from bianmin.delivery.newsletters.queries.policy import paper_of
from bianmin.delivery.newsletters.rules import may_make
from bianmin.delivery.newsletters.vocab.cards import Draft
from bianmin.delivery.newsletters.vocab.rules import Paper
from bianmin.delivery.newsletters.vocab.states import BODY_MOST, NOTE_MOST, TITLE_MOST
from bianmin.foundation.audit.actions import record
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day

HIGHEST = 99_999


class NumberIsTaken(Refused):
    """Another issue has it."""

    message = _("There is an issue with this number already. Choose another one.")


class NoNumber(Refused):
    """No whole number from 1."""

    message = _("Write the number of the issue, as in 63.")


class NoSuchTopic(Refused):
    """None of the topics of the newsletter."""

    message = _("Choose one of the topics, or leave it open.")


class NoSuchStep(Refused):
    """It was done before, or the pack names none such."""

    message = _("This step is done already. Read below when and by whom.")


def _titles(paper: Paper, titles: Mapping[str, str], *, needed: bool) -> dict[str, str]:
    """The titles by language, tidied; the first language is needed."""
    kept = {}
    for place, one in enumerate(paper.languages):
        said = titles.get(one.code, "")
        if said.strip() or (needed and place == 0):
            kept[one.code] = words(said, f"title-{one.code}", most=TITLE_MOST)
    return kept


@act()
def plan(
    *, agency: str, paper: str, serial: int | None, due_on: date, titles: Mapping[str, str], by: Actor, at: datetime
) -> Issue:
    """Plan an issue: its number, its day and its theme; as many copies are printed as the pack says.

    Raises:
        NotFound, NotAllowed, NoNumber, NumberIsTaken, WordsAreMissing.
    """
    _rules, known = paper_of(agency, paper)
    if not may_make(by, agency, known.unit):
        raise NotAllowed
    if serial is None or not 1 <= serial <= HIGHEST:
        raise NoNumber(field="serial")
    values = {
        "unit_path": known.unit, "paper": paper, "serial": serial, "due_on": due_on, "copies": known.copies,
        "titles": _titles(known, titles, needed=True), "planned_by": by.key, "planned_on": local_day(at),
    }  # fmt: skip
    try:
        with attempt():
            row = Issue.objects.create(agency=agency, number=f"{paper}-{serial}", **values)
    except IntegrityError as double:
        raise NumberIsTaken(field="serial") from double
    touched(row)
    record(verb="newsletters.plan", subject=row.subject, agency=agency, by=by, at=at)
    return row


@act()
def plan_anew(*, number: str, due_on: date, copies: int, titles: Mapping[str, str], by: Actor, at: datetime) -> Issue:
    """Change the day, the titles and the printed copies of an issue that is being made.

    Raises:
        NotFound, NotAllowed, IssuedAlready, WordsAreMissing.
    """
    row = worked(number, by)
    _rules, known = paper_of(row.agency, row.paper)
    tidy = _titles(known, titles, needed=True)
    with changing(row, "plan", "due_on", "copies", "titles", by=by, at=at):
        row.due_on, row.copies, row.titles = due_on, copies, tidy
    return row


@act()
def write(*, number: str, article: int | None, draft: Draft, by: Actor, at: datetime) -> Article:
    """Write an article, or change one (`article`); a language may be left empty until it is translated.

    Raises:
        NotFound, NotAllowed, IssuedAlready, NoSuchTopic, WordsAreMissing.
    """
    row = worked(number, by)
    _rules, paper = paper_of(row.agency, row.paper)
    if draft.topic and not paper.topic(draft.topic):
        raise NoSuchTopic(field="topic")
    known = Article(agency=row.agency, issue=row) if article is None else row.articles.filter(pk=article).first()
    if known is None:
        raise NotFound
    known.topic, known.titles = draft.topic, _titles(paper, draft.titles, needed=True)
    said = {one.code: draft.bodies.get(one.code, "") for one in paper.languages}
    known.bodies = {code: words(text, f"body-{code}", most=BODY_MOST) for code, text in said.items() if text.strip()}
    known.save()
    record(verb="newsletters.write", subject=row.subject, agency=row.agency, by=by, at=at)
    return known


@act()
def drop_article(*, number: str, article: int, by: Actor, at: datetime) -> None:
    """Take an article out of an issue that is being made.

    Raises:
        NotFound, NotAllowed, IssuedAlready.
    """
    row = worked(number, by)
    gone, _kinds = row.articles.filter(pk=article).delete()
    if not gone:
        raise NotFound
    record(verb="newsletters.drop_article", subject=row.subject, agency=row.agency, by=by, at=at)


@act()
def note_step(*, number: str, code: str, note: str, by: Actor, at: datetime) -> Step:
    """Note that a step is done; `note` says what came of it, or who outside the house did it.

    Raises:
        NotFound, NotAllowed, IssuedAlready, NoSuchStep, WordsAreMissing.
    """
    row = worked(number, by)
    _rules, paper = paper_of(row.agency, row.paper)
    if code not in {one.code for one in paper.steps} or row.steps.filter(code=code).exists():
        raise NoSuchStep
    said = words(note, "note", most=NOTE_MOST) if note.strip() else ""
    step = Step.objects.create(
        agency=row.agency, issue=row, code=code, done_on=local_day(at), done_by=by.key, note=said
    )
    record(verb="newsletters.note_step", subject=row.subject, agency=row.agency, by=by, at=at)
    return step
