"""The pack of kind `service`: one service a file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.catalog.actions import publish
from bianmin.delivery.catalog.models import ServiceVersion
from bianmin.delivery.catalog.queries import card
from bianmin.delivery.catalog.vocab import Service
from bianmin.foundation.packs.vocab import Kind, Loading


def load(document: Service, loading: Loading) -> None:
    """Publish the service."""
    publish(service=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The newest version of a service as a pack."""
    row = ServiceVersion.objects.filter(agency=agency, code=code).order_by("-valid_from").first()
    return card(row).offer.model_dump(mode="json", exclude_defaults=True) if row else None


KINDS = (Kind("service", _("Service"), 40, Service, load, export),)
