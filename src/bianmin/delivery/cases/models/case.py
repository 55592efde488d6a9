"""Cases, and what belongs to each: timeline, papers, one-time notices, and the decision."""

from django.db import models

from bianmin.delivery.cases.vocab import OPEN, SUBJECT, Outcome, ProofKind, State
from bianmin.delivery.cases.vocab.contest import ContestKind
from bianmin.delivery.cases.vocab.interview import InterviewState
from bianmin.delivery.cases.vocab.review import Reading
from bianmin.delivery.cases.vocab.urgency import Urgency


class Case(models.Model):
    """One matter 申請案件. `revision` grows with every act, so that of two at once one wins.

    `started_at` is when the clock began: on receipt, or anew with the papers asked for. `stopped_on` is the first day
    of a pause that goes on. `provisional`: no official calendar is known as yet for all days up to the due dates.
    `intake_agency` received it for this one, `sent_on` is its postmark, `place` where a tour or visit was.
    `via`: the portal of others that it came by 入口網.
    `reply_due_on`: until when an online application is answered first, which it was on `replied_on`.
    `round` grows each time the case is opened again, with `own_limit` (a period) where it is not the service's.
    `interview_state` and `interviewer`: of the newest interview. `submitted_to`: the agency whose answer is awaited.
    `parent`: the case that this is a part of 子案. `family`: the number of the case that others are handled together
    with. `condition_due_on`: the last day of the next condition to be checked. `papers_saved`: papers looked up, of the
    `papers_needed` that are required.
    `urgent`: why it is handled before others. `contested`: an objection, appeal or lawsuit waits, whose next step is
    due on `contest_due_on`, none where a court judges. `proposed_by` and `proposed_for`: the first reader, and the
    colleague stood in for, while a second reader has the case; `second_unit`: the unit it was sent to for that, where
    its own does not read it. `level`: which of the service's levels of review has it, the first being 0.
    """

    agency = models.CharField(max_length=10)
    number = models.CharField(max_length=30)
    query_hash = models.CharField(max_length=64)
    idempotency_key = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=0)
    unit_path = models.CharField(max_length=200)
    service_code = models.CharField(max_length=80)
    service_version = models.CharField(max_length=20)
    service_name = models.CharField(max_length=120)
    channel = models.CharField(max_length=10)
    via = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    officer = models.CharField(max_length=60, blank=True)
    deputy = models.CharField(max_length=60, blank=True)
    applicant = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    proxy = models.ForeignKey("persons.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    form = models.CharField(max_length=80)
    form_version = models.CharField(max_length=20)
    answers = models.JSONField(default=dict)
    pickup = models.CharField(max_length=40)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    started_at = models.DateTimeField()
    stopped_on = models.DateField(null=True, blank=True)
    statutory_due_on = models.DateField()
    norm_due_on = models.DateField()
    due_on = models.DateField()
    provisional = models.BooleanField(default=False)
    intake_agency = models.CharField(max_length=10, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=60, blank=True)
    reply_due_on = models.DateField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    extension_asked = models.BooleanField(default=False)
    proof_needed = models.BooleanField(default=False)
    proof_kind = models.CharField(max_length=12, choices=ProofKind.choices, blank=True)
    proxy_proof_kind = models.CharField(max_length=12, choices=ProofKind.choices, blank=True)
    proof_recorded_on = models.DateField(null=True, blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    supplement_rounds = models.PositiveSmallIntegerField(default=0)
    overdue = models.BooleanField(default=False)
    overdue_on = models.DateField(null=True, blank=True)
    overdue_notified_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=15, choices=Outcome.choices, blank=True)
    on_time = models.BooleanField(null=True, blank=True)
    within_limit = models.BooleanField(null=True, blank=True)
    used_days = models.PositiveIntegerField(null=True, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    released_on = models.DateField(null=True, blank=True)
    rated_on = models.DateField(null=True, blank=True)
    online_service = models.BooleanField(default=False)
    round = models.PositiveSmallIntegerField(default=1)
    own_limit = models.CharField(max_length=8, blank=True)
    reopened_on = models.DateField(null=True, blank=True)
    urgent = models.CharField(max_length=12, choices=Urgency.choices, blank=True)
    contested = models.CharField(max_length=10, choices=ContestKind.choices, blank=True)
    contest_due_on = models.DateField(null=True, blank=True)
    condition_due_on = models.DateField(null=True, blank=True)
    papers_saved = models.PositiveSmallIntegerField(default=0)
    papers_needed = models.PositiveSmallIntegerField(default=0)
    submitted_to = models.CharField(max_length=10, blank=True)
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, db_index=False, related_name="parts")
    family = models.CharField(max_length=30, blank=True)
    interview_state = models.CharField(max_length=10, choices=InterviewState.choices, blank=True)
    interviewer = models.CharField(max_length=60, blank=True)
    second_reading = models.CharField(max_length=10, choices=Reading.choices, blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    second_reader = models.CharField(max_length=10, blank=True)
    second_unit = models.CharField(max_length=200, blank=True)
    proposed_by = models.CharField(max_length=60, blank=True)
    proposed_for = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="cases_case_number"),
            models.UniqueConstraint(fields=["agency", "idempotency_key"], name="cases_case_once"),
            models.CheckConstraint(
                condition=models.Q(decided_on__isnull=True) | models.Q(decided_on__gte=models.F("received_on")),
                name="cases_case_order",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "due_on"], name="cases_case_open", condition=models.Q(state__in=OPEN)),
            models.Index(fields=["agency", "state", "due_on"], name="cases_case_state"),
            models.Index(
                fields=["intake_agency", "received_on"],
                name="cases_case_intake",
                condition=~models.Q(intake_agency=""),
            ),
            models.Index(fields=["agency", "received_on"], name="cases_case_received"),
            models.Index(fields=["agency", "decided_on"], name="cases_case_decided"),
            models.Index(fields=["submitted_to"], name="cases_case_submitted", condition=~models.Q(submitted_to="")),
            models.Index(fields=["agency", "family"], name="cases_case_family", condition=~models.Q(family="")),
            models.Index(
                fields=["agency", "contest_due_on"], name="cases_case_contested", condition=~models.Q(contested="")
            ),
            models.Index(fields=["agency", "overdue_on"], name="cases_case_overdue"),
            models.Index(
                fields=["agency", "reply_due_on"],
                name="cases_case_reply",
                condition=models.Q(reply_due_on__isnull=False, replied_on__isnull=True),
            ),
            models.Index(fields=["parent"], name="cases_case_parts", condition=models.Q(parent__isnull=False)),
            models.Index(
                fields=["agency", "condition_due_on"],
                name="cases_case_condition",
                condition=models.Q(condition_due_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The journal's word for this case."""
        return f"{SUBJECT}:{self.pk}"

    @property
    def clock(self) -> str:
        """The ledger's word for this case: each time it is opened again a ledger of its own begins."""
        return self.subject if self.round == 1 else f"{self.subject}/{self.round}"

    @property
    def request_only(self) -> bool:
        """Whether this is only a request as yet: nobody has recorded the proof of identity it needs."""
        return self.proof_needed and self.proof_recorded_on is None


class Event(models.Model):
    """One line of a case's timeline 歷程: an `EventKind`; `params` fill its sentence and never name a person."""

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20)
    params = models.JSONField(default=dict)
    public = models.BooleanField(default=True)
    actor = models.CharField(max_length=60)
    at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["agency", "case", "id"], name="cases_event_case")]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"


class CasePaper(models.Model):
    """One paper of a case 應備文件; `file` is the document's id when uploaded.

    `shown` or `missing`; of one the office looks up itself `waiting`, `looked_up` or `not_found`, with source and time.
    """

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="papers")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    lookup = models.BooleanField(default=False)
    required = models.BooleanField(default=True)
    state = models.CharField(max_length=10, default="missing")
    file = models.CharField(max_length=64, blank=True)
    source = models.CharField(max_length=200, blank=True)
    looked_up_at = models.DateTimeField(null=True, blank=True)
    looked_up_by = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "case", "id"], name="cases_paper_case")]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"


class Supplement(models.Model):
    """One round of asking for papers 補件: all defects at once; `odt` and `pdf` are the files of the notice."""

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="supplements")
    round = models.PositiveSmallIntegerField()
    defects = models.JSONField()
    basis = models.CharField(max_length=1000, blank=True)
    otherwise = models.CharField(max_length=500, blank=True)
    why_again = models.CharField(max_length=500, blank=True)
    asked_on = models.DateField()
    due_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answers = models.JSONField(default=dict)
    odt = models.CharField(max_length=64, blank=True)
    pdf = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "case", "round"], name="cases_supplement_round")]

    def __str__(self) -> str:
        return f"{self.case_id} round {self.round}"


class Decision(models.Model):
    """The decision on a case 核定/准駁, with reasons, legal basis and the instruction on remedies 救濟教示.

    A case that was opened again is decided again: the newest `round` counts. `due_on` is the day it was promised for,
    `served_on` the day it was served 送達, from which the limits of remedies run.
    """

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    round = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=15, choices=Outcome.choices)
    reasons = models.TextField(blank=True)
    basis = models.CharField(max_length=1000, blank=True)
    remedies = models.TextField(blank=True)
    number = models.CharField(max_length=60, blank=True)
    decided_by = models.CharField(max_length=60)
    decided_at = models.DateTimeField()
    decided_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    served_on = models.DateField(null=True, blank=True)
    odt = models.CharField(max_length=64, blank=True)
    pdf = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "case", "round"], name="cases_decision_round")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.outcome}"
