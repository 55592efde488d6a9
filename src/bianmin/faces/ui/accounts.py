"""How staff sign in: no public sign-up, every sign-in journaled, and the second step where a role needs it."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.sessions import begin, changed
from bianmin.foundation.accounts.actions.journal import note_sign_in
from bianmin.foundation.accounts.actions.passwords import change_password
from bianmin.foundation.accounts.passwords import must_change
from bianmin.foundation.accounts.queries import held_back


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library has no types
    """Accounts are made by an administrator, never by whoever comes."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave the counting of failures to django-axes: it counts in the database, for all processes together."""

    def post_login(self, request: HttpRequest, user: Any, **options: Any) -> HttpResponse:
        """Journal the sign-in; a password that is old or was given by another is changed first."""
        at = now()
        note_sign_in(user=user, at=at)
        begin(request, at=at, change=must_change(user, at=at, days=settings.SECURITY.password_days))
        answer: HttpResponse = super().post_login(request, user, **options)
        return answer

    def set_password(self, user: Any, password: str) -> None:
        """Keep a new password, and when it was set."""
        change_password(user=user, password=password, at=now())
        changed(self.request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the desk; first to the set-up of the second step where a role of the account waits for it."""
        user = request.user
        if user.is_authenticated and held_back(user, on=today()) and not is_mfa_enabled(user):
            return reverse("mfa_activate_totp")
        address: str = super().get_login_redirect_url(request)
        return address
