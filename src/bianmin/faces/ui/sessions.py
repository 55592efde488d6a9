"""While somebody is signed in: signed out after a time without use, and led to a password that must be changed."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from bianmin.faces.ui.now import now

SEEN: Final = "seen"
CHANGE: Final = "change_password"
NOTED_EVERY: Final = 60
"""Seconds after which a session's last use is written again."""
OPEN: Final = ("account_change_password", "account_logout", "account_reauthenticate")


def begin(request: HttpRequest, *, at: datetime, change: bool) -> None:
    """A session begins: its use is counted from now; `change` leads to a new password first."""
    request.session[SEEN] = int(at.timestamp())
    if change:
        request.session[CHANGE] = True


def changed(request: HttpRequest) -> None:
    """The password was changed."""
    request.session.pop(CHANGE, None)


def keep_within(session: SessionBase) -> None:
    """Write a session within the act that is open, so that one commit keeps both or neither.

    Raises:
        SessionInterrupted: it was ended meanwhile (answer 400), and the act with it.
    """
    try:
        session.save()
    except UpdateError as ended:
        raise SessionInterrupted("The session ended while the page was sent.") from ended
    session.modified = False


def _used(request: HttpRequest) -> bool:
    """Whether somebody does something, and not a screen that keeps itself fresh."""
    return request.headers.get("Sec-Fetch-Dest", "document") != "empty"


def _note(request: HttpRequest) -> None:
    """Write down that a session is used; where nothing can be written, who only reads reads on."""
    request.session[SEEN] = int(now().timestamp())
    try:
        request.session.save()
    except OperationalError:
        request.session.modified = False


class SessionRules:
    """Applies both rules to whoever is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out, or go on."""
        seen = request.session.get(SEEN)
        if seen is None or not request.user.is_authenticated:
            return self.get_response(request)
        idle, limit = int(now().timestamp()) - seen, settings.SECURITY.idle_minutes * 60
        if limit and idle > limit:
            logout(request)
            messages.info(request, _("You were signed out because nothing was done for a while. Sign in again."))
            return redirect_to_login(request.get_full_path())
        if _used(request) and not 0 <= idle < NOTED_EVERY:
            _note(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: object) -> HttpResponse | None:
        """Lead to the page for a new password where one must be chosen."""
        match = request.resolver_match
        if request.session.get(CHANGE) and match and match.url_name not in OPEN:
            return redirect("account_change_password")
        return None
