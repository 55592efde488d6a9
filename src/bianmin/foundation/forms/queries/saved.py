"""The link of what was put aside, for the message that carries it."""

from django.conf import settings

from bianmin.foundation.forms.models import Saved
from bianmin.foundation.forms.rules.links import token_of
from bianmin.foundation.orgs.models import Agency

RESUME = "/{agency}/resume/{token}/"
"""The page on which a half-filled application is taken up again, below the installation's public address."""


COSIGN = "/{agency}/cosign/{token}/"
"""The page on which a second person confirms an application."""
SIGNING = "cosign:"
"""How the place of an application begins that waits for its co-signer."""


def resume_path(slug: str, token: str, place: str = "") -> str:
    """The page that a secret opens."""
    return (COSIGN if place.startswith(SIGNING) else RESUME).format(agency=slug, token=token)


def link_for(subject: str) -> str:
    """The whole address for a subject (`forms.saved:7`); empty for another subject and when it is gone."""
    kind, _colon, key = subject.rpartition(":")
    row = Saved.objects.filter(pk=int(key)).first() if kind == "forms.saved" and key.isdecimal() else None
    token = token_of(row.nonce, row.token_hash) if row else ""
    short = Agency.objects.filter(code=row.agency).values_list("short", flat=True).first() if row else ""
    path = resume_path(str(short).lower(), token, row.place) if row and token else ""
    return settings.PUBLIC_ADDRESS.rstrip("/") + path if path else ""
