"""States of a case, whose turn it is, outcomes, and what may be done."""

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FACT: Final = "cases.case"
SUBJECT: Final = "cases.case"


class State(models.TextChoices):
    """Where a case stands 案件狀態."""

    RECEIVED = "received", pgettext_lazy("case state", "Received")
    REVIEW = "review", pgettext_lazy("case state", "In review")
    PROPOSED = "proposed", pgettext_lazy("case state", "In second reading")
    SUPPLEMENT = "supplement", pgettext_lazy("case state", "Waiting for your papers")
    FORWARDED = "forwarded", pgettext_lazy("case state", "With the deciding authority")
    DECIDED = "decided", pgettext_lazy("case state", "Decided")
    RELEASED = "released", pgettext_lazy("case state", "Handed over")
    WITHDRAWN = "withdrawn", pgettext_lazy("case state", "Withdrawn")
    CLOSED = "closed", pgettext_lazy("case state", "Closed")


OPEN: Final = (State.RECEIVED, State.REVIEW, State.PROPOSED, State.SUPPLEMENT, State.FORWARDED)
"""States in which a case is not decided yet."""

IN_HAND: Final = (State.RECEIVED, State.REVIEW)
"""States in which it is the first reader's turn."""

AT_OFFICE: Final = (*IN_HAND, State.PROPOSED)
"""States in which it is the office's turn."""

CLOSED: Final = (State.DECIDED, State.RELEASED)
"""States in which a case is decided, and the decision can be contested."""


class Outcome(models.TextChoices):
    """How a case was decided 核定結果."""

    GRANTED = "granted", pgettext_lazy("decision", "Granted")
    CONDITIONAL = "conditional", pgettext_lazy("decision", "Granted with conditions")
    PARTLY = "partly", pgettext_lazy("decision", "Granted in part")
    REFUSED = "refused", pgettext_lazy("decision", "Refused")
    NOT_ACCEPTED = "not_accepted", pgettext_lazy("decision", "Not accepted for examination")
    RETURNED = "returned", pgettext_lazy("decision", "Returned to the applicant")
    NOT_COMPETENT = "not_competent", pgettext_lazy("decision", "Another authority is competent")


GIVEN: Final = (Outcome.GRANTED, Outcome.CONDITIONAL, Outcome.PARTLY)
"""Outcomes by which something is granted."""


class Turn(models.TextChoices):
    """Whose turn it is 目前由誰處理."""

    OFFICE = "office", _("It is our turn")
    CITIZEN = "citizen", _("It is your turn")
    AUTHORITY = "authority", _("The deciding authority is working on it")
    NOBODY = "nobody", _("Nothing more is to be done")


TURNS: Final[Mapping[str, Turn]] = {
    State.RECEIVED: Turn.OFFICE,
    State.REVIEW: Turn.OFFICE,
    State.PROPOSED: Turn.OFFICE,
    State.SUPPLEMENT: Turn.CITIZEN,
    State.FORWARDED: Turn.AUTHORITY,
    State.DECIDED: Turn.CITIZEN,
    State.RELEASED: Turn.NOBODY,
    State.WITHDRAWN: Turn.NOBODY,
    State.CLOSED: Turn.NOBODY,
}


class Visit(models.TextChoices):
    """What a citizen comes for, each rated once 洽辦."""

    RECEIVED = "received", _("Handing in the application")
    RELEASED = "released", _("Getting the result")


class Verb(models.TextChoices):
    """What may be done with a case now."""

    TAKE = "take", pgettext_lazy("act", "Take over")
    RECORD_PROOF = "record_proof", pgettext_lazy("act", "Record the proof of identity")
    REQUEST_SUPPLEMENT = "request_supplement", pgettext_lazy("act", "Ask for papers")
    SUPPLEMENT = "supplement", pgettext_lazy("act", "Hand in papers")
    EXTEND = "extend", pgettext_lazy("act", "Extend the time limit")
    ANSWER_EXTENSION = "answer_extension", pgettext_lazy("act", "Answer the extension asked for")
    FINISH_STEP = "finish_step", pgettext_lazy("act", "Finish the step")
    HAND_OVER = "hand_over", pgettext_lazy("act", "Hand over to a colleague")
    PLAN_INTERVIEW = "plan_interview", pgettext_lazy("act", "Fix an interview")
    HOLD_INTERVIEW = "hold_interview", pgettext_lazy("act", "Record the interview")
    REVIEW_INTERVIEW = "review_interview", pgettext_lazy("act", "Review the interview")
    SUBMIT = "submit", pgettext_lazy("act", "Submit as a special case")
    ANSWER_SUBMISSION = "answer_submission", pgettext_lazy("act", "Answer the submission")
    LINK = "link", pgettext_lazy("act", "Link with another case")
    PUT_FIRST = "put_first", pgettext_lazy("act", "Handle before others")
    NOT_FIRST = "not_first", pgettext_lazy("act", "Handle in turn again")
    FORWARD = "forward", pgettext_lazy("act", "Forward to the deciding authority")
    RECOMMEND = "recommend", pgettext_lazy("act", "Recommend a decision")
    SEND_BACK = "send_back", pgettext_lazy("act", "Send back to the first reader")
    DECIDE = "decide", pgettext_lazy("act", "Decide")
    LOOK_UP = "look_up", pgettext_lazy("act", "Record a look-up")
    CHECK_CONDITION = "check_condition", pgettext_lazy("act", "Check a condition")
    RELEASE = "release", pgettext_lazy("act", "Hand over the result")
    WITHDRAW = "withdraw", pgettext_lazy("act", "Withdraw")
    SERVE = "serve", pgettext_lazy("act", "Note when the decision was served")
    CONTEST = "contest", pgettext_lazy("act", "Note an objection, appeal or lawsuit")
    REPLY = "reply", pgettext_lazy("act", "Send the reply of this office")
    LENGTHEN = "lengthen", pgettext_lazy("act", "Note that the authority takes longer")
    SETTLE = "settle", pgettext_lazy("act", "Settle what was filed against the decision")
    REOPEN = "reopen", pgettext_lazy("act", "Open it again")
    ANSWER_ONLINE = "answer_online", pgettext_lazy("act", "Answer the online application")
    RATE = "rate", pgettext_lazy("act", "Rate the service")


class ProofKind(models.TextChoices):
    """What proved somebody's identity 身分證明."""

    ID_CARD = "id_card", _("National ID card")
    RESIDENCE = "residence", _("Residence certificate")
    PASSPORT = "passport", _("Passport")
    CERTIFICATE = "certificate", _("Citizen digital certificate")
    TWO_CARDS = "two_cards", _("Two other cards with a photograph")
