"""The platform's own work: worker, timers, outbox, mail server."""

from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any, Final

from django.conf import settings
from django.core.mail import get_connection

from bianmin.foundation.jobs.queries import TimerCard, timers
from bianmin.foundation.jobs.vocab import TIMERS
from bianmin.foundation.notices.actions.sending import SMTP, mail_is_set
from bianmin.foundation.notices.queries import outbox
from bianmin.journeys.upkeep.vocab import Check, Level, Seen, shown
from bianmin.kernel.words import N_

ASLEEP: Final = timedelta(minutes=5)
LATE: Final = timedelta(minutes=10)
STUCK: Final = timedelta(hours=1)
PATIENCE: Final = 5
"""Seconds for the mail server to answer."""


def _woke(cards: list[TimerCard]) -> datetime | None:
    return max((moment for card in cards for moment in (card.started_at, card.finished_at) if moment), default=None)


def worker(at: datetime) -> Seen:
    """Some worker did something within five minutes."""
    woke = _woke(timers(at=at))
    if woke is None:
        return Seen(Level.BAD, N_("The worker has never run here."))
    if at - woke > ASLEEP:
        return Seen(Level.BAD, N_("The worker has been asleep since {since}."), {"since": shown(woke)})
    return Seen(Level.GOOD, N_("The worker was at it at {at}."), {"at": shown(woke)})


def _late(card: TimerCard, at: datetime) -> bool:
    return card.name in TIMERS.timers and not card.running and card.next_at < at - LATE


def on_time(at: datetime) -> Seen:
    """No timer is late, and none fails."""
    cards = timers(at=at)
    failing = [f"{card.name} ({card.fault})" for card in cards if card.failures]
    late = [card.name for card in cards if _late(card, at)]
    if failing:
        return Seen(Level.BAD, N_("These fail and are tried again: {names}."), {"names": ", ".join(failing)})
    if late:
        return Seen(Level.WARN, N_("These are late: {names}."), {"names": ", ".join(late)})
    return Seen(Level.GOOD, N_("{count} timers go by their clock."), {"count": len(cards)})


def delivered(at: datetime) -> Seen:
    """No e-mail has waited long, and the server breaks none off."""
    waits = outbox(at=at)
    values = {"count": waits.count, "since": shown(waits.oldest or at)}
    if waits.no_connection:
        return Seen(
            Level.BAD, N_("The mail server does not answer: {count} e-mails wait, the oldest since {since}."), values
        )
    if waits.unsure:
        text = N_("The mail server breaks off: {count} e-mails of the last hour are tasks now.")
        return Seen(Level.BAD, text, {"count": waits.unsure})
    if waits.oldest is not None and at - waits.oldest > STUCK:
        return Seen(Level.BAD, N_("{count} e-mails wait, the oldest since {since}."), values)
    return Seen(Level.GOOD, N_("{count} e-mails wait, none for long."), values)


def mail_server(_at: datetime) -> Seen:
    """The mail server opens a line within five seconds."""
    if not mail_is_set():
        return Seen(Level.WARN, N_("No mail server is set: every message is a task for the desk."))
    try:
        options: dict[str, Any] = {"timeout": PATIENCE} if settings.EMAIL_BACKEND == SMTP else {}
        line = get_connection(**options)
        line.open()
        line.close()
    except (OSError, SMTPException) as fault:
        values = {"host": settings.EMAIL_HOST, "port": settings.EMAIL_PORT, "why": type(fault).__name__}
        return Seen(Level.BAD, N_("{host}:{port} does not answer: {why}."), values)
    return Seen(Level.GOOD, N_("The mail server answers."))


WORKER: Final = Check(
    "worker",
    N_("Worker"),
    N_("Without it no message leaves, no journal line is sealed, no figure is recounted."),
    N_("Start `bianmin worker` (systemctl start bianmin-worker); it does what waits, each thing once."),
    worker,
)
OUTBOX: Final = Check(
    "outbox",
    N_("Messages"),
    N_("Applicants are told of receipt, papers and decisions by these messages."),
    N_("See that the mail server answers; after 18 hours of tries each message becomes a task for the desk."),
    delivered,
)
CHECKS: Final = (
    WORKER,
    Check(
        "timers",
        N_("Timers"),
        N_("Each does one piece of the platform's work again and again."),
        N_("Read the worker's log for the timer named above (journalctl -u bianmin-worker)."),
        on_time,
    ),
    OUTBOX,
)
LIVE: Final = (
    Check(
        "mail",
        N_("Mail server"),
        N_("Messages leave by it; while it is away they wait and are sent once it is back."),
        N_("Check BIANMIN_SMTP_HOST and its port, user and TLS, and the way through the firewall."),
        mail_server,
    ),
)
