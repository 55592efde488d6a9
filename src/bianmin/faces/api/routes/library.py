"""The library of forms: how many forms and filled-in samples each class has, and where they are."""

from typing import Any

from django.urls import reverse
from ninja import Field, Router, Schema

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.queries.library import Numbers, Row, numbers
from bianmin.delivery.catalog.queries.library import library as classes_of
from bianmin.faces.api.doors import door
from bianmin.faces.api.reading import link, say, the_agency
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request
from bianmin.faces.ui.now import today
from bianmin.foundation.documents.writers.files import MEDIA, WRITERS
from bianmin.kernel.words import N_

router = Router(tags=["services"])


class Counts(Schema):
    """How many there are; a form that two services use counts once."""

    forms: int
    samples: int
    fill_in: int = Field(description="Services filled in online, downloaded and printed 線上填表.")


class FormLine(Schema):
    """A form of a service; `files` is media type -> address of the blank form."""

    service: str
    service_name: str
    form: str
    title: str
    version: str
    fill_in: bool
    files: dict[str, str]
    samples: list[str] = Field(description="Addresses of filled-in samples, as PDF.")


class ClassLine(Counts):
    """A class of the library, with its forms; its code is empty where a form lies in none."""

    code: str
    name: str
    items: list[FormLine]


class Library(Counts):
    """The library of an agency today: the sums, and each class with its own."""

    classes: list[ClassLine]


def _counts(found: Numbers) -> dict[str, int]:
    return {"forms": found.forms, "samples": found.samples, "fill_in": found.fill_in}


def _lines(here: AgencyCard, row: Row) -> list[dict[str, Any]]:
    read, own = say(here.code), {"agency": here.slug, "service": row.card.code}
    told = {"service": row.card.code, "service_name": read(row.card.name)}
    blank = {MEDIA[end]: link(reverse("blank-form", kwargs={**own, "ending": end})) for end in WRITERS}
    samples = [
        link(reverse("sample-file", kwargs={**own, "sample": one.code, "ending": "pdf"}))
        for one in row.card.offer.samples
    ]
    named = [(row.form, row.fill_in, blank, samples)]
    for other in row.more:
        place = {"agency": here.slug, "code": other.code}
        files = {MEDIA[end]: link(reverse("form-further", kwargs={**place, "ending": end})) for end in WRITERS}
        named.append((other, False, files, []))
    return [
        {
            **told,
            "form": card.code,
            "title": read(card.title),
            "version": card.version,
            "fill_in": fill_in,
            "files": files,
            "samples": held,
        }
        for card, fill_in, files, held in named
    ]


@router.get("/agencies/{agency}/forms", response=Library, url_name="api-forms", summary=N_("The library of forms"))
@door(ANYONE)
def forms(request: Request, agency: str) -> dict[str, Any]:
    """Every form of the services in force by class, with how many forms, samples and fill-in services there are."""
    here = the_agency(request, agency)
    classes, read = classes_of(here.code, published(here.code, today())), say(here.code)
    told = [
        {
            "code": one.code,
            "name": read(one.title),
            **_counts(one.numbers),
            "items": [line for row in one.rows for line in _lines(here, row)],
        }
        for one in classes
    ]
    return {**_counts(numbers([row for one in classes for row in one.rows])), "classes": told}
