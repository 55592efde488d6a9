"""Read minutes, and print them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bianmin.foundation.documents.tree import Block, Column, Document, Heading, Items, Pairs, Paragraph, Table
from bianmin.foundation.documents.writers import odt, pdf
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import roc
from bianmin.quality.evaluation.models import Minutes
from bianmin.quality.evaluation.queries.rounds import RoundCard
from bianmin.quality.evaluation.rules.minutes import visible
from bianmin.quality.evaluation.vocab import Meeting
from bianmin.quality.indicators.vocab.printing import rounded

SUBJECT = "evaluation.minutes"


@dataclass(frozen=True, slots=True)
class MinutesCard:
    """Minutes as pages and paper show them; `over_agency` and `over_path` are who was visited, coached or checked."""

    id: int
    agency: str
    unit_path: str
    number: str
    meeting: Meeting
    round: int | None
    over_agency: str
    over_path: str
    announced: bool
    title: str
    held_on: date
    place: str
    chair: str
    recorder: str
    people: tuple[str, ...]
    said: str
    decided: str
    written_by: str
    written_at: datetime

    @property
    def subject(self) -> str:
        """What filings and improvements name it by."""
        return f"{SUBJECT}:{self.id}"


def visible_to(actor: Actor) -> QuerySet[Minutes]:
    """The minutes an actor may read, the newest first."""
    readable = Minutes.objects.filter(visible(actor)).values("pk")
    return Minutes.objects.filter(pk__in=readable).order_by("-held_on", "-pk")


def card_of(row: Minutes) -> MinutesCard:
    """The card of a row."""
    return MinutesCard(
        row.pk, row.agency, row.unit_path, row.number, Meeting(row.meeting), row.round_id, row.over_agency,
        row.over_path, row.announced, row.title, row.held_on, row.place, row.chair, row.recorder,
        tuple(line.strip() for line in row.people.splitlines() if line.strip()), row.said, row.decided,
        row.written_by, row.written_at,
    )  # fmt: skip


def minutes(actor: Actor, key: int) -> MinutesCard:
    """Minutes by their key.

    Raises:
        NotFound: there are none the actor may read.
    """
    row = visible_to(actor).filter(pk=key).first()
    if row is None:
        raise NotFound
    return card_of(row)


def of_round(actor: Actor, key: int) -> list[MinutesCard]:
    """The minutes of a round that the actor may read."""
    return [card_of(row) for row in visible_to(actor).filter(round=key)]


def paper(card: MinutesCard, *, agency: str, visited: str) -> Document:
    """Minutes as a document."""
    pairs = [
        (_("Number"), card.number), (_("Day"), roc(card.held_on)), (_("Where"), card.place or "-"),
        (_("Chair"), card.chair), (_("Recorder"), card.recorder),
        *([(_("Who was visited"), visited)] if visited else []),
    ]  # fmt: skip
    body: list[Block] = [
        Pairs(tuple((name, (value,)) for name, value in pairs)),
        Heading(1, _("Present")),
        Items(tuple((name,) for name in card.people)),
        Heading(1, _("Discussion")),
        *(Paragraph((line,)) for line in card.said.splitlines() if line.strip()),
    ]
    if card.decided:
        body += [Heading(1, _("Decisions")), *(Paragraph((line,)) for line in card.decided.splitlines() if line)]
    return Document(title=f"{agency} {card.title}", blocks=tuple(body), author=agency)


def file_of(document: Document, kind: str) -> bytes:
    """A document as PDF or ODT."""
    return pdf.write(document) if kind == "pdf" else odt.write(document)


def score_sheet(card: RoundCard, *, agency: str, people: dict[str, str]) -> Document:
    """The score sheet 評分表 of a round: for each unit the mean of every construct, the total and the place."""
    names = [_("Who is evaluated"), *(f"{one.name}（{one.most}）" for one in card.criteria), _("Total"), _("Place")]
    rows = tuple(
        tuple(
            (text,)
            for text in (
                each.name,
                *(rounded(spread.mean, 1) if spread else "-" for spread in each.spreads),
                rounded(each.total, 1) if each.total is not None else "-",
                str(each.place or "-"),
            )
        )
        for each in card.entrants
    )
    columns = (Column(2), *(Column(1, "right") for _name in names[1:]))
    committee = "、".join(people.get(person, person) for person in card.judges)
    blocks: tuple[Block, ...] = (
        Pairs(((_("Framework"), (card.framework,)), (_("Committee"), (committee,)))),
        Table(columns, tuple(names), rows, note=_("The mean of the committee.")),
    )
    return Document(title=f"{agency} {card.title} {_('Score sheet')}", blocks=blocks, author=agency)
