"""Accounts: who signs in, with which roles, when last; made, suspended, opened, given roles and new passwords."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.faces.desk.asking import Asked, ask_page, boxes
from bianmin.faces.desk.common import REFUSED, mistakes, show, typed
from bianmin.faces.ui.doors import KEEPER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.actions import closing, duties, opening, passwords
from bianmin.foundation.accounts.queries import AccountCard, idle, key_of
from bianmin.foundation.accounts.queries import accounts as account_cards
from bianmin.foundation.accounts.vocab import TITLES
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.errors import NotFound
from bianmin.kernel.text import whole


def _units(request: Request) -> tuple[tuple[str, str], ...]:
    return tuple((unit.path, unit.name) for unit in units_of(request.actor.agency, on=today()))


def _line(card: AccountCard, units: Mapping[str, str], unused: frozenset[str]) -> dict[str, Any]:
    roles = [{"id": role.id, "name": role.title, "unit": units.get(role.path, role.path)} for role in card.roles]
    return {"card": card, "number": card.key.partition(":")[2], "roles": roles, "unused": card.key in unused}


def _lines(request: Request) -> list[dict[str, Any]]:
    units, days = dict(_units(request)), settings.SECURITY.idle_days
    unused = frozenset(key_of(user) for user in idle(days=days, at=now())) if days else frozenset()
    cards = account_cards(request.actor, agency=request.actor.agency, on=today())
    return [_line(card, units, unused) for card in cards]


@door(KEEPER)
@require_safe
def accounts(request: Request) -> HttpResponseBase:
    """Everybody who signs in for the agency."""
    return show(request, "keeping/accounts", lines=_lines(request), days=settings.SECURITY.idle_days)


def _questions(request: Request) -> list[Asked]:
    return [
        Asked("username", _("Name to sign in with"), short=True),
        Asked("display_name", _("Name that citizens and colleagues see")),
        Asked("title", _("Title"), required=False, short=True),
        Asked("phone", _("Telephone that receipts name"), required=False, short=True),
        Asked("email", _("E-mail for messages about work"), required=False),
        Asked("role", _("Role"), part="select", options=tuple(TITLES.items())),
        Asked("path", _("Unit"), part="select", options=_units(request)),
        Asked("password", _("First password"), hint=_("It is changed at the first sign-in.")),
    ]


def _make(request: Request) -> None:
    said = {name: typed(request, name) for name in ("username", "display_name", "title", "phone", "email", "password")}
    role = typed(request, "role")
    if role not in TITLES:
        raise Http404
    opening.open_account(
        agency=request.actor.agency, **said, role=role, path=typed(request, "path"), by=request.actor, at=now()
    )


@door(KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Make an account with its first role."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            _make(request)
            messages.success(request, _("The account is made. Hand the first password over in person."))
            return redirect("desk-accounts")
    return ask_page(request, _questions(request), errors, template="keeping/account_new")


def _page(request: Request, key: int, errors: Mapping[str, str], verb: str = "") -> HttpResponseBase:
    line = next((line for line in _lines(request) if line["number"] == str(key)), None)
    if line is None:
        raise NotFound
    sent = request.POST
    grant = [
        Asked("role", _("Role"), part="select", options=tuple(TITLES.items())),
        Asked("path", _("Unit"), part="select", options=_units(request)),
    ]
    reset = [Asked("password", _("New password"), hint=_("It is changed at the next sign-in."))]
    own = {name: errors if name == verb else {} for name in ("grant", "reset")}
    return show(
        request, "keeping/account", REFUSED if errors else 200, line=line, errors=mistakes(errors),
        grant=boxes(grant, sent if verb == "grant" else None, own["grant"]),
        reset=boxes(reset, sent if verb == "reset" else None, own["reset"]),
        myself=request.actor.key == line["card"].key,
    )  # fmt: skip


@door(KEEPER)
@require_safe
@found
def account(request: Request, key: int) -> HttpResponseBase:
    """One account and what can be done with it."""
    return _page(request, key, {})


def _suspend(request: Request, user: str) -> None:
    closing.deactivate(user=user, by=request.actor, at=now())


def _reopen(request: Request, user: str) -> None:
    closing.reopen(user=user, by=request.actor, at=now())


def _unlock(request: Request, user: str) -> None:
    passwords.unlock(user=user, by=request.actor, at=now())


def _reset(request: Request, user: str) -> None:
    passwords.reset_password(user=user, password=typed(request, "password"), by=request.actor, at=now())


def _grant(request: Request, user: str) -> None:
    role = typed(request, "role")
    if role not in TITLES:
        raise NotFound
    path = typed(request, "path")
    duties.grant_role(user=user, role=role, path=path, valid_from=today(), by=request.actor, at=now())


def _revoke(request: Request, user: str) -> None:
    del user
    duties.revoke_role(holding=whole(typed(request, "holding")), until=today(), by=request.actor, at=now())


VERBS: Final[dict[str, Callable[[Request, str], None]]] = {
    "suspend": _suspend, "reopen": _reopen, "unlock": _unlock, "reset": _reset, "grant": _grant, "revoke": _revoke,
}  # fmt: skip


@door(KEEPER)
@require_POST
@found
def act(request: Request, key: int, verb: str) -> HttpResponseBase:
    """Suspend, open, unlock, give a new password, grant or end a role."""
    if verb not in VERBS:
        raise Http404
    errors: dict[str, str] = {}
    with refusals(errors):
        VERBS[verb](request, f"staff:{key}")
        messages.success(request, _("It is done."))
        return redirect("desk-account", key=key)
    return _page(request, key, errors, verb)
