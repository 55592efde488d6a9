"""Write the journal."""

from collections.abc import Iterable
from datetime import datetime

from bianmin.foundation.audit.models import Line
from bianmin.kernel.actor import Actor


def record(
    *,
    verb: str,
    subject: str,
    agency: str,
    by: Actor,
    at: datetime,
    fields: Iterable[str] = (),
    purpose: str = "",
) -> Line:
    """Write one line; call it inside the transaction of the act itself.

    `verb` is `package.verb` (`cases.decide`), `subject` is `package.model:key` (`cases.case:123`), `fields` are names
    of what changed or was read, `purpose` a code or case number for readings of personal data.
    """
    return Line.objects.create(
        agency=agency,
        at=at,
        actor=by.key,
        deputising_for=by.deputising_for,
        verb=verb,
        subject=subject,
        fields=sorted(fields),
        purpose=purpose,
    )
