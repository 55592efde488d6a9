"""How a subscription stands, how it came about, and what became of a copy."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SUBSCRIBER: Final = "newsletters.subscriber"
ISSUE: Final = "newsletters.issue"
COPY: Final = "newsletters.copy"
TITLE_MOST: Final = 120
BODY_MOST: Final = 20_000
REMARK_MOST: Final = 1000
NOTE_MOST: Final = 300
BATCH: Final = 200
"""So many copies go into the outbox at a time, so that other letters never wait long behind them."""
UNCONFIRMED_DAYS: Final = 7
"""For how many days a subscription waits for its confirmation before its address is removed."""


class Standing(models.TextChoices):
    """How a subscription stands."""

    WAITING = "waiting", _("To be confirmed by e-mail")
    ACTIVE = "active", pgettext_lazy("newsletter", "Subscribed")
    ENDED = "ended", pgettext_lazy("newsletter", "Ended")


class Source(models.TextChoices):
    """How somebody came to subscribe 訂閱來源."""

    WEB = "web", pgettext_lazy("newsletter", "On the website")
    ONLINE = "online", _("After an online application")
    COUNTER = "counter", _("Asked at the counter")


class Outcome(models.TextChoices):
    """What became of a copy 寄送結果."""

    QUEUED = "queued", _("In the outbox")
    SENT = "sent", pgettext_lazy("newsletter", "Sent")
    BOUNCED = "bounced", _("Came back")
