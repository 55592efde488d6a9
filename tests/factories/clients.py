"""Systems of other agencies with their keys, given by the same action as the desk and the command use."""

from datetime import datetime, timedelta
from itertools import count

from bianmin.faces.ui.now import now
from bianmin.foundation.clients.actions import issue
from bianmin.foundation.clients.models import Client
from bianmin.foundation.clients.vocab import Scope
from bianmin.kernel.actor import Actor, system
from tests.people import AGENCY

keys = count(1)
HOUSE = system("tests")


def client(
    *scopes: str, agency: str = AGENCY, days: int = 30, by: Actor = HOUSE, at: datetime | None = None
) -> tuple[Client, str]:
    """A system of the county's health bureau with every scope, or those named; gives it and its key."""
    key, when = f"bianmin_key_of_a_test_{next(keys):06}", at or now()
    row = issue(
        agency=agency, name="臺東縣衛生局長照系統", purpose="長照申請 府衛字第1150001號", scopes=scopes or Scope.values,
        expires_on=when.date() + timedelta(days=days), key=key, by=by, at=when,
    )  # fmt: skip
    return row, key
