"""What follows two years of service: figures, reviews of missed targets, a self-evaluation, reports, the seals."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from bianmin.delivery.ratings.queries import recent
from bianmin.delivery.ratings.vocab import DISSATISFIED_UP_TO
from bianmin.faces.cli.demo.office import AGENCY, ROOT, actor
from bianmin.faces.cli.demo.site import tend
from bianmin.faces.cli.demo.years import mail
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.actions import seal
from bianmin.journeys.improve import Work, improve_after_rating, review_target
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.evaluation.actions.rounds import Candidate, Opening, close_round, open_round, score
from bianmin.quality.evaluation.actions.selves import begin, write
from bianmin.quality.evaluation.vocab import Evidence
from bianmin.quality.improvements.actions import finish, verify
from bianmin.quality.indicators.actions.publishing import publish_all
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.plans.actions.moves import approve, file
from bianmin.quality.plans.actions.moves import publish as publish_plan
from bianmin.quality.reports.actions import Wanted, build
from bianmin.quality.reports.actions import publish as publish_report

FRAMEWORK: Final = "nia-107-overall"
CLOSINGS: Final = {
    "113": datetime(2025, 1, 20, 10, 0, tzinfo=TAIPEI),
    "114": datetime(2026, 3, 10, 10, 0, tzinfo=TAIPEI),
}
"""When each year is closed."""

COMMITTEE: Final = ("chen", "huang", "tsai")
UNITS: Final = (("counter", "綜合受理櫃檯"), ("records", "戶籍資料組"))
CONSTRUCTS: Final = {"basic": 20, "delivery": 30, "capacity": 20, "appraisal": 20, "open": 10}
ITEMS: Final = (
    ("basic.consistency", 9, "六項服務均訂有標準作業流程與期限，逐件計算是否依限辦結。", ("IN-01", "IN-04")),
    ("basic.friendly", 9, "網頁可用手機與鍵盤操作，文件、規費與期限公開；收件即給確認。", ("IN-67",)),
    ("delivery.convenience", 12, "謄本、門牌與到府服務可線上申辦，戶籍資料由本所查驗。", ("IN-22", "IN-23")),
    ("delivery.access", 8, "行動不便、年長與重病住院者，由本所到府辦理。", ("IN-72",)),
    ("delivery.growth", 5, "線上申辦件數較上年度成長。", ("IN-24",)),
    ("capacity.simplify", 8, "一次告知單由系統帶出全部缺漏，減少往返。", ("IN-72",)),
    ("capacity.mechanism", 8, "未達成的目標與不滿意的評價都開立改善，由他人驗證後結案。", ("IN-04",)),
    ("appraisal.satisfaction", 9, "每次洽公均可即時評價；評價非機率樣本，列出件數與比率。", ("RT-01", "RT-02")),
    ("appraisal.response", 8, "不滿意的評價即時通知主任，逐件回應。", ("IN-101",)),
    ("open.participation", 4, "以評價與意見檢討服務。", ("RT-02",)),
    ("open.innovation", 4, "報告的每個數字都能追溯到案件。", ("IN-04",)),
)  # fmt: skip
"""What the office wrote under each item of the framework: points, words, indicators as evidence."""


def _review(year: str, at: datetime) -> None:
    """Each missed target gets its review; those of the first year are done and verified by another."""
    huang, chen = actor("huang", at), actor("chen", at)
    for value in values(huang, agency=AGENCY, span=span(year)):
        if value.met is not False:
            continue
        goal = value.goal.printed if value.goal else ""
        work = Work(f"{value.name}{value.printed}，未達目標{goal}。", "檢討作業流程，每月追蹤。", actor("lin", at).key)
        begun = review_target(ref=value.ref, work=work, by=huang, at=at)
        if year == "113":
            lin = actor("lin", at)
            finish(agency=AGENCY, number=begun.number, result="流程已修正並完成同仁說明。", by=lin, at=at)
            verify(agency=AGENCY, number=begun.number, note="抽查十件，均依新流程辦理。", by=chen, at=at)


def _correct(at: datetime) -> None:
    """Three unhappy ratings with a reason lead to improvements."""
    chen = actor("chen", at)
    unhappy = [card for card in recent(chen, most=3000) if card.level <= DISSATISFIED_UP_TO and card.reason]
    for card in unhappy[:3]:
        work = Work(card.reason, "於櫃檯與網頁加註說明，並向申請人說明。", actor("lin", at).key)
        improve_after_rating(rating=card.id, work=work, by=chen, at=at)


def _evaluate(year: str, at: datetime) -> None:
    by = actor("huang", at)
    begin(agency=AGENCY, year=int(year), framework=FRAMEWORK, by=by, at=at)
    for node, points, text, codes in ITEMS:
        proofs = [Evidence(kind="value", ref=f"{code}@{ROOT}@{year}") for code in codes]
        write(
            evaluation=(AGENCY, int(year), FRAMEWORK), node=node, text=text, score=points, evidence=proofs, by=by, at=at
        )


def _committee(year: str, at: datetime) -> None:
    """A committee of three scores the two units of the office."""
    huang = actor("huang", at)
    candidates = tuple(Candidate(AGENCY, f"{ROOT}{code}/", name) for code, name in UNITS)
    judges = tuple(actor(name, at).key for name in COMMITTEE)
    title = f"{year}年度服務品質評核（示範）"
    row = open_round(opening=Opening(AGENCY, title, int(year), FRAMEWORK, candidates, judges), by=huang, at=at)
    for place, entrant in enumerate(row.entrants.order_by("id")):
        for lower, name in enumerate(COMMITTEE):
            points: dict[str, tuple[int | None, str]] = {
                code: (most - 2 - place - lower, "") for code, most in CONSTRUCTS.items()
            }
            score(round_key=row.pk, entrant=entrant.pk, points=points, by=actor(name, at), at=at)
    close_round(round_key=row.pk, by=huang, at=at)


def _plan(year: str) -> None:
    """The year's plan was approved, published and filed before the year began."""
    at = datetime(int(year) + 1910, 12, 20, 10, 0, tzinfo=TAIPEI)
    chen: Actor = actor("chen", datetime(2024, 1, 2, tzinfo=TAIPEI))
    code = f"beinan-{year}"
    approve(agency=AGENCY, code=code, by=chen, at=at)
    publish_plan(agency=AGENCY, code=code, place="本所網站", by=chen, at=at)
    file(agency=AGENCY, code=code, to="臺東縣政府", number=f"卑戶字第{year}0000001號", by=chen, at=at)


def _close(year: str) -> None:
    at = CLOSINGS[year]
    huang = actor("huang", at)
    _review(year, at)
    _evaluate(year, at)
    _committee(year, at)
    publish_all(agency=AGENCY, span=span(year), by=huang, at=at)
    report = build(wanted=Wanted("achievement", AGENCY, span(year)), by=huang, at=at)
    publish_report(report=report.id, by=huang, at=at)


def after(step: Callable[[str], None]) -> None:
    """Count, correct, evaluate, publish, report, seal; `step` is told what is being done."""
    step("indicators refresh")
    refresh(at=now())
    for year in CLOSINGS:
        step(f"plan, reviews, self-evaluation and report of {year}")
        _plan(year)
        _close(year)
    _correct(CLOSINGS["114"])
    step("the office's site")
    tend(now())
    step("e-mails")
    mail(now())
    step("journal seal")
    seal(at=now())
