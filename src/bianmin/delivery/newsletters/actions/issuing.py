"""Try an issue out with its trial readers, issue it, and send it to every subscriber once, a batch at a time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.newsletters.actions.steps import changing, touched, words, worked
from bianmin.delivery.newsletters.models import Article, Copy, Issue, Remark, Step, Subscriber
from bianmin.delivery.newsletters.queries.issues import trial_issue
from bianmin.delivery.newsletters.queries.policy import paper_of, rules_of
from bianmin.delivery.newsletters.queries.subscribers import active, card_of, row_of
from bianmin.delivery.newsletters.vocab.rules import Paper
from bianmin.delivery.newsletters.vocab.states import BATCH, REMARK_MOST, Outcome
from bianmin.foundation.audit.actions import record
from bianmin.foundation.notices.actions.sending import send
from bianmin.foundation.notices.vocab import State as MessageState
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, system
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day

ISSUED: Final = "newsletter-issue"
TRIAL: Final = "newsletter-trial"
SENDER: Final = system("newsletters")


class NothingWritten(Refused):
    """An issue without an article."""

    message = _("Write at least one article first.")


class NotTranslated(Refused):
    """An article, or the title, is missing in a language."""

    message = _("Not everything is there in every language yet: {missing}. Write it first.")


class StepIsOpen(Refused):
    """A step before the issue is not done."""

    message = _("A step is not done yet: {step}. Note it first.")


class NoTrialReaders(Refused):
    """Nobody reads this newsletter first."""

    message = _("Nobody is a trial reader yet. Subscribers choose it on the page of their subscription.")


def _check_whole(row: Issue, paper: Paper, articles: Iterable[Article]) -> None:
    """Refuse an issue in which something is not written or translated.

    Raises:
        NothingWritten, NotTranslated.
    """
    found = list(articles)
    if not found:
        raise NothingWritten
    for one in paper.languages:
        lacks = not row.titles.get(one.code)
        lacks = lacks or any(not (each.titles.get(one.code) and each.bodies.get(one.code)) for each in found)
        if lacks:
            raise NotTranslated(missing=one.name)


def _copy(row: Issue, paper: Paper, to: Subscriber, template: str, by: Actor, at: datetime) -> None:
    """Put one copy into the outbox, in the language of its reader."""
    if to.person is None:
        return
    language = paper.read_in(to.language)
    contents = "\n".join(f"- {one.titles.get(language, '')}" for one in row.articles.order_by("id"))
    params = {
        "number": to.number, "service": paper.name, "title": row.titles.get(language, ""), "contents": contents,
        "issue": row.number,
    }  # fmt: skip
    message = send(
        template=template, to=to.person, subject=row.subject, params=params, by=by, at=at, unit_path=row.unit_path
    )
    copy = Copy.objects.create(
        agency=row.agency, unit_path=row.unit_path, issue=row, subscriber=to, number=row.number, paper=row.paper,
        language=language, trial=template == TRIAL, message=message, on=local_day(at),
    )  # fmt: skip
    touched(copy)


@act()
def try_out(*, number: str, by: Actor, at: datetime) -> Issue:
    """Send an issue to its trial readers 試讀, each once however often it is tried out.

    Raises:
        NotFound, NotAllowed, IssuedAlready, NothingWritten, NotTranslated, NoTrialReaders.
    """
    row = worked(number, by)
    _rules, paper = paper_of(row.agency, row.paper)
    _check_whole(row, paper, row.articles.order_by("id"))
    readers = active(row.agency, row.paper).filter(trial=True).select_related("person").order_by("id")
    if not readers.exists():
        raise NoTrialReaders
    with changing(row, "try_out", "trial_on", by=by, at=at):
        row.trial_on = row.trial_on or local_day(at)
    for one in readers.exclude(copies__issue=row, copies__trial=True):
        _copy(row, paper, one, TRIAL, by, at)
    return row


@act()
def remark(*, subscriber: str, issue: str, text: str, by: Actor, at: datetime) -> Remark:
    """Say what one thinks of an issue one reads first; a second remark replaces the first.

    Raises:
        NotFound: no trial reader's own subscription, or nobody reads this issue first now. WordsAreMissing.
    """
    row, said = row_of(by, subscriber), words(text, "text", most=REMARK_MOST)
    card = trial_issue(card_of(row), issue)
    made, _new = Remark.objects.update_or_create(
        agency=row.agency, issue_id=card.id, subscriber=row, defaults={"text": said, "on": local_day(at)}
    )
    record(verb="newsletters.remark", subject=card.subject, agency=row.agency, by=by, at=at)
    return made


@act()
def issue(*, number: str, by: Actor, at: datetime) -> Issue:
    """Issue 發行: everybody reads it on the website from now on, and subscribers get it one batch after another.

    The last step of the pack is the issuing itself.

    Raises:
        NotFound, NotAllowed, IssuedAlready, NothingWritten, NotTranslated, StepIsOpen.
    """
    row, on = worked(number, by, leads=True), local_day(at)
    _rules, paper = paper_of(row.agency, row.paper)
    _check_whole(row, paper, row.articles.order_by("id"))
    done = set(row.steps.values_list("code", flat=True))
    for step in paper.steps[:-1]:
        if step.code not in done:
            raise StepIsOpen(step=step.name)
    last = paper.steps[-1].code
    Step.objects.get_or_create(agency=row.agency, issue=row, code=last, defaults={"done_on": on, "done_by": by.key})
    with changing(row, "issue", "issued_on", "on_time", "sent_on", by=by, at=at):
        row.issued_on, row.on_time = on, on <= row.due_on
        row.sent_on = None if paper.mailed else on
    return row


@act()
def _send_batch(key: int, at: datetime) -> int:
    """Put the next copies of an issue into the outbox, all or none; when nobody is left, it is sent."""
    row = Issue.objects.select_for_update().filter(pk=key, sent_on=None, issued_on__isnull=False).first()
    rules = rules_of(row.agency) if row else None
    paper = rules.paper(row.paper) if row and rules else None
    if row is None or paper is None:
        return 0
    readers = active(row.agency, row.paper).filter(confirmed_on__lte=row.issued_on)
    left = readers.exclude(pk__in=Copy.objects.filter(issue=row, trial=False).values("subscriber"))
    batch = list(left.select_related("person").order_by("id")[:BATCH])
    for one in batch:
        _copy(row, paper, one, ISSUED, SENDER, at)
    if len(batch) < BATCH:
        with changing(row, "send", "sent_on", by=SENDER, at=at):
            row.sent_on = local_day(at)
    return len(batch)


@act()
def _settle(at: datetime) -> int:
    """Note what became of copies in the outbox."""
    ended = {MessageState.SENT: Outcome.SENT, MessageState.GIVEN_UP: Outcome.BOUNCED}
    found = Copy.objects.filter(state=Outcome.QUEUED, message__state__in=list(ended)).select_related("message")
    rows = list(found.order_by("id")[: 5 * BATCH])
    for row in rows:
        if row.message is not None:
            row.state = ended[MessageState(row.message.state)]
            touched(row)
    Copy.objects.bulk_update(rows, ["state"], batch_size=BATCH)
    if rows:
        record(verb="newsletters.settle", subject="newsletters.copies", agency="", by=SENDER, at=at)
    return len(rows)


def send_waiting(*, at: datetime) -> int:
    """Put the next batch of every issue that is going out into the outbox; tells how many copies.

    Broken off at any moment it goes on where it stopped: a copy and its letter are written together.
    """
    waiting = Issue.objects.filter(sent_on=None, issued_on__isnull=False).order_by("id")
    sent = sum(_send_batch(key, at) for key in waiting.values_list("pk", flat=True))
    _settle(at)
    return sent
