"""Which edition of the reference data holds."""

from typing import Final

from bianmin.foundation.packs.models import Edition

ONLY: Final = 1


def edition() -> str:
    """The token of the edition that holds; empty before anything was loaded."""
    return Edition.objects.filter(pk=ONLY).order_by().values_list("token", flat=True).first() or ""
