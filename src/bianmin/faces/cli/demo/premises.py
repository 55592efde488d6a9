"""Premises, outings, training and savings of the demonstration, and who is on duty this week and the next."""

from datetime import date, datetime, time, timedelta
from hashlib import sha256
from random import Random
from typing import Final

from bianmin.delivery.rotas.actions import plan
from bianmin.delivery.rotas.queries import rota_of
from bianmin.delivery.rotas.vocab import WEEK, monday_of
from bianmin.faces.cli.demo.office import AGENCY, IMMIGRATION, actor
from bianmin.foundation.forms.rules.check import check
from bianmin.kernel.act import act
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.registers.actions import close, enter
from bianmin.quality.registers.queries.published import asked_form, picked, register

SITES: Final = ((AGENCY, "lin", "chen"), (IMMIGRATION, "tseng", "yeh"))
"""Agency, its officer and its chief."""
FAULTY: Final = {AGENCY: ("血壓計", "影印機"), IMMIGRATION: ("飲料機", "電梯")}
"""What was mended, and what is out of order now."""
EVERY: Final = {"1d": 1, "1w": 7, "2w": 14, "1m": 28, "3m": 84, "6m": 170, "1y": 340}
NAMES: Final = {
    "noon": ("林怡君、許文雄", "曾國棟、葉雅玲"), "counters": ("吳志明", "曾國棟"), "volunteers": ("王大明", "陳小玉"),
    "lawyer": ("李律師", "李律師"), "interpreters": ("", "阮氏秋"),
}  # fmt: skip
POINT: Final = {
    "name": "行動服務車（示範）", "kind": "vehicle", "county": "臺東縣", "place": "初鹿活動中心（示範）",
    "host": "社區發展協會（示範）", "hours": "星期三 14:00-17:00", "rhythm": "1w", "since": "2024-01-03",
}  # fmt: skip
TRAINED: Final = (
    ("戶籍與國籍法令", "law", 2, 3, 18, 18, 17), ("電話禮貌與話術", "service", 2, 2, 20, 20, 19),
    ("通譯人員訓練", "interpreter", 1, 6, 24, 24, 19), ("創新服務工作坊", "innovation", 1, 3, 12, 0, 0),
)  # fmt: skip
SIMPLER: Final = {
    "title": "改名查驗改電腦連線", "kind": "lookup", "cases": "600", "before_persons": "2", "after_persons": "1",
    "before_minutes": "20", "after_minutes": "10", "before_sheets": "4", "after_sheets": "1", "before_cost": "30",
    "after_cost": "10", "before_errors": "7", "after_errors": "2", "evidence": "抽30件計時（示範）",
}  # fmt: skip
LATEST: Final = 8
"""For so many weeks back there are outings; one of them was missed."""


def _note(agency: str, code: str, by: str, on: date, /, **said: str | list[str]) -> str:
    """One entry, made on a day."""
    of, at = register(agency, code), datetime.combine(on, time(16), tzinfo=TAIPEI)
    typed = {name: value if isinstance(value, list) else [value] for name, value in said.items()}
    checked = check(asked_form(of, on), typed, {}, on=on)
    if checked.errors:
        raise ValueError(f"{code}: {checked.errors}")
    key = sha256(f"{agency}|{code}|{on}|{sorted(typed.items())}".encode()).hexdigest()
    return enter(of=of, checked=checked, key=key, by=actor(by, at), at=at)


def _facilities(agency: str, on: date) -> dict[str, tuple[str, str]]:
    """Number and rhythm of each facility, by name."""
    rows = picked([register(agency, "facility-inspections")], on)[agency, "facilities"]
    return {str(row.answers["name"]): (row.number, str(row.answers["rhythm"])) for row in rows}


def _inspect(agency: str, by: str, last: date, random: Random) -> None:
    """Every facility by its own time, the last one shortly before today."""
    for number, rhythm in _facilities(agency, last).values():
        every = EVERY.get(rhythm, 0)
        if every:
            day = last - timedelta(days=random.randrange(max(every // 2, 1)))
            result = "supplied" if random.random() < 1 / 4 else "good"
            _note(agency, "facility-inspections", by, day, day=str(day), facility=number, result=result)


def _break(agency: str, by: str, chief: str, last: date) -> None:
    """One fault that was mended, and one that is not yet."""
    known = _facilities(agency, last)
    mended, open_ = (known[name][0] for name in FAULTY[agency])
    told = last - timedelta(days=21)
    number = _note(agency, "facility-faults", by, told, facility=mended, day=str(told), what="不能用")
    at = datetime.combine(told + timedelta(days=4), time(15), tzinfo=TAIPEI)
    of = register(agency, "facility-faults")
    close(of=of, number=number, reason="廠商已修好。", outcome="mended", by=actor(chief, at), at=at)
    _note(
        agency, "facility-faults", by, last, facility=open_, day=str(last), what="會卡住，已經通知廠商。",
        until=str(last + timedelta(days=9)),
    )  # fmt: skip


def _go_out(agency: str, by: str, last: date, random: Random) -> None:
    """A weekly tour with the next two dates, and what the last ones brought."""
    first = last - timedelta(days=7 * LATEST)
    many = {"services": ["advice", "take", "issue"], "languages": ["zh", "vi"]}
    point = _note(agency, "service-points", by, first, **POINT, **many)
    for place in (1, 2):
        day = monday_of(last) + timedelta(days=7 * place + 2)
        _note(agency, "outings", by, last, day=str(day), point=point, hours="14:00-17:00", staff="機動櫃台", **many)
    for week in range(LATEST):
        day = monday_of(first) + timedelta(days=7 * week + 2)
        if week != LATEST // 2:
            old, new = random.randrange(4, 12), random.randrange(3, 15)
            _note(
                agency, "outing-results", by, day, day=str(day), point=point, persons=str(old + new + 6), old=str(old),
                disabled="2", new_residents=str(new), other_groups="1", received=str(old), issued="3",
                staff="同仁2人、通譯1人",
            )  # fmt: skip


def _learn(agency: str, by: str, chief: str, last: date) -> None:
    """Training of this year and the one before, what came back from a visit, and what was simplified."""
    for back in (200, 560):
        day = last - timedelta(days=back)
        for course, kind, sessions, hours, persons, tested, passed in TRAINED:
            tests = {"tested": str(tested), "passed": str(passed)} if tested else {}
            _note(
                agency, "trainings", by, day, day=str(day), course=course, kind=kind, unit_name="服務品質推動小組",
                sessions=str(sessions), hours=str(hours), persons=str(persons), evidence="簽到表（示範）", **tests,
            )  # fmt: skip
    day = last - timedelta(days=90)
    _note(
        agency, "learning-visits", chief, day, day=str(day), kind="firm", who="示範企業", topic_name="等候與排班",
        persons="8", adopted="叫號前先量等候時間，尖峰加開專櫃。",
    )  # fmt: skip
    _note(agency, "savings", by, day, day=str(day), **SIMPLER)


def _on_duty(agency: str, place: int, chief: str, last: date) -> None:
    """This week and the next; on the Friday of the next somebody is still missing."""
    at = datetime.combine(last, time(16), tzinfo=TAIPEI)
    for code, names in NAMES.items():
        if not names[place]:
            continue
        rota, who = rota_of(agency, code), tuple(names[place].split("、"))
        for monday in (monday_of(last), monday_of(last) + WEEK):
            days = [(turn.code, monday + timedelta(days=day - 1)) for turn in rota.turns for day in turn.days]
            missing = monday + timedelta(days=4) if monday > last else None
            cells = {(turn, day): who for turn, day in days if day != missing}
            plan(code=code, monday=monday, cells=cells, by=actor(chief, at), at=at)


def furnish(last: date, *, seed: int) -> None:
    """Let both agencies have looked after their premises until a day."""
    random = Random(seed)
    with act():
        for place, (agency, officer, chief) in enumerate(SITES):
            _inspect(agency, officer, last, random)
            _break(agency, officer, chief, last)
            _go_out(agency, officer, last, random)
            _learn(agency, officer, chief, last)
            _on_duty(agency, place, chief, last)
