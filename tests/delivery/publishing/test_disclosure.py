"""Since when each item is disclosed: spans without holes, counted as they come and counted anew."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from pydantic import ValidationError

from bianmin.delivery.publishing.actions.disclosing import keep_disclosed
from bianmin.delivery.publishing.models import Disclosed
from bianmin.delivery.publishing.vocab import Disclosure
from bianmin.foundation.audit.models import Line
from bianmin.kernel.actor import system
from bianmin.kernel.errors import NotAllowed
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.models import Cell
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import span
from tests.factories.house import furnished
from tests.people import AGENCY, COUNTER, NOON, ROOT, People

DAY = timedelta(days=1)


@pytest.fixture
def people(db: None) -> People:
    """The office with its packs, among them the figure."""
    return furnished()


def keep(day: int, **items: bool) -> int:
    """Keep a state as of so many days after noon."""
    held = {code: (ROOT, disclosed) for code, disclosed in items.items()}
    return keep_disclosed(agency=AGENCY, items=held, by=system("site"), at=NOON + day * DAY)


def spans() -> list[tuple[str, bool, date, date | None]]:
    return list(Disclosed.objects.order_by("code", "since").values_list("code", "disclosed", "since", "until"))


def share(people: People, on: str) -> str:
    """The printed share of a month."""
    refresh(at=NOON + 100 * DAY)
    found = values(people.actor("chief"), agency=AGENCY, span=span(on))
    return next(one.printed for one in found if one.code == "IND-29")


@pytest.mark.row("IND-29")
def test_an_item_that_changes_ends_the_day_before_and_the_share_is_that_of_the_last_day(people: People):
    assert keep(0, a=True, b=False) == 2
    assert keep(1, a=True, b=False) == 0
    assert keep(30, a=True, b=True) == 1
    first, changed = NOON.date(), NOON.date() + 30 * DAY
    assert spans() == [("a", True, first, None), ("b", False, first, changed - DAY), ("b", True, changed, None)]
    assert (share(people, "114-03"), share(people, "114-04")) == ("50.0%", "100.0%")


def test_what_changes_twice_on_a_day_was_only_the_last(people: People):
    keep(0, a=False)
    keep(0, a=True)
    assert spans() == [("a", True, NOON.date(), None)]


def test_an_item_that_is_no_longer_asked_is_counted_until_the_day_before(people: People):
    keep(0, a=True, b=True)
    keep(3, a=True)
    assert spans()[1] == ("b", True, NOON.date(), NOON.date() + 2 * DAY)


def test_another_unit_in_charge_is_another_span(people: People):
    keep(0, a=True)
    keep_disclosed(agency=AGENCY, items={"a": (COUNTER, True)}, by=system("site"), at=NOON + DAY)
    assert list(Disclosed.objects.order_by("since").values_list("unit_path", flat=True)) == [ROOT, COUNTER]


def test_only_the_platform_keeps_it_and_every_change_is_in_the_journal(people: People):
    with pytest.raises(NotAllowed):
        keep_disclosed(agency=AGENCY, items={}, by=people.actor("chief"), at=NOON)
    keep(0, a=True)
    keep(1, a=False)
    assert Line.objects.filter(verb="publishing.disclose", subject="publishing.disclosed:a").count() == 2


def test_what_is_counted_as_it_comes_is_what_is_counted_anew(people: People):
    """By chance, forty days on which items come, go and change; seeded, so that what fails fails again."""
    dice, codes = random.Random(29), "abcdef"
    for day in range(40):
        keep(day, **{code: dice.random() < 0.6 for code in codes if dice.random() < 0.8})
        if day == 20:
            refresh(at=NOON + 20 * DAY)
    refresh(at=NOON + 50 * DAY)
    mine = Cell.objects.filter(measure__startswith="disclosure.")
    fields = ("measure", "unit_path", "day", "key", "bin", "n")
    kept = sorted(mine.values_list(*fields))
    rebuild(at=NOON + 50 * DAY)
    assert sorted(mine.values_list(*fields)) == kept
    assert len(kept) > 20
    for code in codes:
        rows = list(Disclosed.objects.filter(code=code).order_by("since"))
        assert all(one.until is not None and one.until < other.since for one, other in pairwise(rows))


ITEM = {"code": "1", "name": "法規"}
PACK = {
    "kind": "disclosure", "id": "d", "version": "1", "agency": AGENCY, "source": "demonstration", "title": "主動公開",
    "basis": "法", "items": [ITEM],
}  # fmt: skip


@pytest.mark.parametrize(
    "items",
    [
        [],
        [ITEM, ITEM],
        [{**ITEM, "where": [{"category": "法規", "article": "x"}]}],
        [{**ITEM, "where": [{}]}],
        [{**ITEM, "where": [{"link": "https://law.moj.gov.tw/"}]}],
        [{**ITEM, "where": [{"link": "javascript:x", "name": "法規"}]}],
        [{**ITEM, "where": [{"place": "nowhere"}]}],
        [{**ITEM, "where": [{"category": "法規"}], "none": "沒有"}],
    ],
)
def test_a_pack_that_says_nothing_or_two_things_is_refused(items: list[dict[str, object]]):
    Disclosure.model_validate(PACK)
    with pytest.raises(ValidationError):
        Disclosure.model_validate({**PACK, "items": items})
