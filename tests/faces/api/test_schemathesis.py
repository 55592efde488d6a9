"""The API keeps its own description, whatever is sent: generated requests, in-process, the same ones each time."""

from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bianmin.config.wsgi import application as site
from bianmin.delivery.catalog.queries import service
from bianmin.delivery.talks.actions import begin_visit
from bianmin.faces.api.house import description
from bianmin.faces.ui.now import now
from bianmin.foundation.clients.models import Client, Use
from bianmin.foundation.forms.models import Knock
from bianmin.foundation.tries.models import Attempt
from bianmin.journeys.apply import apply
from bianmin.kernel.actor import Actor
from tests.factories.clients import client
from tests.factories.delivery import CITIZEN, application
from tests.people import AGENCY, People

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
EXAMPLES = 12
SCHEMA = schemathesis.openapi.from_dict(description())
OPERATIONS = {found.ok().definition.raw["operationId"]: found.ok() for found in SCHEMA.get_all_operations()}
KNOWN = {
    "agency": [AGENCY, "ttbn", "nia"], "service": ["transcript", "home-visit"], "form": ["applicant", "transcript"],
    "indicator": ["IN-01", "IN-04"],
}  # fmt: skip


def forget_tries() -> None:
    """Limits of tries would stop the generator before it has seen anything."""
    for table in (Use, Attempt, Knock):
        table.objects.all().delete()


@pytest.fixture(autouse=True)
def within_the_test() -> Iterator[None]:
    """A request must not close the connection on which the test will be rolled back."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def conversation(system: Client) -> str:
    """The name of a conversation about a case, opened by a system."""
    offered = service(AGENCY, "transcript", now().date())
    receipt = apply(application=application(offered, form_version="1"), by=CITIZEN, at=now())
    by = Actor(key=f"client:{system.pk}", agency=AGENCY)
    return begin_visit(agency=AGENCY, subject=receipt.subject, number=receipt.number, by=by, at=now())


def calls(operation: Any, mode: GenerationMode, key: str, known_of: dict[str, list[str]]) -> Callable[[], None]:
    """One run of generated calls; `known_of` holds names that are there."""

    @hypothesis.given(
        case=operation.as_strategy(generation_mode=mode), known=hypothesis.strategies.randoms(use_true_random=False)
    )
    @settings(
        max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def run(case: Any, known: Any) -> None:
        for name in (case.path_parameters or {}).keys() & known_of.keys():
            if known.random() < 0.7:
                case.path_parameters[name] = known.choice(known_of[name])
        forget_tries()
        case.call_and_validate(checks=CHECKS, app=site, headers={"Authorization": f"Bearer {key}"})

    return run


def can_be_wrong(operation: Any) -> bool:
    """Whether anything can be sent that does not fit: a path takes every text."""
    raw = operation.definition.raw
    return "requestBody" in raw or any(one["in"] != "path" for one in raw["parameters"])


RUNS = [
    (name, mode)
    for name, one in sorted(OPERATIONS.items())
    for mode in GenerationMode
    if mode == GenerationMode.POSITIVE or can_be_wrong(one)
]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "mode"), RUNS, ids=[f"{name}-{mode.value}" for name, mode in RUNS])
def test_an_operation_keeps_its_description(house: People, name: str, mode: GenerationMode):
    system, key = client()
    talks = {"talk": [conversation(system)]} if "{talk}" in OPERATIONS[name].path else {}
    calls(OPERATIONS[name], mode, key, KNOWN | talks)()
