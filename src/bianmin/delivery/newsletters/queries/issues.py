"""Issues: those of the website, those of the desk, their articles and steps, and what is due."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from django.db.models import Count, Max, Q, QuerySet

from bianmin.delivery.newsletters.models import Copy, Issue, Remark, Step
from bianmin.delivery.newsletters.queries.policy import rules_of
from bianmin.delivery.newsletters.rules import may_make, readable
from bianmin.delivery.newsletters.vocab.cards import ArticleCard, IssueCard, Sent, StageCard, SubscriberCard
from bianmin.delivery.newsletters.vocab.rules import Paper
from bianmin.delivery.newsletters.vocab.states import Outcome
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound

MOST: Final = 200


def _stages(row: Issue, paper: Paper, done: Iterable[Step]) -> tuple[StageCard, ...]:
    known = {one.code: one for one in done}
    return tuple(
        StageCard(
            stage=stage,
            due_on=row.due_on - timedelta(days=stage.days),
            done_on=known[stage.code].done_on if stage.code in known else None,
            done_by=known[stage.code].done_by if stage.code in known else "",
            note=known[stage.code].note if stage.code in known else "",
        )
        for stage in paper.steps
    )


def _card(row: Issue, paper: Paper, done: Iterable[Step] = ()) -> IssueCard:
    return IssueCard(
        id=row.pk, agency=row.agency, unit_path=row.unit_path, paper=paper, number=row.number, serial=row.serial,
        titles=row.titles, due_on=row.due_on, trial_on=row.trial_on, issued_on=row.issued_on, sent_on=row.sent_on,
        on_time=row.on_time, copies=row.copies, steps=_stages(row, paper, done),
    )  # fmt: skip


def _cards(rows: Iterable[Issue], agency: str) -> list[IssueCard]:
    """Cards of the rows whose newsletter is still in the pack."""
    rules = rules_of(agency)
    known = {one.code: one for one in rules.papers} if rules else {}
    return [_card(row, known[row.paper], row.steps.all()) for row in rows if row.paper in known]


def visible_to(actor: Actor) -> QuerySet[Issue]:
    """The issues an actor reads at the desk."""
    return Issue.objects.filter(readable(actor))


def listed(actor: Actor, agency: str) -> list[IssueCard]:
    """The issues an actor reads at the desk, those that are being made first, then the newest."""
    rows = visible_to(actor).filter(agency=agency).prefetch_related("steps").order_by("-due_on", "-id")[:MOST]
    return sorted(_cards(rows, agency), key=lambda one: one.issued_on is not None)


def issue_of(actor: Actor, number: str) -> IssueCard:
    """An issue that the actor reads at the desk.

    Raises:
        NotFound.
    """
    row = visible_to(actor).filter(agency=actor.agency, number=number).prefetch_related("steps").first()
    found = _cards([row], row.agency) if row else []
    if not found:
        raise NotFound
    return found[0]


def issued(agency: str, paper: str, q: str = "") -> list[IssueCard]:
    """The issues of a newsletter that went out, the newest first; those in whose words `q` stands."""
    rows = Issue.objects.filter(agency=agency, paper=paper, issued_on__isnull=False).order_by("-serial")
    if not q:
        return _cards(rows.prefetch_related("steps")[:MOST], agency)
    found = [row for row in rows.prefetch_related("steps", "articles") if _holds(row, q)]
    return _cards(found[:MOST], agency)


def _holds(row: Issue, q: str) -> bool:
    """Whether words stand in an issue's titles or articles, capital letters or not."""
    said = [*row.titles.values()]
    for one in row.articles.all():
        said += [*one.titles.values(), *one.bodies.values()]
    return any(q.casefold() in text.casefold() for text in said)


def public_issue(agency: str, number: str) -> IssueCard:
    """An issue that went out.

    Raises:
        NotFound.
    """
    rows = Issue.objects.filter(agency=agency, number=number, issued_on__isnull=False)
    found = _cards(rows.prefetch_related("steps"), agency)
    if not found:
        raise NotFound
    return found[0]


def trial_issue(reader: SubscriberCard, number: str) -> IssueCard:
    """An issue that a trial reader reads before it goes out.

    Raises:
        NotFound: no trial reader, nobody reads it yet, or it went out.
    """
    rows = Issue.objects.filter(agency=reader.agency, paper=reader.paper, number=number, trial_on__isnull=False)
    found = _cards(rows.filter(issued_on=None).prefetch_related("steps"), reader.agency) if reader.trial else []
    if not found:
        raise NotFound
    return found[0]


def articles_of(card: IssueCard, language: str) -> list[ArticleCard]:
    """The articles of an issue in one language, each with the languages in which it is not written yet."""
    rows = Issue.objects.get(pk=card.id).articles.order_by("id")
    wanted = [one.code for one in card.paper.languages]
    return [
        ArticleCard(
            id=one.pk, topic=card.paper.topic(one.topic), title=one.titles.get(language, ""),
            body=one.bodies.get(language, ""),
            lacking=tuple(code for code in wanted if not (one.titles.get(code) and one.bodies.get(code))),
        )
        for one in rows
    ]  # fmt: skip


def remarks_of(card: IssueCard) -> list[tuple[date, str]]:
    """What trial readers said of an issue, the first first."""
    rows = Remark.objects.filter(agency=card.agency, issue_id=card.id).order_by("id")
    return list(rows.values_list("on", "text")[:MOST])


def sent_of(card: IssueCard, *, trial: bool = False) -> Sent:
    """How many copies of an issue wait in the outbox, were sent, and came back."""
    rows = Copy.objects.filter(agency=card.agency, issue_id=card.id, trial=trial)
    found: dict[str, int] = rows.aggregate(
        **{one.value: Count("pk", filter=Q(state=one)) for one in Outcome},
    )
    return Sent(**found)


def next_serial(agency: str, paper: str) -> int:
    """The number of the issue after the last one; 1 where there is none."""
    last: int | None = Issue.objects.filter(agency=agency, paper=paper).aggregate(last=Max("serial"))["last"]
    return (last or 0) + 1


def planned_until(agency: str) -> dict[str, date]:
    """The last day of issue that is planned of each newsletter; one statement."""
    return dict(Issue.objects.filter(agency=agency).values_list("paper").annotate(last=Max("due_on")))


def to_plan(actor: Actor, agency: str, on: date) -> list[tuple[Paper, date]]:
    """The newsletters the actor makes whose next issue should be planned by now, with its day."""
    rules = rules_of(agency)
    if rules is None:
        return []
    last = planned_until(agency)
    found = []
    for paper in rules.papers:
        due = paper.next_after(on)
        near = due - timedelta(days=paper.plan_days) <= on
        if near and last.get(paper.code, date.min) < due and may_make(actor, agency, paper.unit):
            found.append((paper, due))
    return found


def late(actor: Actor, agency: str, on: date) -> Sequence[IssueCard]:
    """The issues the actor works on in which a step, or the issue itself, is late."""
    rows = visible_to(actor).filter(agency=agency, issued_on=None).prefetch_related("steps").order_by("due_on", "id")
    return [one for one in _cards(rows, agency) if may_make(actor, agency, one.unit_path) and one.late(on)]
