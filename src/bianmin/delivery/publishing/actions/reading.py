"""Count that an article was read, and whether it helped: a number for each article and day, and nothing else."""

from datetime import datetime
from typing import Final, Literal

from django.db.models import F

from bianmin.delivery.publishing.models import Reading
from bianmin.delivery.publishing.queries.articles import published
from bianmin.delivery.publishing.vocab import READING
from bianmin.foundation.facts.actions import touch
from bianmin.kernel.act import act
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import local_day

What = Literal["reads", "helped", "unhelped"]
COUNTED: Final = ("reads", "helped", "unhelped")


@act()
def count(*, agency: str, code: str, what: What, at: datetime) -> None:
    """Count one more; anybody may, and nothing of who it was is kept, so nothing is journaled either.

    Raises:
        NotFound: it is not on the site.
    """
    on = local_day(at)
    row = published(agency, on).filter(code=code).values("unit_path", "kind").first()
    if row is None:
        raise NotFound
    held = Reading.objects.get_or_create(agency=agency, code=code, day=on, defaults=row)[0]
    Reading.objects.filter(pk=held.pk).update(**{what: F(what) + 1})
    touch(fact=READING, keys={(agency, held.unit_path, on)})
