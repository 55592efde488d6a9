"""One act, one transaction: what joins in, what is written at its end, what is undone."""

import pytest
from django.db import transaction

from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.models import Mark
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.orgs.models import Series
from bianmin.kernel.act import act, attempt, forget, keep, once, renew

pytestmark = pytest.mark.django_db


def mark(day: str = "2025-03-05") -> Mark:
    return Mark(agency="A", fact="cases.case", unit="/A/", first=day, last=day)


def marks() -> int:
    return Mark.objects.count()


def number() -> int:
    return take_number(agency="A", kind="case", period="1140305")


class WrongError(Exception):
    pass


def fail(*works) -> None:
    for work in works:
        work()
    raise WrongError


@act()
def fail_in_an_act(*works) -> None:
    fail(*works)


def fail_in_an_attempt(*works) -> None:
    with attempt():
        fail(*works)


def test_outside_an_act_a_row_is_kept_at_once():
    keep(mark())
    assert marks() == 1


def test_within_an_act_rows_are_written_at_its_end_in_one_statement(django_assert_num_queries):
    number()
    with django_assert_num_queries(3), act():  # a savepoint, the rows, its release
        keep(mark())
        keep(mark("2025-03-06"))
    assert [str(row.first) for row in Mark.objects.order_by("id")] == ["2025-03-05", "2025-03-06"]


def test_an_act_within_an_act_writes_nothing_of_its_own():
    with act():
        with act():
            keep(mark())
        assert marks() == 0
    assert marks() == 1


def test_a_key_touched_twice_in_an_act_is_marked_once():
    with act():
        touch(fact="cases.case", keys=[("A", "/A/", "2025-03-05"), ("A", "/A/", "2025-03-06")])
        touch(fact="cases.case", keys=[("A", "/A/", "2025-03-05")])
    assert marks() == 2


def test_what_leaves_an_act_as_an_exception_undoes_all_of_it():
    with pytest.raises(WrongError), act():
        fail_in_an_act(lambda: keep(mark()), number)
    assert (marks(), Series.objects.count()) == (0, 0)


def test_an_inner_exception_that_is_caught_leaves_the_outer_act_unable_to_go_on():
    def go_on() -> None:
        with act():
            with pytest.raises(WrongError):
                fail_in_an_act()
            number()

    with pytest.raises(transaction.TransactionManagementError):
        go_on()
    assert Series.objects.count() == 0


def test_an_attempt_is_undone_alone_with_what_it_kept():
    with act():
        keep(mark())
        with pytest.raises(WrongError):
            fail_in_an_attempt(lambda: keep(mark("2025-03-06")), number)
        number()
    assert [str(row.first) for row in Mark.objects.all()] == ["2025-03-05"]
    assert Series.objects.get().last == 1


def test_an_act_in_an_attempt_is_undone_with_it():
    with act():
        with pytest.raises(WrongError):
            fail_in_an_attempt(lambda: fail_in_an_act(number))
        assert number() == 1


def test_something_is_read_once_in_an_act_until_it_is_forgotten_or_renewed():
    reads = iter(range(10))
    with act():
        assert [once(Mark, "x", lambda: next(reads)) for _ in range(2)] == [0, 0]
        forget(Mark)
        assert once(Mark, "x", lambda: next(reads)) == 1
        renew(Mark, "x", 7)
        assert once(Mark, "x", lambda: next(reads)) == 7
    assert once(Mark, "x", lambda: next(reads)) == 2


def test_what_was_read_in_an_attempt_that_failed_is_read_again():
    with act():
        with pytest.raises(WrongError):
            fail_in_an_attempt(lambda: once(Mark, "x", lambda: 1))
        assert once(Mark, "x", lambda: 2) == 2
