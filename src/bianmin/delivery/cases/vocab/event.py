"""What happens to a case, line by line 歷程."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.clock.vocab import spoken


class EventKind(models.TextChoices):
    """What happened, as a sentence whose `{names}` the event's parameters fill; days are written as the reader does."""

    RECEIVED = "received", _("Your application was received.")
    REQUESTED = "requested", _("Your request was received. The result needs the proof of your identity.")
    RECEIVED_ELSEWHERE = "received_elsewhere", _("{name} received your application for this office.")
    LINKED = "linked", _("It belongs to case {number}.")
    PART_OF = "part_of", _("It is a part of {number}.")
    SHARED_OUT = "shared_out", _("It was also sent to {name}, which works on its own part: {number}.")
    SHARED_IN = (
        "shared_in",
        _("It came with the application {number} at {name}. What you said there is not asked again."),
    )
    SHARED_AWAY = "shared_away", _("It was also sent to {name}, which works on its own part.")
    SHARED_TAKEN = "shared_taken", _("{name} has received it under {number}.")
    SHARED_DONE = "shared_done", _("{name} has decided its part: {number}.")
    SHARED_BACK = (
        "shared_back",
        _("The application {number} at {name} was withdrawn. Tell us if this one goes too."),
    )
    PART_OPENED = "part_opened", _("A part was opened: {name}. Its unit works on it by itself.")
    PART_GRANTED = "part_granted", _("The part “{name}” was granted.")
    PART_LOST = "part_lost", _("The part “{name}” was not granted.")
    PARTS_DONE = "parts_done", _("All parts are decided. The whole is decided next.")
    ANSWERED = "answered", _("This office answered: {answer}")
    TAKEN = "taken", _("An officer took over your application.")
    PROVED = "proved", _("The proof of identity was recorded.")
    MANDATED = "mandated", _("Somebody was named who may act for you.")
    UNMANDATED = "unmandated", _("It was noted that somebody may no longer act for you.")
    SUPPLEMENT_ASKED = "supplement_asked", _("We asked you for papers, by {due_on}.")
    SUPPLEMENT_GIVEN = "supplement_given", _("Your papers arrived.")
    DUE_MOVED_PAUSE = (
        "due_moved_pause",
        _("The clock stood still from {first_on} to {last_on}. The due date moved from {before_on} to {after_on}."),
    )
    DUE_MOVED_RESTART = (
        "due_moved_restart",
        _("The time limit began anew with your papers; the due date moved from {before_on} to {after_on}."),
    )
    DUE_MOVED_CLOSURE = (
        "due_moved_closure",
        _("The office did not work as usual on {closed_on} ({reason}). The date moved from {before_on} to {after_on}."),
    )
    DUE_MOVED_REOPENED = (
        "due_moved_reopened",
        _("The closure of {closed_on} was taken back. The date moved from {before_on} to {after_on}."),
    )
    DUE_MOVED_CALENDAR = (
        "due_moved_calendar",
        _("The official calendar was published or changed. The date moved from {before_on} to {after_on}."),
    )
    EXTENDED = "extended", _("The time limit was extended from {before_on} to {after_on}: {reason}")
    EXTENSION_ASKED = "extension_asked", _("The officer asked the chief to extend the limit by {period}: {reason}")
    EXTENSION_DECLINED = "extension_declined", _("The chief did not grant the extension: {reason}")
    STEP_DONE = "step_done", _("Done: {name}")
    HANDED_OVER = "handed_over", _("A colleague handles your application now.")
    FORWARDED = "forwarded", _("Your application was forwarded to {name}, which decides.")
    WARNED_OFFICER = "warned_officer", _("The officer was warned of the promised day, {due_on}.")
    WARNED_CHIEF = "warned_chief", _("The chief was warned of the promised day, {due_on}.")
    WARNED_HEAD = "warned_head", _("The head of the agency was warned of the promised day, {due_on}.")
    MAY_BE_LATE = "may_be_late", _("We told you that it may take longer than {due_on}.")
    INTERVIEW_FIXED = "interview_fixed", _("Your interview is on {interview_on} at {time}: {place}, {room}.")
    INTERVIEW_HELD = "interview_held", _("The interview was held. A second officer reviews it.")
    INTERVIEW_MISSED = "interview_missed", _("You did not come to the interview. A new time may be fixed.")
    INTERVIEW_REVIEWED = "interview_reviewed", _("The interview was reviewed.")
    INTERVIEW_AGAIN = "interview_again", _("Another interview is needed. We tell you when and where.")
    SUBMITTED = "submitted", _("Your application was submitted to {name} as a special case.")
    SUBMISSION_ANSWERED = "submission_answered", _("{name} answered. We go on with your application.")
    TOGETHER = "together", _("It is handled together with {other}.")
    SCREENED = "screened", _("The computer looked at it by “{name}” {version}: it passes.")
    SCREENED_ASIDE = "screened_aside", _("The computer looked at it by “{name}” {version}; an officer now reads it.")
    OVERDUE = "overdue", _("The promised day, {due_on}, has passed. We told you and go on with your application.")
    RECOMMENDED = "recommended", _("The first reading is done. A second officer now reads your application.")
    PASSED_ON = "passed_on", _("It was read, and goes on to the next level of review: {name}.")
    SENT_BACK = "sent_back", _("The second reader sent your application back to the first.")
    DECIDED = "decided", _("Your application was decided.")
    UNIFIED = "unified", _("You were given a unified ID number, which is yours for ever.")
    RELEASED = "released", _("The result was handed over.")
    LOOKED_UP = "looked_up", _("We looked up “{paper}” ourselves; you need not bring it.")
    NOT_FOUND = "not_found", _("We could not look up “{paper}”.")
    CONDITION_MET = "condition_met", _("Condition {number} of the decision is met.")
    CONDITION_LAPSED = "condition_lapsed", _("Condition {number} of the decision was not met in time.")
    WITHDRAWN = "withdrawn", _("The application was withdrawn.")
    SERVED = "served", _("The decision was served on {served_on}.")
    OBJECTED = "objected", _("Your objection was received. {name} decides it by {due_on}.")
    APPEALED = "appealed", _("Your appeal was received. This office sends it with its reply to {name} by {due_on}.")
    SUED = "sued", _("You went to court against the decision, at {name}.")
    ANSWERED_COURT = "answered_court", _("This office sent its answer to {name}.")
    REPLIED = "replied", _("This office sent your appeal with its reply to {name}, which decides by {due_on}.")
    LENGTHENED = "lengthened", _("{name} needs longer for your appeal, until {due_on}.")
    DISMISSED = "dismissed", _("It was found that the decision stands.")
    UNANSWERED = "unanswered", _("The authority did not decide in time. You may go to court.")
    NOT_HEARD = "not_heard", _("What you filed could not be accepted for examination.")
    REVOKED = "revoked", _("The decision was revoked. A new one follows by {due_on}.")
    TAKEN_BACK = "taken_back", _("What you filed against the decision was taken back.")
    REOPENED = "reopened", _("Your application was opened again: {reason} A new decision follows by {due_on}.")
    FIRST_SPECIAL = "first_special", _("It is handled before others, as a special case: {reason}")
    FIRST_URGENT = "first_urgent", _("It is handled before others, since it is urgent: {reason}")
    FIRST_HUMANITARIAN = "first_humanitarian", _("It is handled before others, for humanitarian reasons: {reason}")
    NOT_FIRST = "not_first", _("It is handled in turn again.")
    RATED = "rated", _("You rated the service. Thank you.")


ANSWERS: Final = frozenset(
    {
        EventKind.ANSWERED, EventKind.SUPPLEMENT_ASKED, EventKind.EXTENDED, EventKind.FORWARDED, EventKind.SUBMITTED,
        EventKind.INTERVIEW_FIXED, EventKind.DECIDED,
    }
)  # fmt: skip
"""What answers an online application: the applicant is told of each."""


def _spoken(name: str, value: object, language: str) -> object:
    """A parameter as a sentence shows it: days, whose names end in `_on`, in the reader's manner."""
    return spoken(date.fromisoformat(str(value)), language.replace("-", "_")) if name.endswith("_on") else value


NAMES: Final = frozenset({"name", "paper", "place"})
"""Parameters of events that packs name and translate."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line of a timeline; `sentence` says it in the reader's language."""

    kind: str
    at: datetime
    on: date
    params: Mapping[str, Any]
    public: bool
    actor: str = ""

    def sentence(self, language: str, said: Callable[[str], str] = str) -> str:
        """The line in words; `language` (`zh-hant`, `en`) says how days are written, the active one translates.

        `said` gives names of papers, places and offices in the reader's language.
        """
        params = {name: said(value) if name in NAMES else value for name, value in self.params.items()}
        words = {name: _spoken(name, value, language) for name, value in params.items()}
        return str(EventKind(self.kind).label).format_map(words)
