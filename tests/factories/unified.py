"""A rule for unified numbers, and people who have none yet."""

from datetime import date
from typing import Any

from bianmin.delivery.cases.vocab import Particulars
from bianmin.foundation.persons.actions.unified import write_scheme
from bianmin.foundation.persons.vocab import Scheme
from bianmin.kernel.actor import system
from tests.people import AGENCY, COUNTER, NOON

THUY = Particulars(name="黎氏翠", latin_name="LE THI THUY", birth_on=date(1994, 8, 2), phone="0912345678")


def scheme(**changes: Any) -> Scheme:
    """Letter A, at the counter V; foreigners 0 to 6, nationals without household registration 7."""
    plain: dict[str, Any] = {
        "kind": "unified-number", "id": "unified", "version": "1", "source": "demonstration", "agency": AGENCY,
        "letter": "A", "letters": {COUNTER: "V"},
        "groups": [
            {"code": "foreign", "name": "外國人", "third": "0123456"},
            {"code": "unregistered", "name": "無戶籍國民", "third": "7"},
        ],
        "occasions": [
            {"service": "transcript", "moment": "decision", "group": "foreign", "document": "reason", "sex": "owner"}
        ],
    }  # fmt: skip
    return Scheme.model_validate({**plain, **changes})


def hold(**changes: Any) -> None:
    """Let the rule hold."""
    write_scheme(scheme=scheme(**changes), by=system("tests"), at=NOON)
