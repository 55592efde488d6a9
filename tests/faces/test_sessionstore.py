"""Sessions are written and read as Django's are: ended ones stay ended, and two writers do not revive one."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection

from bianmin.faces.ui.now import now
from bianmin.faces.ui.sessionstore import SessionStore

pytestmark = pytest.mark.django_db


def begun(**said: object) -> SessionStore:
    session = SessionStore()
    session.update(said)
    session.save()
    return session


def test_what_was_said_is_there_again_and_can_be_changed():
    key = begun(draft="甲").session_key
    again = SessionStore(key)
    assert again["draft"] == "甲"
    again["draft"] = "乙"
    again.save()
    assert SessionStore(key)["draft"] == "乙"
    assert Session.objects.count() == 1


def test_a_session_that_is_too_old_holds_nothing_and_gets_another_key():
    key = begun(draft="甲").session_key
    Session.objects.update(expire_date=now() - timedelta(seconds=1))
    old = SessionStore(key)
    assert dict(old.items()) == {}
    old["draft"] = "乙"
    old.save()
    assert old.session_key != key


def test_a_session_that_was_ended_meanwhile_is_not_revived():
    session = begun(draft="甲")
    other = SessionStore(session.session_key)
    assert other["draft"] == "甲"
    session.delete()
    other["draft"] = "乙"
    with pytest.raises(UpdateError):
        other.save()
    assert not Session.objects.exists()


def busy(execute, sql, params, many, context):
    """A database in which nothing can be written for a while."""
    if sql.startswith("UPDATE django_session"):
        raise OperationalError("database is locked")
    return execute(sql, params, many, context)


def test_a_busy_database_is_not_taken_for_an_ended_session():
    session = begun(draft="甲")
    with connection.execute_wrapper(busy), pytest.raises(OperationalError):
        session.save()
    assert SessionStore(session.session_key)["draft"] == "甲"
