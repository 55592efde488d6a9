"""Read duties: those that can be given in an agency, who holds them, and who may be appointed from elsewhere."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from bianmin.foundation.accounts.models import Duty, Holding, User
from bianmin.foundation.accounts.queries import Officer, key_of
from bianmin.foundation.accounts.rules import HeldApart, NoSuchDuty, in_force, may_see_duties, overlapping
from bianmin.foundation.accounts.vocab import TEXTS, TITLES, DutyCard, HeldCard
from bianmin.kernel.actor import Actor, Permission, Role
from bianmin.kernel.errors import NotAllowed
from bianmin.kernel.permissions import CARRIED


def _house(role: Role) -> DutyCard:
    text = TEXTS.get(role.value, "")
    title = TITLES.get(role.value, role.value)
    return DutyCard(
        role.value, title, {}, text, CARRIED[role], role, "any", outside=False, apart=(), source="", line=""
    )


def card_of(row: Duty) -> DutyCard:
    """The card of a duty that a pack names."""
    shape, source = row.shape, str(row.book.head.get("source", ""))
    carried = frozenset(shape.permissions) | (CARRIED[shape.like] if shape.like else frozenset())
    return DutyCard(
        shape.code, shape.title, shape.titles, shape.text, carried, shape.like, shape.where, shape.outside,
        shape.apart, source, shape.line,
    )  # fmt: skip


def rows_of(agency: str) -> list[Duty]:
    """The duties of packs that can be given in an agency: its own first, then those that all share."""
    rows = Duty.objects.filter(current=True, agency__in=(agency, "")).select_related("book")
    return sorted(rows, key=lambda row: (not row.agency, row.book.code, row.position))


def duties_of(agency: str) -> list[DutyCard]:
    """All that can be given in an agency: of its documents, of every house, and shared ones."""
    rows = rows_of(agency)
    own, shared = [card_of(row) for row in rows if row.agency], [card_of(row) for row in rows if not row.agency]
    known = {card.code for card in own}
    house = [_house(role) for role in Role if role is not Role.SYSTEM]
    return [*own, *house, *(card for card in shared if card.code not in known)]


def find_duty(agency: str, code: str) -> tuple[DutyCard, Duty | None]:
    """A duty by its code, with its row where a pack names it.

    Raises:
        NoSuchDuty: it is not given here.
    """
    if code in tuple(Role):
        return _house(Role(code)), None
    row = next((row for row in rows_of(agency) if row.code == code), None)
    if row is None:
        raise NoSuchDuty(field="role", code=code)
    return card_of(row), row


def check_apart(user: User, card: DutyCard, path: str, first: date, last: date | None) -> None:
    """Refuse what cannot be held together with what is held in the same unit, whichever of the two says so.

    Raises:
        HeldApart: so it is.
    """
    rows = Holding.objects.filter(overlapping(first, last), user=user).select_related("duty")
    for row in rows:
        near = row.path.startswith(path) or path.startswith(row.path)
        if near and (row.role in card.apart or (row.duty and card.code in row.duty.shape.apart)):
            title = row.duty.shape.title if row.duty else TITLES.get(row.role, row.role)
            raise HeldApart(field="role", name=user.display_name, other=title)


def held(actor: Actor, *, agency: str, on: date, past: bool = False) -> list[HeldCard]:
    """Who holds which duty in an agency on a day or later (with `past`: or ever did), by unit.

    Raises:
        NotAllowed: the actor gives no duties there and audits none.
    """
    if not may_see_duties(actor, agency):
        raise NotAllowed
    rows = Holding.objects.filter(agency=agency).select_related("user", "duty__book")
    if not past:
        rows = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), user__is_active=True)
    return [_held_card(row) for row in rows.order_by("path", "role", "valid_from", "pk")]


def _held_card(row: Holding) -> HeldCard:
    card = card_of(row.duty) if row.duty else _house(Role(row.role))
    user = row.user
    return HeldCard(
        row.pk, key_of(user), user.display_name, user.title, user.outside, user.agency, card, row.path,
        tuple(row.over), row.valid_from, row.valid_until, row.number,
    )  # fmt: skip


def appointed(agency: str, *wanted: Permission, on: date) -> list[Officer]:
    """People of other agencies and from outside who hold a duty here that carries one of these permissions, by name."""
    rows = Holding.objects.filter(in_force(on), agency=agency, user__is_active=True)
    rows = rows.exclude(user__agency=agency, user__outside=False).select_related("user", "duty__book")
    found = {
        row.user: None
        for row in rows
        if not (card_of(row.duty) if row.duty else _house(Role(row.role))).permissions.isdisjoint(wanted)
    }
    users = sorted(found, key=lambda user: (user.display_name, user.pk))
    return [Officer(key_of(user), user.display_name, user.title, user.phone) for user in users]


def sitting(agency: str, duties: Iterable[str], *, on: date) -> list[HeldCard]:
    """Who holds one of these duties in an agency on a day, by name: for whoever works there 編組名單."""
    rows = Holding.objects.filter(in_force(on), agency=agency, role__in=set(duties), user__is_active=True)
    rows = rows.select_related("user", "duty__book").order_by("user__display_name", "pk")
    return [_held_card(row) for row in rows]


def outsiders(agency: str) -> list[Officer]:
    """People from outside with an account an agency opened, by name."""
    rows = User.objects.filter(agency=agency, is_active=True, outside=True).order_by("display_name", "pk")
    return [Officer(key_of(user), user.display_name, user.title, user.phone) for user in rows]
