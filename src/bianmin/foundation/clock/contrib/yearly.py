"""Make the built-in office calendar from the `holidays` package: `python -m bianmin.foundation.clock.contrib.yearly`.

Importing `holidays` costs more than the rest of `bianmin due` together, so what it knows is kept as a table beside the
clock; a test holds the table equal to the package. Run this after an upgrade of the package and when the official
calendar of another year is out (then raise PUBLISHED).
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import holidays

FIRST: Final = 2001
PUBLISHED: Final = 2027
LAST: Final = 2040
TABLE: Final = Path(__file__).parents[1] / "reckon" / "taiwan.json"
SATURDAY: Final = 5


def days_of(year: int) -> Iterator[date]:
    """Every day of a year."""
    first = date(year, 1, 1)
    yield from (first + timedelta(days=count) for count in range((date(year + 1, 1, 1) - first).days))


def exceptions(year: int) -> dict[str, str]:
    """What differs from plain weeks: `MMDD` -> name of the day off, or `+` for a weekend day worked 補行上班."""
    package = holidays.country_holidays("TW", years=year, language="zh_TW")
    found = {}
    for day in days_of(year):
        working = package.is_working_day(day)
        if working != (day.weekday() < SATURDAY):
            found[f"{day:%m%d}"] = "+" if working else package.get(day, "").split("（推定")[0]
    return found


def table() -> dict[str, object]:
    """The whole table: the years published officially, and the exceptions of each year."""
    years = {str(year): exceptions(year) for year in range(FIRST, LAST + 1)}
    return {"published": [FIRST, PUBLISHED], "years": years}


def written(content: dict[str, object]) -> str:
    """The table as JSON, one year a line."""
    years = content["years"]
    assert isinstance(years, dict)
    rows = ",\n".join(f'  "{year}": {json.dumps(rows, ensure_ascii=False)}' for year, rows in years.items())
    return f'{{\n "published": {json.dumps(content["published"])},\n "years": {{\n{rows}\n }}\n}}\n'


if __name__ == "__main__":
    TABLE.write_text(written(table()), encoding="utf-8")
