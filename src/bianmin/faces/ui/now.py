"""The clock is read here, at the edge, and passed inwards as `at=`."""

from datetime import date, datetime

from django.utils import timezone

from bianmin.kernel.rocdate import TAIPEI


def now() -> datetime:
    """This moment, aware, in Taipei's time."""
    return timezone.now().astimezone(TAIPEI)


def today() -> date:
    """Today's date in Taipei."""
    return now().date()
