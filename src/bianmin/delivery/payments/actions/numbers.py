"""Numbers of bills, receipts and plans: one series a year each, with a check digit."""

from datetime import date

from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.orgs.queries import agency_named
from bianmin.kernel.receipts import check_digit
from bianmin.kernel.rocdate import FOUNDED


def next_number(agency: str, series: str, day: date) -> str:
    """The next number of a series 號碼: `TTBN-R115-00000124`; `series` is B (bill), R (receipt) or P (plan).

    The year is that of the Republic; its serial of seven is followed by Damm's check digit. No number is given twice
    and none is lost: it is taken in the transaction of the row that bears it.
    """
    year = f"{day.year - FOUNDED + 1:03}"
    serial = take_number(agency=agency, kind=f"payments.{series}", period=year)
    body = f"{agency_named(agency).short}-{series}{year}-{serial:07}"
    return body + check_digit(body)
