"""The files of deploy/ say what Bianmin understands: units, settings, compose."""

import re
from pathlib import Path

import pytest
import yaml

from bianmin.faces.cli.main import VERBS, parser_for

DEPLOY = Path(__file__).parents[2] / "deploy"
REFERENCE = (Path(__file__).parents[2] / "docs" / "reference" / "settings.md").read_text("utf-8")
SERVICES = sorted((DEPLOY / "systemd").glob("*.service"))
HARDENING = {
    "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes",
    "RestrictSUIDSGID=yes", "CapabilityBoundingSet=", "UMask=0077", "User=bianmin",
}  # fmt: skip


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.stem)
def test_a_unit_is_hardened_and_calls_a_verb_there_is(unit: Path):
    text = unit.read_text("utf-8")
    assert HARDENING - set(text.splitlines()) == set()
    words = re.search(r"\.venv/bin/bianmin (.+?)'?$", text, re.MULTILINE)[1].replace('"', "").split()
    assert words[0] in VERBS
    parser_for(words[0]).parse_args([word for word in words[1:] if "%%" not in word or word.startswith("/")])


def test_every_unit_that_runs_by_the_clock_has_its_timer():
    once = {path.stem for path in SERVICES if "Type=oneshot" in path.read_text("utf-8")}
    assert {path.stem for path in (DEPLOY / "systemd").glob("*.timer")} == once == {"bianmin-backup", "bianmin-doctor"}


def test_settings_named_in_deploy_are_known():
    text = "\n".join(path.read_text("utf-8") for path in DEPLOY.rglob("*") if path.is_file())
    assert (
        set(re.findall(r"\bBIANMIN_[A-Z_]+\b", text))
        - {"BIANMIN_DB_PASSWORD"}
        - set(re.findall(r"BIANMIN_[A-Z_]+", REFERENCE))
        == set()
    )


def test_compose_runs_pages_and_worker_on_postgresql_and_names_no_registry():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    assert set(compose["services"]) == {"database", "migrate", "web", "worker"}
    images = [service["image"] for service in compose["services"].values()]
    assert all("/" not in image for image in images)
    for name in ("migrate", "web", "worker"):
        service = compose["services"][name]
        assert service["environment"]["BIANMIN_DATABASE"].startswith("postgresql://")
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
