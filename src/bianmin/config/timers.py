"""Which work is done again and again, and how often."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

from bianmin.config.links import keep_site
from bianmin.delivery.hotline.actions import end_silent
from bianmin.delivery.newsletters.actions.issuing import send_waiting as send_newsletters
from bianmin.delivery.newsletters.actions.subscribe import remove_unconfirmed as remove_unconfirmed_readers
from bianmin.delivery.payments.actions.online import reconcile
from bianmin.foundation.accounts.actions.closing import close_ended, suspend_idle
from bianmin.foundation.audit.actions import seal
from bianmin.foundation.audit.queries.verdict import check_whole
from bianmin.foundation.documents.actions import sweep
from bianmin.foundation.documents.scanning import scan_waiting
from bianmin.foundation.jobs.vocab import Timer
from bianmin.foundation.notices.actions.delivery import deliver
from bianmin.foundation.orgs.queries import agencies
from bianmin.foundation.persons.actions.proofs import forget_proofs
from bianmin.journeys.announce import suggest_news
from bianmin.journeys.appointment import remind as remind_of_visits
from bianmin.journeys.asked import suggest_questions
from bianmin.journeys.askfirst import ask_waiting
from bianmin.journeys.disclosure import keep_count
from bianmin.journeys.entries import file_waiting as enter_waiting
from bianmin.journeys.fax import send_faxes
from bianmin.journeys.group import file_waiting
from bianmin.journeys.instalments import remind_missed
from bianmin.journeys.ladder import run_ladder
from bianmin.journeys.lookupaccounts import report_uses
from bianmin.journeys.mine import send_codes
from bianmin.journeys.online import tell_daily
from bianmin.journeys.overdue import keep_promises
from bianmin.journeys.permit import remind_unfetched
from bianmin.journeys.proofreading.documents import remove_old
from bianmin.journeys.saving import remove_ended
from bianmin.journeys.sitetests import call_for_tests
from bianmin.journeys.tables import remove_unconfirmed
from bianmin.journeys.upkeep.forget import forget
from bianmin.journeys.upkeep.planning import take_stock
from bianmin.kernel.actor import system
from bianmin.quality.indicators.actions.refresh import refresh


def remind(*, at: datetime) -> int:
    """Tell every agency's applicants whose cases are or may become late, and warn staff; tells how many cases."""
    reminder = system("reminder")
    return sum(keep_promises(agency=agency.code, by=reminder, at=at) for agency in agencies())


def tell_online(*, at: datetime) -> int:
    """Tell every agency's officers once a day of online applications that wait; tells how many were told."""
    return sum(tell_daily(agency=agency.code, by=system("reminder"), at=at) for agency in agencies())


def remind_visits(*, at: datetime) -> int:
    """Remind those who have an appointment soon, agency by agency; tells how many."""
    reminder = system("reminder")
    return sum(remind_of_visits(agency=agency.code, by=reminder, at=at) for agency in agencies())


def ask_registers(*, at: datetime) -> int:
    """Ask registers about applications that nobody asked about yet, agency by agency; tells how many."""
    return sum(ask_waiting(agency=agency.code, at=at) for agency in agencies())


def announce(*, at: datetime) -> int:
    """Suggest news of every agency's changed services and forms; tells how many."""
    hand = system("site")
    return sum(suggest_news(agency=agency.code, by=hand, at=at) for agency in agencies())


def suggest_answers(*, at: datetime) -> int:
    """Suggest questions of what every agency was asked often last month; tells how many."""
    hand = system("site")
    return sum(suggest_questions(agency=agency.code, by=hand, at=at) for agency in agencies())


def disclose(*, at: datetime) -> int:
    """Keep which items of every agency's list are disclosed; tells how many changed."""
    hand = system("site")
    return sum(keep_count(agency=agency.code, by=hand, at=at) for agency in agencies())


def remind_parts(*, at: datetime) -> int:
    """Tell every agency's payers whose instalments were missed; tells how many parts."""
    reminder = system("reminder")
    return sum(remind_missed(agency=agency.code, by=reminder, at=at) for agency in agencies())


def suspend(*, at: datetime) -> int:
    """Close accounts whose last day has passed, and those nobody used for as long as is set; tells how many."""
    hand = system("accounts")
    return close_ended(by=hand, at=at) + suspend_idle(days=settings.SECURITY.idle_days, by=hand, at=at)


def care(*, at: datetime) -> int:
    """Remind holders before their permits end, and those whose paper waits to be fetched; tells how many."""
    reminder = system("reminder")
    codes = [agency.code for agency in agencies()]
    made = sum(run_ladder(agency=code, by=reminder, at=at) for code in codes)
    return made + sum(remind_unfetched(agency=code, by=reminder, at=at) for code in codes)


def call_for_site_tests(*, at: datetime) -> int:
    """Tell every agency's keepers by e-mail of the tests of its site that are due; tells how many e-mails."""
    hand = system("site")
    return sum(call_for_tests(agency=agency.code, by=hand, at=at) for agency in agencies())


ALL: Final = (
    Timer("notices.deliver", timedelta(seconds=5), deliver, lease=timedelta(minutes=30)),
    Timer("audit.seal", timedelta(seconds=30), seal),
    Timer("audit.verify", timedelta(days=1), check_whole, lease=timedelta(hours=6)),
    Timer("indicators.refresh", timedelta(seconds=30), refresh, lease=timedelta(hours=1)),
    Timer("cases.remind", timedelta(minutes=15), remind),
    Timer("cases.online", timedelta(minutes=15), tell_online),
    Timer("appointments.remind", timedelta(minutes=30), remind_visits),
    Timer("exchange.ask", timedelta(seconds=30), ask_registers, lease=timedelta(minutes=30)),
    Timer("exchange.report", timedelta(days=1), report_uses),
    Timer("hotline.faxes", timedelta(seconds=30), send_faxes, lease=timedelta(minutes=30)),
    Timer("hotline.silent", timedelta(hours=1), end_silent),
    Timer("newsletters.send", timedelta(seconds=30), send_newsletters, lease=timedelta(minutes=30)),
    Timer("newsletters.remove", timedelta(hours=6), remove_unconfirmed_readers),
    Timer("persons.codes", timedelta(seconds=5), send_codes),
    Timer("persons.forget", timedelta(days=1), forget_proofs),
    Timer("payments.remind", timedelta(hours=1), remind_parts),
    Timer("payments.reconcile", timedelta(minutes=5), reconcile),
    Timer("accounts.suspend", timedelta(days=1), suspend),
    Timer("upkeep.forget", timedelta(days=1), forget),
    Timer("upkeep.take_stock", timedelta(days=1), take_stock),
    Timer("forms.tables", timedelta(hours=1), remove_unconfirmed),
    Timer("forms.remove", timedelta(hours=1), remove_ended),
    Timer("forms.file", timedelta(seconds=5), file_waiting, lease=timedelta(hours=1)),
    Timer("registers.enter", timedelta(seconds=5), enter_waiting, lease=timedelta(hours=1)),
    Timer("documents.scan", timedelta(minutes=1), scan_waiting, lease=timedelta(hours=1)),
    Timer("permits.care", timedelta(hours=6), care, lease=timedelta(hours=1)),
    Timer("publishing.announce", timedelta(minutes=2), announce),
    Timer("publishing.asked", timedelta(days=1), suggest_answers),
    Timer("publishing.disclose", timedelta(hours=1), disclose),
    Timer("publishing.keep", timedelta(hours=6), keep_site, lease=timedelta(hours=1)),
    Timer("publishing.tests", timedelta(hours=6), call_for_site_tests),
    Timer("documents.sweep", timedelta(days=1), sweep),
    Timer("proofread.remove", timedelta(minutes=5), remove_old),
)
