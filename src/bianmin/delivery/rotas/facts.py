"""What can be counted of rotas: who was on duty, by the day, and the minutes."""

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.rotas.models import Shift
from bianmin.delivery.rotas.vocab import FACT
from bianmin.foundation.facts.vocab import Fact

FACTS = (
    Fact(
        name=FACT,
        label=_("Turns on duty"),
        subject=FACT,
        rows=Shift.objects.all,
        dates={"served": "on"},
        number="turn",
        dimensions={"rota": "rota"},
        amounts={"minutes": "minutes"},
        filters={"rota": "rota", "turn": "turn"},
    ),
)
