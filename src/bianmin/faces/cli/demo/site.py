"""The demonstration's site: who looks after each article, looks, a sample, a test, and what was disclosed when."""

from datetime import datetime, timedelta
from typing import Final

from bianmin.delivery.publishing.actions.checking import call_looks, draw, judge, keep_test, take_look
from bianmin.delivery.publishing.actions.writing import hand
from bianmin.delivery.publishing.queries import checks
from bianmin.delivery.publishing.queries.articles import articles
from bianmin.delivery.publishing.vocab import Seen, Tested, TestKind
from bianmin.faces.cli.demo.office import AGENCY, ROOT, actor
from bianmin.foundation.orgs.queries import agencies
from bianmin.journeys.disclosure import keep_count
from bianmin.kernel.actor import system
from bianmin.kernel.rocdate import local_day

LOT: Final = 113


def tend(at: datetime) -> None:
    """Tend the site up to a moment."""
    chen, lin, huang = actor("chen", at), actor("lin", at), actor("huang", at)
    for card in articles(chen, AGENCY):
        hand(agency=AGENCY, code=card.code, keeper=lin.key, by=chen, at=at)
    before = at.replace(day=1) - timedelta(days=3)
    call_looks(agency=AGENCY, by=system("site"), at=before)
    for row in list(checks.looks(lin, AGENCY)):
        take_look(key=row.pk, found=Seen.RIGHT, remark="", by=actor("lin", before), at=before)
    call_looks(agency=AGENCY, by=system("site"), at=at)
    draw(agency=AGENCY, root=ROOT, count=2, seed=LOT, by=huang, at=before)
    for sampled in list(checks.samples(huang, AGENCY)):
        judge(key=sampled.pk, correct=True, remark="", by=huang, at=before)
    tested = Tested(TestKind.WEAKNESS, local_day(before), "示範掃描", 2, 2, "示範資料，不是真的檢測")
    for agency in agencies():
        for moment in (before, at):
            keep_count(agency=agency.code, by=system("site"), at=moment)
    keep_test(agency=AGENCY, root=ROOT, tested=tested, by=huang, at=before)
