"""What a node of the organisation can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """The kind of a node 機關層級."""

    MINISTRY = "ministry", _("Ministry")
    AGENCY = "agency", _("Agency")
    OFFICE = "office", _("Office")
    UNIT = "unit", _("Unit")
    WINDOW = "window", _("Window")
