"""How staff sign in: no public sign-up, and the second step where a role needs it."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library has no types
    """Accounts are made by an administrator, never by whoever comes."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def post_login(self, request: HttpRequest, user: Any, **options: Any) -> Any:
        """Journal the sign-in."""
        return super().post_login(request, user, **options)
