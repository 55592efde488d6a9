"""States of a permit and of what is done about it, in words."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FACT: Final = "permits.permit"
CONTACT: Final = "permits.contact"
USE: Final = "permits.use"
LOSS: Final = "permits.loss"
SUBJECT: Final = "permits.permit"
DEMONSTRATION: Final = "demonstration"


class State(models.TextChoices):
    """What became of a permit 證件狀態; whether it has expired follows from the day."""

    VALID = "valid", pgettext_lazy("permit", "In force")
    RENEWED = "renewed", pgettext_lazy("permit", "Renewed")
    REPLACED = "replaced", pgettext_lazy("permit", "Replaced")
    CANCELLED = "cancelled", pgettext_lazy("permit", "Cancelled")
    REVOKED = "revoked", pgettext_lazy("permit", "Revoked")


class Standing(models.TextChoices):
    """What anybody may be told of a permit on a day 效力."""

    VALID = "valid", pgettext_lazy("standing", "Valid")
    NOT_YET = "not_yet", pgettext_lazy("standing", "Not valid yet")
    EXPIRED = "expired", pgettext_lazy("standing", "Expired")
    REPLACED = "replaced", pgettext_lazy("standing", "Replaced by a newer one")
    CANCELLED = "cancelled", pgettext_lazy("standing", "Cancelled")


class Loss(models.TextChoices):
    """Why a paper is issued again 補發/換發."""

    LOST = "lost", _("Lost")
    DAMAGED = "damaged", _("Damaged")
    CHANGED = "changed", _("Data changed")


class Way(models.TextChoices):
    """How a holder gets the paper 領件方式."""

    COUNTER = "counter", pgettext_lazy("pick-up", "At the counter")
    REGISTERED = "registered", pgettext_lazy("pick-up", "By registered mail with return receipt")
    OFFICE = "office", pgettext_lazy("pick-up", "At another office")
    SELF = "self", pgettext_lazy("pick-up", "Printed by the holder")


class Proof(models.TextChoices):
    """What proved the identity of whoever fetched the paper 身分證明."""

    ID_CARD = "id_card", _("National ID card")
    RESIDENCE = "residence", _("Residence certificate")
    PASSPORT = "passport", _("Passport")
    TWO_CARDS = "two_cards", _("Two other cards with a photograph")
    POST = "post", _("Return receipt of the post")


class Verb(models.TextChoices):
    """What may be done with a permit."""

    HAND_OUT = "hand_out", pgettext_lazy("act", "Hand out")
    ANNOTATE = "annotate", pgettext_lazy("act", "Annotate")
    REPLACE = "replace", pgettext_lazy("act", "Issue again")
    USE = "use", pgettext_lazy("act", "Use once more")
    NOTE_RENEWAL = "note_renewal", pgettext_lazy("act", "Record a renewal applied for")
    EXCLUDE = "exclude", pgettext_lazy("act", "Take out of the reminders")
    INCLUDE = "include", pgettext_lazy("act", "Put back into the reminders")
    CANCEL = "cancel", pgettext_lazy("act", "Cancel")
    REVOKE = "revoke", pgettext_lazy("act", "Revoke")


class EventKind(models.TextChoices):
    """What happened to a permit, as a sentence that the event's parameters fill."""

    ISSUED = "issued", _("Issued, valid until {until_on}.")
    CHECKED = "checked", _("Checked before it was issued: {reason}")
    ISSUED_OPEN = "issued_open", _("Issued without an end.")
    FOLLOWED = "followed", _("Issued in the place of {number}.")
    ANNOTATED = "annotated", _("Annotated: {text}")
    HANDED = "handed", _("Handed out: {way}.")
    REMINDED = "reminded", _("The holder was reminded to fetch it.")
    USED = "used", _("Used once more: {purpose}")
    RENEWAL = "renewal", _("A renewal was applied for: {number}.")
    RENEWAL_FELL = "renewal_fell", _("The application for renewal {number} came to nothing.")
    RENEWED = "renewed", _("Renewed: {number} follows.")
    REPLACED = "replaced", _("Replaced by {number}: {reason}.")
    EXCLUDED = "excluded", _("Taken out of the reminders: {why}.")
    INCLUDED = "included", _("Put back into the reminders: {why}.")
    CANCELLED = "cancelled", _("Cancelled: {reason}")
    REVOKED = "revoked", _("Revoked: {reason}")
    NOTICED = "noticed", _("A notice about it came in as {number} of “{register}”.")
    OVERDUE = "overdue", _("Expired without a renewal.")


class Channel(models.TextChoices):
    """How somebody is reminded before a permit ends 通知方式."""

    LETTER = "letter", pgettext_lazy("reminder", "Letter")
    PHONE = "phone", pgettext_lazy("reminder", "Telephone call")
    VISIT = "visit", pgettext_lazy("reminder", "Visit")


class ContactState(models.TextChoices):
    """Where a contact stands."""

    OPEN = "open", pgettext_lazy("contact", "To do")
    DONE = "done", pgettext_lazy("contact", "Done")
    SKIPPED = "skipped", pgettext_lazy("contact", "Left out")


class Result(models.TextChoices):
    """What came of a contact 聯繫結果."""

    POSTED = "posted", pgettext_lazy("contact", "Posted")
    REACHED = "reached", pgettext_lazy("contact", "Reached")
    PROMISED = "promised", pgettext_lazy("contact", "Promised to apply")
    NOT_REACHED = "not_reached", pgettext_lazy("contact", "Not reached")
    RETURNED = "returned", pgettext_lazy("contact", "Came back")
    DEPARTED = "departed", pgettext_lazy("contact", "Has left the country")


RESULTS: Final = {
    Channel.LETTER: (Result.POSTED, Result.RETURNED),
    Channel.PHONE: (Result.REACHED, Result.PROMISED, Result.NOT_REACHED, Result.DEPARTED),
    Channel.VISIT: (Result.REACHED, Result.PROMISED, Result.NOT_REACHED, Result.DEPARTED),
}
"""What can come of each kind of contact, in the order of the keys 1 to 4."""

SPOKEN_TO: Final = frozenset({Result.REACHED, Result.PROMISED, Result.DEPARTED})
"""Results that say somebody was spoken to."""


class Why(models.TextChoices):
    """Why a step of the ladder was left out 不通知之原因."""

    RENEWED = "renewed", _("A renewal was applied for")
    DEPARTED = "departed", _("Has left the country")
    PROTECTED = "protected", _("Protected: the address or telephone may endanger the holder")
    DECEASED = "deceased", _("Deceased")
    SETTLED = "settled", _("Reached before, nothing more to do")
    OVERTAKEN = "overtaken", _("The next step was due already")
    NO_WAY = "no_way", _("No address or telephone number is known for it")


EXCLUDING: Final = (Why.DEPARTED, Why.PROTECTED, Why.DECEASED)
"""What an officer may take a permit out of the reminders for."""
