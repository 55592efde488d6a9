"""Who is on duty, and the rotas of an agency."""

from django.db import models

from bianmin.delivery.rotas.vocab import FACT, NAME_MOST
from bianmin.foundation.packs.models import Held


class Shift(models.Model):
    """Somebody on duty in one turn on one day; `person` is a colleague's key, `instead` who had been before."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    rota = models.CharField(max_length=40)
    turn = models.CharField(max_length=40)
    on = models.DateField()
    person = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=NAME_MOST)
    instead = models.CharField(max_length=NAME_MOST, blank=True)
    minutes = models.PositiveSmallIntegerField()
    made_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "rota", "turn", "on", "person", "name"], name="rotas_shift_once")
        ]
        indexes = [
            models.Index(fields=["agency", "on", "rota"], name="rotas_shift_day"),
            models.Index(fields=["agency", "person", "on"], name="rotas_shift_person"),
        ]

    def __str__(self) -> str:
        return f"{self.rota} {self.turn} {self.on}: {self.name}"

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{FACT}:{self.pk}"


class Policy(Held):
    """The newest pack of rotas of an agency, as text."""
