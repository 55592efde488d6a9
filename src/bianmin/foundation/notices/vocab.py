"""Ways a message goes, the states it passes, and the words a notice may leave open."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a message reaches a person 通知方式."""

    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")
    PHONE = "phone", _("Telephone")
    LETTER = "letter", _("Letter")


SENT_BY_US: Final = (Channel.EMAIL, Channel.SMS)
"""Ways that the platform goes itself; the others are tasks for people."""


BESIDE: Final = "/sms"
"""How the key of a text message beside an e-mail ends."""


class State(models.TextChoices):
    """Where a message is.

    An e-mail or text message waits, is being sent, and is sent or was given up; a telephone or letter task is open
    until somebody did it. What was given up is followed by a task, so that nothing is lost.
    """

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    GIVEN_UP = "given_up", _("Given up")
    OPEN = "open", _("To do")
    DONE = "done", _("Done")


class Result(models.TextChoices):
    """What came of a telephone or letter task."""

    REACHED = "reached", _("Told by telephone")
    POSTED = "posted", _("Letter posted")
    HANDED = "handed", _("Handed over at the counter")
    NO_ANSWER = "no_answer", _("No answer: try again")
    UNREACHABLE = "unreachable", _("Cannot be reached")


class Problem(models.TextChoices):
    """Why an e-mail or text message was given up or is tried again."""

    NO_CONNECTION = "no_connection", _("The server could not be reached")
    LATER = "later", _("The server asked to try later")
    REFUSED = "refused", _("The server refused the address or number")
    UNSURE = "unsure", _("It is not known whether the server took the message")
    NO_ADDRESS = "no_address", _("The person has no such address or number any more")


CLOSING: Final = frozenset({Result.REACHED, Result.POSTED, Result.HANDED, Result.UNREACHABLE})
"""Results after which nothing is left to do."""

HOUSE: Final = frozenset(
    {"agency", "phone", "link", "resume", "permits", "visits", "opinions", "forum", "newsletters", "subscription"}
    | {"desk"}
)
"""Placeholders filled by the house: the agency's name and telephone, the addresses for following a case, for going on
with an application put aside, for seeing one's permits, for changing an appointment, for reading the answer to an
opinion, of the forum, of the newsletters, of the reader's own subscription, and of the desk for staff."""

DAYS: Final = frozenset({"received_on", "due_on", "decided_on", "answer_by_on", "keep_until_on", "visit_on"})
PLACEHOLDERS: Final = HOUSE | DAYS | {
    "number", "service", "to_agency", "question", "reply", "time", "place", "month", "uses", "found", "count", "test",
    "title", "contents", "issue",
}  # fmt: skip
"""Every placeholder a notice may hold; those ending in `_on` are days and are printed in the reader's calendar."""

TRACK: Final = "/{agency}/track/"
"""The page where people follow a case, below the installation's public address."""

DESK: Final = "/desk/"
"""Where staff work, below the installation's public address."""

PERMITS: Final = "/{agency}/permits/"
"""The page where holders see until when a permit is valid."""

VISITS: Final = "/{agency}/appointments/"
"""The page where an appointment is seen, moved and cancelled."""

OPINIONS: Final = "/{agency}/opinions/find/"
"""The page where the answer to an opinion is read."""

FORUM: Final = "/{agency}/forum/"
"""The page of the themes, with their messages and answers."""

NEWSLETTERS: Final = "/{agency}/newsletters/"
"""The page of the newsletters, with their issues."""

SUBSCRIPTION: Final = "/{agency}/newsletters/own/{number}/{code}/"
"""The page where a subscription is confirmed, changed and ended; its code follows from its number and the secret."""

SUBSCRIPTION_SALT: Final = "bianmin.newsletters.subscription"

MASS: Final = "newsletters."
"""How the subject of what goes to many begins: nobody telephones or writes instead of an e-mail that is given up."""

WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
"""How long to wait after each failed try; after the last one the e-mail is given up."""

LEASE: Final = timedelta(minutes=10)
"""How long one sending may take; longer means that the worker is dead and nobody knows what the server took."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message in the reader's language."""

    subject: str
    body: str
    sms: str = ""
