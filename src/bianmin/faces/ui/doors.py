"""Who may enter a page: every view carries a door, and a view without one is not reachable."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from bianmin.delivery.cases.queries.mandates import held_now
from bianmin.delivery.cases.queries.people import as_deputy
from bianmin.faces.ui.carried import Request as Request
from bianmin.faces.ui.holds import held, keep
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.visits import visitor
from bianmin.foundation.accounts.queries import actor_for, ended
from bianmin.foundation.packs.queries.editions import edition
from bianmin.kernel.actor import PUBLIC, Actor, Assurance, Permission, Role
from bianmin.kernel.lasting import holding

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Door:
    """A named test of the actor; `staff` doors send strangers to the sign-in page."""

    name: str
    opens: Callable[[Actor], bool]
    staff: bool = True


def _holding(*wanted: Role | Permission) -> Callable[[Actor], bool]:
    return lambda actor: actor.staff and actor.has(*wanted)


ANYONE: Final = Door("anyone", lambda _actor: True, staff=False)
STAFF: Final = Door("staff", lambda actor: actor.staff and not actor.outside)
INVITED: Final = Door("invited", lambda actor: actor.staff)
"""Whoever has an account: also people from outside, who see what they were invited to."""
OFFICER: Final = Door("officer", _holding(Role.OFFICER, Role.CHIEF))
CHIEF: Final = Door("chief", _holding(Role.CHIEF))
CALLS: Final = Door("calls", _holding(Role.OFFICER, Role.CHIEF, Permission.ANSWER_CALLS))
"""Whoever serves the public, and whoever only answers the telephone, in the house or for it."""
ANSWERERS: Final = Door("answerers", _holding(Permission.ANSWER_CALLS))
CASES: Final = Door("cases", _holding(Role.OFFICER, Role.CHIEF, Role.AUDITOR))
OPINIONS: Final = Door("opinions", _holding(Role.OFFICER, Role.CHIEF, Role.AUDITOR, Permission.ANSWER_OPINIONS))
OPINION_WORK: Final = Door("opinion-work", _holding(Role.OFFICER, Role.CHIEF, Permission.ANSWER_OPINIONS))
"""Whoever answers what the public writes."""
IMPROVE: Final = Door(
    "improve",
    _holding(
        Permission.READ_IMPROVEMENTS, Permission.BEGIN_IMPROVEMENTS, Permission.CARRY_OUT,
        Permission.JUDGE_IMPROVEMENTS, Permission.OVERSEE,
    ),
)  # fmt: skip
FIGURES: Final = Door("figures", _holding(Permission.BELONG, Permission.OVERSEE))
DRAFTS: Final = Door("drafts", _holding(Permission.DRAFT_PLANS, Permission.APPROVE_PLANS))
RESEARCH: Final = Door("research", _holding(Role.RESEARCH, Role.CHIEF))
ROUNDS: Final = Door(
    "rounds", _holding(Permission.HOLD_ROUNDS, Permission.READ_ROUNDS, Permission.SCORE, Permission.ATTEND)
)
KEEPERS: Final = Door("figure-keepers", _holding(Permission.KEEP_FIGURES))
WRITERS: Final = Door("report-writers", _holding(Permission.WRITE_REPORTS))
SURVEYS: Final = Door("surveys", _holding(Permission.BELONG, Permission.KEEP_FIGURES))
ASKED: Final = Door("asked", _holding(Permission.SUGGEST))
"""Whom a survey of the staff asks."""
HOLDERS: Final = Door("holders", _holding(Permission.HOLD_ROUNDS))
FILERS: Final = Door("filers", _holding(Permission.FILE))
FILINGS: Final = Door("filings", _holding(Permission.FILE, Permission.ANSWER_FILINGS))
MINUTES: Final = Door("minutes", _holding(Permission.KEEP_MINUTES, Permission.COACH, Permission.INSPECT))
INSPECTORS: Final = Door("inspectors", _holding(Permission.INSPECT))
GIVERS: Final = Door("givers", _holding(Permission.GIVE_DUTIES))
DUTIES: Final = Door("duties", _holding(Permission.GIVE_DUTIES, Role.AUDITOR))
AUDIT: Final = Door("audit", _holding(Role.AUDITOR, Role.CHIEF))
CALENDAR: Final = Door("calendar", _holding(Role.CHIEF, Role.ADMIN))
INQUIRERS: Final = Door("inquirers", _holding(Permission.LOOK_UP))
"""People of other bodies whose account looks things up here."""
CATALOG: Final = Door("catalog", _holding(Role.OFFICER, Role.CHIEF, Role.RESEARCH, Role.AUDITOR, Role.ADMIN))
ADMIN: Final = Door("admin", _holding(Role.ADMIN, Role.RESEARCH))
KEEPER: Final = Door("keeper", _holding(Role.ADMIN))
KEEPING: Final = Door("keeping", _holding(Role.OFFICER, Role.ADMIN, Role.CHIEF, Role.AUDITOR))
DEMANDS: Final = Door("demands", _holding(Role.OFFICER, Role.CHIEF, Role.AUDITOR))
BREACHES: Final = Door("breaches", _holding(Role.CHIEF, Role.ADMIN, Role.AUDITOR))
BREACHES_KEPT: Final = Door("breaches-kept", _holding(Role.CHIEF, Role.ADMIN))

STANDING_IN: Final = "standing_in_for"
"""Where a session keeps the colleague away whose roles were taken on."""

LIBRARY_ROUTES: Final = frozenset(
    {
        "account_login",
        "account_logout",
        "account_change_password",
        "account_reauthenticate",
        "mfa_authenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_reauthenticate",
        "mfa_generate_recovery_codes",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
    }
)
"""Pages of the sign-in library that are open; all its others are closed."""


def door(
    entrance: Door,
) -> Callable[
    [Callable[Concatenate[Request, P], HttpResponseBase]], Callable[Concatenate[Request, P], HttpResponseBase]
]:
    """State who may enter a view; others get the sign-in page or a refusal."""

    def guard(
        view: Callable[Concatenate[Request, P], HttpResponseBase],
    ) -> Callable[Concatenate[Request, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if entrance.opens(request.actor):
                return view(request, *args, **kwargs)
            if entrance.staff and not request.actor.staff:
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied

        guarded.door = entrance  # type: ignore[attr-defined] # read by the middleware and by `bianmin routes`
        return guarded

    return guard


def actor_of(request: Request) -> Actor:
    """The actor behind a request: an account signed in, a person proved, or the public with cases proved by code."""
    user = request.user
    if user.is_authenticated and not ended(user, on=today()):
        methods = request.session.get("account_authentication_methods", [])
        two = any(method.get("method") == "mfa" for method in methods)
        level = Assurance.TWO_FACTOR if two else Assurance.PASSWORD
        return actor_for(user, at=now(), assurance=level, standing_in_for=request.session.get(STANDING_IN, ""))
    if user.is_authenticated:
        logout(request)
    proved = held_now(held(request), today())
    mine = visitor(request)
    if mine is not None:
        return replace(mine, holds=mine.holds | proved)
    return replace(PUBLIC, holds=proved, assurance=Assurance.CODE) if proved else PUBLIC


def _deputise(request: Request, number: str | None) -> None:
    """Whoever opens a case of a colleague away acts as deputy in it, and the journal says so."""
    if number and request.actor.absent:
        request.actor = as_deputy(request.actor, number)


class ActorMiddleware:
    """Puts the actor on the request and closes every view that states no door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Find the actor, then go on."""
        with holding(edition):
            request.actor = actor_of(request)
            response = self.get_response(request)
        keep(request, response)
        return response

    def process_view(self, request: Request, view: Any, _args: Any, kwargs: Any) -> None:
        """Refuse a view without a door, as if it were not there; an address with a NUL names nothing either."""
        if "\0" in request.path or any("\0" in value for _name, values in request.GET.lists() for value in values):
            raise Http404
        if hasattr(view, "door"):
            _deputise(request, kwargs.get("number"))
            return
        match = request.resolver_match
        if match is None or match.url_name not in LIBRARY_ROUTES:
            raise Http404
