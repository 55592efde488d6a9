"""docs/reference/api.md names every address, scope and status there is, and none that is not; its how-to runs."""

import json
import re
from pathlib import Path

import pytest

from bianmin.faces.api.house import description
from bianmin.faces.api.problems import SAID, STATUS
from bianmin.foundation.clients.vocab import Scope

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/reference/api.md").read_text("utf-8")
GUIDE = (ROOT / "docs/how-to/other-systems.md").read_text("utf-8")


def addresses() -> dict[str, dict]:
    return {
        f"{method.upper()} {path.removeprefix('/api/v1')}": operation
        for path, methods in description()["paths"].items()
        for method, operation in methods.items()
    }


def test_every_address_has_a_line_and_no_other_has():
    assert sorted(addresses()) == sorted(re.findall(r"^\| `((?:GET|POST) [^`]+)` \|", PAGE, re.MULTILINE))


def test_every_parameter_is_named():
    asked = {one["name"] for operation in addresses().values() for one in operation["parameters"]}
    assert sorted(name for name in asked if f"`{name}`" not in PAGE and f"{{{name}}}" not in PAGE) == []


def test_everything_that_is_sent_is_named():
    shapes = description()["components"]["schemas"]
    sent = {name for shape in ("Filing", "File", "Asked", "Number") for name in shapes[shape]["properties"]}
    assert sorted(name for name in sent if f"`{name}`" not in PAGE and f'"{name}"' not in PAGE) == []


def test_every_scope_and_status_has_a_line():
    assert set(Scope.values) == set(re.findall(r"^\| `([a-z]+\.[a-z]+)` \|", PAGE, re.MULTILINE))
    told = {int(found) for found in re.findall(r"^\| (\d{3}) \|", PAGE, re.MULTILINE)}
    assert told == ({status for _kind, status in STATUS} | set(SAID) | {422, 429}) - {500}


def test_the_guides_application_is_taken(partner):
    body = re.search(r"-d '(\{\s+\"service\".*?)'\n", GUIDE, re.DOTALL)[1]
    answer = partner().post("/applications", body, **{"Idempotency-Key": "health-2026-000123"})
    assert (answer.status_code, answer.json()["service"]) == (201, json.loads(body)["service"])


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\$B(/[a-z][^\s\"`]*)", GUIDE))))
def test_the_guides_addresses_are_there(partner, path):
    assert partner().client.get(f"/api/v1{path}").status_code in (200, 401, 405)
