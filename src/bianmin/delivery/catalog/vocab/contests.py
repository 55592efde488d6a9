"""Ways to contest a decision, with their limits and the days of grace for whoever lives far away."""

from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Key
from pydantic import model_validator

from bianmin.delivery.catalog.vocab.parts import Code, Lax, Limit, Name, Text
from bianmin.foundation.packs.vocab import Shape, wrong


class Distance(Shape):
    """Days of grace for whoever lives far from the authority 在途期間: `code` and `name` of the place."""

    code: Code
    name: Name
    days: int = Key(ge=0, le=180)


class Contest(Shape):
    """A way to contest a decision 救濟: objection 異議, appeal 訴願 to a higher authority, then lawsuit 行政訴訟.

    Limits: `within` to file, counted from the day after the decision (for a lawsuit that on the appeal) was served,
    with the days of grace of `distances`; `reply` for the office's answer to the authority or court 答辯, none for an
    objection; `decide` for the result, none for a lawsuit; `longer` by how much the authority may extend it; `again`
    for a new decision after the old one is revoked, the service's own limit where it is empty.
    """

    kind: Literal["objection", "appeal", "lawsuit"]
    to: Name
    within: Limit = "30d"
    reply: Limit = ""
    decide: Limit = ""
    longer: Limit = ""
    again: Limit = ""
    distances: Annotated[tuple[Distance, ...], Lax, Key(max_length=60)] = ()
    basis: Text = ""
    source: str = Key(default="", max_length=200)

    @model_validator(mode="after")
    def _decided_in_time(self) -> "Contest":
        if not self.decide and self.kind != "lawsuit":
            raise wrong(_("`decide` is missing: only a court has no limit for its judgment."))
        return self
