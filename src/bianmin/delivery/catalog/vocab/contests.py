"""Ways to contest a decision, with their limits and the days of grace for whoever lives far away."""

from typing import Annotated, Literal

from pydantic import Field as Key

from bianmin.delivery.catalog.vocab.parts import Code, Lax, Limit, Name, Text
from bianmin.foundation.packs.vocab import Shape


class Distance(Shape):
    """Days of grace for whoever lives far from the authority 在途期間: `code` and `name` of the place."""

    code: Code
    name: Name
    days: int = Key(ge=0, le=180)


class Contest(Shape):
    """A way to contest a decision 救濟: objection 異議 with this office, or appeal 訴願 with a higher authority.

    Limits: `within` to file, counted from the day after the decision was served, with the days of grace of `distances`;
    `reply` for the office's answer to the authority 答辯, none for an objection; `decide` for the result, `longer` by
    how much the authority may extend it; `again` for a new decision after the old one is revoked, the service's own
    limit where it is empty.
    """

    kind: Literal["objection", "appeal"]
    to: Name
    within: Limit = "30d"
    reply: Limit = ""
    decide: Limit
    longer: Limit = ""
    again: Limit = ""
    distances: Annotated[tuple[Distance, ...], Lax, Key(max_length=60)] = ()
    basis: Text = ""
    source: str = Key(default="", max_length=200)
