"""`bianmin due DATE PERIOD`: when is it due, and why."""

import argparse
import json

from bianmin.faces.cli.main import language
from bianmin.foundation.clock.reckon.calendar import built_in
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.reckon.whatif import Verdict, if_done
from bianmin.foundation.clock.vocab import DEMONSTRATION_HOURS, Due, OfficeHours, Pause, Period, Rule
from bianmin.kernel import rocdate
from bianmin.kernel.words import N_, translate

IN_TIME = N_("Decided on {day}: {days} days used, in time.")
LATE = N_("Decided on {day}: {days} days used, {late} days late.")
HELP = "Reckon when something is due by the office calendar, and explain every step."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("date", metavar="DATE", help="day of receipt, ROC or Gregorian; with a time for hours")
    parser.add_argument("period", metavar="PERIOD", help="3wd, 30d, 2w, 2m, 1y, 4h (running) or 4wh (office hours)")
    parser.add_argument("--rule", choices=[str(rule) for rule in Rule], default=None, help="how days are counted")
    parser.add_argument("--pause", action="append", default=[], metavar="FROM..TO", help="days that are not counted")
    parser.add_argument("--strict", action="store_true", help="an adverse act, 行政程序法 §48 V: as --rule adverse")
    parser.add_argument("--hours", default=str(DEMONSTRATION_HOURS), help="office hours (default: %(default)s)")
    parser.add_argument("--decided", metavar="DAY", help="what if it is done on that day: days used, in time or not")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print the due date and the explanation."""
    period = Period.parse(options.period)
    start = rocdate.parse_moment(options.date) if period.unit.hourly else rocdate.parse_day(options.date)
    limit = Limit(
        start,
        period,
        built_in(),
        rule=Rule.ADVERSE if options.strict else Rule(options.rule or Rule.LAW),
        pauses=[Pause.parse(text) for text in options.pause],
        hours=OfficeHours.parse(options.hours),
    )
    found = due(limit)
    done = if_done(limit, rocdate.parse_day(options.decided)) if options.decided else None
    print(as_json(found, done) if options.json else as_text(found, done))
    return 0


def told(done: Verdict) -> str:
    """What it would be if done on the day, in words."""
    words = translate(LATE if done.late_by else IN_TIME, package="bianmin.faces.cli", language=language())
    return words.format(day=done.on, days=done.used_days, late=done.late_by)


def as_json(found: Due, done: Verdict | None = None) -> str:
    """The answer for programmes."""
    spoken = language()
    explain = [{"step": s.code, "date": s.day.isoformat(), "text": s.sentence(spoken)} for s in found.steps]
    answer: dict[str, object] = {
        "due": found.due.isoformat(),
        "raw": found.raw.isoformat(),
        "provisional": found.provisional,
    }
    if done is not None:
        answer["if_decided"] = {"on": str(done.on), "used_days": done.used_days, "in_time": done.in_time}
    return json.dumps({**answer, "explain": explain}, ensure_ascii=False)


def as_text(found: Due, done: Verdict | None = None) -> str:
    """The answer for people: the day on a line of its own, then the steps."""
    spoken = language()
    verdict = [told(done)] if done else []
    return "\n".join([found.due.isoformat(), *(f"  {step.sentence(spoken)}" for step in found.steps), *verdict])
