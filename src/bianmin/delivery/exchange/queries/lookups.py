"""Read registers and look-ups."""

from datetime import date

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.module_loading import import_string

from bianmin.delivery.exchange.models import Book, Lookup
from bianmin.delivery.exchange.rules import readable
from bianmin.delivery.exchange.vocab import (
    FAILED,
    SPARED,
    Door,
    LookupCard,
    Register,
    Registers,
    Result,
    Tally,
    Way,
)
from bianmin.foundation.packs.queries.held import held
from bianmin.kernel.actor import Actor

MOST = 50


def registers(agency: str) -> Registers | None:
    """The list of registers that holds for an agency; None where none is loaded: then officers name the place."""
    return held(Book, Registers, agency)


def telling_of(agency: str, paper: str) -> tuple[Register, ...]:
    """The registers that spare a paper, those that can be asked from here first."""
    book = registers(agency)
    found = [one for one in book.registers if paper in one.papers] if book else []
    return tuple(sorted(found, key=lambda one: not connected(one)))


def connected(register: Register) -> bool:
    """Whether the installation has the plug-in that asks this register."""
    return register.door in settings.LOOKUP_DOORS


def door(register: Register) -> Door:
    """The plug-in that asks a connected register."""
    made: Door = import_string(settings.LOOKUP_DOORS[register.door])()
    return made


def visible_to(actor: Actor) -> QuerySet[Lookup]:
    """The look-ups an actor may read."""
    return Lookup.objects.filter(readable(actor)).exclude(result=Result.ASKED)


def _card(row: Lookup) -> LookupCard:
    return LookupCard(
        row.number, row.paper, row.paper_name, row.register, row.register_name, Way(row.way), row.purpose, row.basis,
        Result(row.result), row.note, row.again, row.connected, row.saved, row.at, row.by,
    )  # fmt: skip


def lookups_of(agency: str, subject: str) -> tuple[LookupCard, ...]:
    """The look-ups made for one matter, the first one first; who may read the matter may read them."""
    rows = Lookup.objects.filter(agency=agency, subject=subject).exclude(result=Result.ASKED).order_by("id")
    return tuple(_card(row) for row in rows)


def failed(agency: str, subject: str) -> dict[str, LookupCard]:
    """The papers of a matter whose newest look-up failed, each with it."""
    newest = {card.paper: card for card in lookups_of(agency, subject)}
    return {paper: card for paper, card in newest.items() if card.result in FAILED}


def newest(actor: Actor, first: date, last: date) -> tuple[LookupCard, ...]:
    """The look-ups of a time, the newest first, fifty at most."""
    rows = visible_to(actor).filter(on__range=(first, last)).order_by("-id")[:MOST]
    return tuple(_card(row) for row in rows)


def tallies(actor: Actor, first: date, last: date) -> tuple[Tally, ...]:
    """What was looked up in each register in a time and what it saved, the most used first."""
    rows = visible_to(actor).filter(on__range=(first, last)).order_by()
    counted = rows.values("register", "register_name", "way").annotate(
        asked=Count("pk"),
        found=Count("pk", Q(result__in=SPARED)),
        not_found=Count("pk", Q(result=Result.NOT_FOUND)),
        down=Count("pk", Q(result=Result.DOWN)),
        spared=Count("pk", Q(saved=True)),
        online=Count("pk", Q(connected=True)),
    )
    return tuple(
        Tally(
            row["register"], row["register_name"], Way(row["way"]), row["asked"], row["found"], row["not_found"],
            row["down"], row["spared"], row["online"],
        )
        for row in sorted(counted, key=lambda row: (-row["asked"], row["register_name"]))
    )  # fmt: skip
