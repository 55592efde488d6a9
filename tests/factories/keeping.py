"""What keepers of an installation deal with: somebody asks about her data, something was leaked."""

from bianmin.foundation.privacy.actions.breaches import record_breach
from bianmin.foundation.privacy.actions.destruction import propose
from bianmin.journeys.privacy.demands import ask
from bianmin.kernel.actor import PUBLIC
from tests.people import AGENCY, NOON, People

AMEI = {"name": "陳阿美", "id_number": "A223456781", "phone": "089-381200", "email": "amei@example.tw"}


def keeping_of(people: People) -> dict[str, dict[str, object]]:
    """One demand and one breach of the office, by the names of their addresses."""
    said = {"kind": "access", "about": "我的申請紀錄", "channel": "online", "particulars": AMEI}
    demand = ask(agency=AGENCY, **said, by=PUBLIC, at=NOON)
    breach = record_breach(
        agency=AGENCY, found_at=NOON, touched="leaked", what="一封信寄錯地址", persons=1, special=False,
        by=people.actor("chief"), at=NOON,
    )  # fmt: skip
    propose(
        agency=AGENCY,
        kind="case",
        years=10,
        matters=[("cases.case:0", "TTBN-0", NOON.date())],
        by=people.actor("chief"),
        at=NOON,
    )
    slug: dict[str, object] = {"agency": "ttbn"}
    return {
        "privacy": slug, "privacy-table": {**slug, "ending": "csv"}, "privacy-ask": slug, "privacy-asked": slug,
        "desk-demand": {"number": demand.number}, "desk-demand-act": {"number": demand.number, "verb": "prove"},
        "desk-breach": {"number": breach.number}, "desk-destruction-list": {"number": "PX-114-0001"},
        "desk-destruction-act": {"verb": "propose"}, "desk-account": {"key": people.officer.pk},
        "desk-account-act": {"key": people.officer.pk, "verb": "unlock"},
    }  # fmt: skip
