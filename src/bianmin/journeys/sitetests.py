"""Call for the tests of an agency's site 網站檢測: whoever sees to them is told by e-mail before the day, and after."""

from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import override

from bianmin.delivery.publishing.queries.checks import rhythm, tests_due
from bianmin.delivery.publishing.rules.rhythm import TestDue
from bianmin.delivery.publishing.rules.rights import CHECKERS
from bianmin.delivery.publishing.vocab import SiteRhythm
from bianmin.foundation.accounts.queries import covering, holders, key_named, key_of
from bianmin.foundation.notices.actions.staff import send_to_staff
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import local_day

TEMPLATE: Final = "site-test"
LANGUAGE: Final = "zh-hant"


def _keepers(said: SiteRhythm, on: date) -> list[str]:
    """The account that the agency names, else all who may check; in place of one who is away, who does the work."""
    named = key_named(said.agency, said.keeper) if said.keeper else ""
    path, away = f"/{said.agency}/", covering(said.agency, on=on)
    keys = [named] if named else [key_of(one) for role in CHECKERS for one in holders(role, path=path, on=on)]
    return list(dict.fromkeys(away.get(key, key) for key in keys))


def _tell(one: TestDue, to: str, agency: str, *, by: Actor, at: datetime) -> bool:
    """Tell somebody of a test, once before its day and once after it."""
    with override(LANGUAGE):
        params = {"test": str(one.kind.label), "due_on": one.due_on}
    when = "late" if one.overdue else "soon"
    return send_to_staff(
        template=TEMPLATE, to=to, agency=agency, subject=f"publishing.test:{one.kind}:{one.due_on}:{when}",
        unit_path=f"/{agency}/", params=params, by=by, at=at,
    )  # fmt: skip


@act()
def call_for_tests(*, agency: str, by: Actor, at: datetime) -> int:
    """Tell of the tests whose day is near or over, as the agency's pack says; tells how many e-mails go out."""
    said, on = rhythm(agency), local_day(at)
    if said is None or not said.remind:
        return 0
    until = on + timedelta(days=said.remind)
    near = [one for one in tests_due(agency, on) if one.overdue or one.due_on <= until]
    keepers = _keepers(said, on) if near else []
    return sum(_tell(one, to, agency, by=by, at=at) for one in near for to in keepers)
