"""The office with every pack and a few cases whose figures are known, set up once for all rows."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from bianmin.delivery.cases.actions.supplement import request_supplement
from bianmin.delivery.cases.vocab import Defect, Receipt
from bianmin.delivery.catalog.queries import service
from bianmin.foundation.forms.queries.published import form
from bianmin.journeys.overdue import remind_overdue
from bianmin.journeys.rate import rate
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.refresh import refresh
from tests.factories.delivery import CITIZEN, HOUSE, applied, decided, holder
from tests.factories.house import furnished
from tests.people import AGENCY, NOON, People
from tests.plugins.journal import empty

LAST_YEAR = datetime(2024, 3, 6, 12, 0, tzinfo=TAIPEI)
DAY = timedelta(days=1)


@dataclass
class Office:
    """The people, and the receipts of the year 114 by what became of each case."""

    people: People
    cases: dict[str, Receipt] = field(default_factory=dict)

    def receive(self, code: str, channel: str, *, at: datetime = NOON) -> Receipt:
        """An application for one of the office's services."""
        of = service(AGENCY, code, at.date())
        by = self.people.actor("officer") if channel == "counter" else CITIZEN
        version = form(AGENCY, of.offer.form).version
        answers = {"kind": "current", "copies": 1}
        pickup = of.offer.pickup[0].code
        return applied(of, channel=channel, answers=answers, form_version=version, pickup=pickup, by=by, at=at)

    def decide(self, name: str, receipt: Receipt, days: int) -> None:
        """The case decided some days later, kept under a name."""
        self.cases[name] = decided(receipt, by=self.people.actor("officer"), days=days)


def _last_year(office: Office) -> None:
    """113: two applications online, both decided the day after."""
    for _each in range(2):
        decided(office.receive("transcript", "online", at=LAST_YEAR), by=office.people.actor("officer"))


def _this_year(office: Office) -> None:
    """114: six received, five acknowledged, four of five decided in time, one overdue and told, one lacks a paper."""
    late = office.receive("transcript", "online")
    for name in ("happy", "plain"):
        office.decide(name, office.receive("transcript", "online"), 1)
    office.decide("posted", office.receive("transcript", "mail"), 1)
    office.decide("renamed", office.receive("name-change", "counter"), 1)
    lacking = office.receive("transcript", "counter")
    by = office.people.actor("officer")
    request_supplement(number=lacking.number, defects=[Defect("身分證影本")], by=by, at=NOON)
    office.cases["lacking"] = lacking
    remind_overdue(agency=AGENCY, by=HOUSE, at=NOON + 5 * DAY)
    office.decide("late", late, 10)
    for name, level, reason in (("happy", 5, ""), ("late", 1, "等太久")):
        receipt = office.cases[name]
        rate(number=receipt.number, level=level, reason=reason, by=holder(receipt), at=NOON + 11 * DAY)


@pytest.fixture(scope="package")
def office(django_db_setup: None, django_db_blocker: object) -> Iterator[Office]:
    """The office, committed; each test's own changes are rolled back."""
    with django_db_blocker.unblock():
        try:
            made = Office(furnished())
            _last_year(made)
            _this_year(made)
            refresh(at=NOON + 20 * DAY)
            yield made
        finally:
            empty()


@pytest.fixture
def people(db: None, office: Office) -> People:
    """The people of that office."""
    return office.people


@pytest.fixture
def client(people: People) -> Client:
    """A visitor without an account."""
    return Client()


@pytest.fixture
def research(signed_in: Callable[[str], Client]) -> Client:
    """The research officer, signed in."""
    return signed_in("research")


@pytest.fixture
def chief(signed_in: Callable[[str], Client]) -> Client:
    """The chief, signed in."""
    return signed_in("chief")


@pytest.fixture
def load(signed_in: Callable[[str], Client]) -> Callable[..., object]:
    """Load packs through the administrator's page: `load({...}, {...})`; gives the page's answer."""

    def send(*packs: dict[str, object]) -> object:
        files = [
            SimpleUploadedFile(f"{pack['id']}.yaml", yaml.safe_dump(pack, allow_unicode=True).encode())
            for pack in packs
        ]
        return signed_in("admin").post("/desk/packs/", {"step": "load", "files": files})

    return send


@pytest.fixture(scope="package")
def installed(office: Office, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Where commands find the office: a home with a copy of its database, or the address of the server's."""
    home = tmp_path_factory.mktemp("installed")
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            address = urlsplit(os.environ["BIANMIN_DATABASE"])
            name = connection.settings_dict["NAME"]
            return {"home": home, "BIANMIN_DATABASE": address._replace(path=f"/{name}").geturl()}
        connection.ensure_connection()
        with closing(sqlite3.connect(home / "bianmin.sqlite3")) as copy:
            connection.connection.backup(copy)
    return {"home": home, "BIANMIN_DATABASE": ""}
