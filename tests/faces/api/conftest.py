"""Engineers of other agencies, with and without a key."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from tests.factories.clients import client
from tests.people import People

ROOT = "/api/v1"


@dataclass
class Caller:
    """A programme that calls the API."""

    key: str = ""
    language: str = "en"
    client: Client = field(default_factory=Client)

    def headers(self, more: dict[str, str]) -> dict[str, str]:
        own = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        return {"Accept-Language": self.language, **own, **more}

    def get(self, path: str, /, **wanted: Any) -> Any:
        headers = self.headers(wanted.pop("headers", {}))
        return self.client.get(ROOT + path, wanted, headers=headers)

    def post(self, path: str, said: object, /, **headers: str) -> Any:
        body = said if isinstance(said, str) else json.dumps(said)
        return self.client.post(ROOT + path, body, content_type="application/json", headers=self.headers(headers))


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once."""
    return house


@pytest.fixture
def anybody(people: People) -> Caller:
    """A programme without a key."""
    return Caller()


@pytest.fixture
def partner(people: People) -> Callable[..., Caller]:
    """A programme with a key for some scopes, all when none is named."""

    def enter(*scopes: str, **said: Any) -> Caller:
        return Caller(client(*scopes, **said)[1])

    return enter
