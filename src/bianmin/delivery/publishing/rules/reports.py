"""Read what another tool found in a site: SARIF, the JSON of ZAP, axe and Pa11y, a plain list, or a CSV table.

Only what is needed to follow a finding from one scan to the next is kept: rule, level, words, page, place.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.publishing.vocab import Level
from bianmin.kernel.errors import Refused

MOST: Final = 5_000
MOST_BYTES: Final = 20 * 1024 * 1024
LEVELS: Final[Mapping[str, Level]] = {
    **dict.fromkeys(("critical", "high", "serious", "error", "3", "高", "嚴重"), Level.HIGH),
    **dict.fromkeys(("medium", "moderate", "warning", "2", "中"), Level.MEDIUM),
    **dict.fromkeys(("low", "minor", "note", "notice", "1", "低"), Level.LOW),
    **dict.fromkeys(("info", "informational", "none", "0"), Level.INFO),
}
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "rule": ("rule", "ruleid", "id", "plugin id", "code", "編號", "規則"),
    "level": ("level", "severity", "risk", "impact", "type", "等級", "風險", "風險等級", "嚴重程度"),
    "title": ("title", "name", "message", "summary", "description", "名稱", "弱點名稱", "說明"),
    "page": ("page", "url", "uri", "host", "path", "address", "網址", "位址", "頁面"),
    "place": ("place", "line", "selector", "parameter", "param", "port", "位置", "參數"),
}
"""What each column or key may be called, small letters."""


class UnreadableReport(Refused):
    """None of the kinds that are read."""

    message = _("This report cannot be read. Use SARIF, the JSON of ZAP, axe or Pa11y, a list in JSON, or CSV.")


class NoColumns(Refused):
    """A table whose head names neither rule nor words."""

    message = _("The table needs a head with the columns rule or name, and level, page. Compare it with the reference.")


class TooManyFindings(Refused):
    """More than are kept of one scan."""

    message = _("The report holds more than {most} findings. Leave out what is only information, or split it.")


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: the tool's rule, how bad, in words, on which page, at which place of it."""

    rule: str
    level: Level
    title: str
    page: str
    place: str


def _found(rule: object, level: object, title: object, page: object, place: object = "") -> Found:
    word = str(level or "").strip().lower().split(" ")[0]
    return Found(
        str(rule or title or "")[:120], LEVELS.get(word, Level.MEDIUM), str(title or rule or "")[:300],
        str(page or "")[:300], str(place or "")[:200],
    )  # fmt: skip


def _sarif(said: Any) -> Iterator[Found]:
    for run in said["runs"]:
        rules = {one.get("id"): one for one in run.get("tool", {}).get("driver", {}).get("rules", ())}
        for one in run.get("results", ()):
            if one.get("suppressions"):
                continue
            rule = one.get("ruleId", "")
            where = (one.get("locations") or [{}])[0].get("physicalLocation", {})
            level = one.get("level") or rules.get(rule, {}).get("defaultConfiguration", {}).get("level", "warning")
            page, line = where.get("artifactLocation", {}).get("uri", ""), where.get("region", {}).get("startLine", "")
            yield _found(rule, level, one.get("message", {}).get("text", ""), page, line)


def _zap(said: Any) -> Iterator[Found]:
    for site in said["site"]:
        for alert in site.get("alerts", ()):
            rule, name = alert.get("pluginid", ""), alert.get("alert") or alert.get("name", "")
            for at in alert.get("instances") or [{"uri": site.get("@name", "")}]:
                yield _found(rule, alert.get("riskcode"), name, at.get("uri", ""), at.get("param", ""))


def _axe(said: Any) -> Iterator[Found]:
    for page in said if isinstance(said, list) else [said]:
        for one in page["violations"]:
            for node in one.get("nodes") or [{}]:
                place = " ".join(map(str, node.get("target", ())))
                yield _found(one.get("id"), one.get("impact"), one.get("help"), page.get("url", ""), place)


def _pally(said: Any) -> Iterator[Found]:
    for page, found in said["results"].items():
        for one in found:
            yield _found(one.get("code"), one.get("type"), one.get("message"), page, one.get("selector", ""))


def _named(row: Mapping[str, Any]) -> Found:
    low = {str(name).strip().lower(): value for name, value in row.items() if name is not None}
    told = {part: next((low[name] for name in names if low.get(name)), "") for part, names in NAMES.items()}
    return _found(**told)


def _plain(said: Any) -> Iterator[Found]:
    for one in said if isinstance(said, list) else said["findings"]:
        yield _named(one)


def _kind(said: Any) -> Callable[[Any], Iterator[Found]]:
    if isinstance(said, list):
        return _axe if said and isinstance(said[0], dict) and "violations" in said[0] else _plain
    ways = (("runs", _sarif), ("site", _zap), ("violations", _axe), ("results", _pally), ("findings", _plain))
    return next((way for name, way in ways if name in said), _plain)


def _table(data: bytes) -> Iterator[Found]:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    known = {str(name).strip().lower() for name in rows.fieldnames or ()}
    if not known & {*NAMES["rule"], *NAMES["title"]}:
        raise NoColumns(field="findings")
    for row in rows:
        yield _named(row)


def read_findings(data: bytes) -> list[Found]:
    """The findings of a report, each once, in its order.

    Raises:
        UnreadableReport, NoColumns, TooManyFindings.
    """
    if len(data) > MOST_BYTES:
        raise TooManyFindings(field="findings", most=MOST)
    try:
        begun = data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
        if begun in (b"{", b"["):
            said = json.loads(data.decode("utf-8-sig"))
            found = dict.fromkeys(_kind(said)(said))
        else:
            found = dict.fromkeys(_table(data))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, csv.Error) as fault:
        raise UnreadableReport(field="findings") from fault
    if len(found) > MOST:
        raise TooManyFindings(field="findings", most=MOST)
    return list(found)
