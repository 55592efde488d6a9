"""What is of use only for a while is forgotten in time, and nothing sooner."""

from datetime import timedelta

import pytest
from axes.models import AccessLog
from django.contrib.sessions.models import Session

from bianmin.foundation.audit.models import Line
from bianmin.foundation.tries.models import Attempt
from bianmin.journeys.upkeep.forget import forget
from tests.people import NOON

pytestmark = pytest.mark.django_db


def tried(hours: int, *, locks: bool = False) -> None:
    Attempt.objects.create(number_hash="n", address_hash="a", at=NOON - timedelta(hours=hours), locks=locks)


def test_failed_look_ups_are_forgotten_after_a_day_and_locks_after_a_year():
    for hours, locks in ((1, False), (23, False), (25, False), (25, True), (24 * 366, True)):
        tried(hours, locks=locks)
    forget(at=NOON)
    left = Attempt.objects.order_by("-at").values_list("at", "locks")
    assert [(int((NOON - at).total_seconds() // 3600), locks) for at, locks in left] == [
        (1, False),
        (23, False),
        (25, True),
    ]


def test_sign_ins_are_kept_for_half_a_year_and_ended_sessions_not_at_all():
    for days in (180, 200):
        log = AccessLog.objects.create(username="lin", path_info="/", user_agent="", session_hash="")
        AccessLog.objects.filter(pk=log.pk).update(attempt_time=NOON - timedelta(days=days))
    for key, hours in (("live", 1), ("over", -1)):
        Session.objects.create(session_key=key, session_data="", expire_date=NOON + timedelta(hours=hours))
    assert forget(at=NOON) == 2
    assert [session.session_key for session in Session.objects.all()] == ["live"]
    assert AccessLog.objects.count() == 1


def test_forgetting_is_journaled_and_doing_it_again_does_nothing():
    tried(25)
    assert [forget(at=NOON), forget(at=NOON)] == [1, 0]
    assert [line.verb for line in Line.objects.all()] == ["upkeep.forget"]
