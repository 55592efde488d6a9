"""What services offer and figures count: each thing by its kind, its own code and its class."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.catalog.vocab.interviews import Interview
from bianmin.delivery.catalog.vocab.service import Service

OFFERED: Final = "catalog.offered"
"""The fact."""


class OfferedKind(models.TextChoices):
    """What it is."""

    FORM = "form", _("Form")
    SAMPLE = "sample", _("Filled-in sample")
    GUIDE = "guide", _("Guide to a service")
    SITE = "site", _("A place of interviews")
    ROOM = "room", _("A room of interviews")


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing; `fits` is false of a site with fewer or more rooms than it should have."""

    kind: OfferedKind
    code: str
    shelf: str = ""
    fits: bool = True


def things(service: Service) -> set[Thing]:
    """Everything a service offers that is counted."""
    shelf = service.form_class or service.category
    forms = {Thing(OfferedKind.FORM, code, shelf) for code in (service.form, *service.more_forms)}
    samples = {Thing(OfferedKind.SAMPLE, f"{service.id}/{one.code}", shelf) for one in service.samples}
    rooms = set(_rooms(service.interview)) if service.interview else set()
    return {*forms, *samples, *rooms, Thing(OfferedKind.GUIDE, service.id, service.category)}


def _rooms(policy: Interview) -> Iterator[Thing]:
    for site in policy.sites:
        yield Thing(OfferedKind.SITE, site.code, fits=policy.fits(site))
        yield from (Thing(OfferedKind.ROOM, f"{site.code}/{room}", shelf=site.code) for room in site.rooms)
