"""The immigration agency in tests: entries of its registers, its people, and somebody who applies online."""

import hashlib
from typing import Any

from django.test import Client

from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.models import Holding, User
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.packs.actions import reissue
from bianmin.kernel.actor import Role, system
from bianmin.quality.registers.actions import enter
from bianmin.quality.registers.queries.published import register
from tests.faces.portal.citizen import words
from tests.people import PASSWORD, START

NIA = "301140000A"
SOMEBODY: dict[str, dict[str, Any]] = {
    "notice": {},
    "applicant-who": {"for_whom": "self"},
    "applicant-applicant": {"name": "陳阿美", "id_number": "A223456781", "birth_on": "45/3/9"},
    "applicant-contact": {"phone": "089-381200", "email": "amei@example.tw"},
    "check": {},
}


def note(code: str, **said: str) -> None:
    """Enter something into a register of the agency."""
    of = register(NIA, code)
    checked = check(form(NIA, of.form), {name: [text] for name, text in said.items()}, {}, on=today())
    assert not checked.errors
    key = hashlib.sha256(f"{code}{sorted(said.items())}".encode()).hexdigest()
    enter(of=of, checked=checked, key=key, by=system("tests"), at=now())


def staff(role: Role, path: str = f"/{NIA}/", name: str = "nia") -> User:
    """Somebody who works there."""
    user = User.objects.create_user(name, password=PASSWORD, agency=NIA, display_name="周承辦", title="科員")
    Holding.objects.create(user=user, role=role.value, agency=NIA, path=path, valid_from=START)
    reissue(User)
    return user


def apply(client: Client, service: str, **typed: dict[str, Any]) -> str:
    """Walk through the application of a service; gives the number on the receipt."""
    said, page = {**SOMEBODY, **typed}, "notice"
    while True:
        answer = client.post(
            f"/nia/services/{service}/apply/{page}/", said.get(page.replace("-", "_"), said.get(page, {}))
        )
        assert answer.status_code == 302, words(answer)
        page = answer.url.rstrip("/").rpartition("/")[2]
        if "/receipts/" in answer.url:
            return page
