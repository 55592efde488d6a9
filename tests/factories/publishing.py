"""A site: one piece of news with a picture, written by the officer and approved by the chief; its look and a sample."""

from typing import Any

from bianmin.delivery.publishing.actions import checking, writing
from bianmin.delivery.publishing.models import Look, Sample
from bianmin.delivery.publishing.vocab import Kind, LawWords, Written
from bianmin.kernel.actor import system
from tests.foundation.forms.samples import PNG
from tests.people import AGENCY, COUNTER, NOON, ROOT, People

BODY = "## 時間\n\n- 星期一到星期五\n- 中午**照常**受理\n\n看[服務項目](/ttbn/)或[縣府](https://www.taitung.gov.tw/)。"


def published(people: People, code: str = "noon", kind: Kind = Kind.NEWS, body: str = BODY) -> str:
    """An article of the counter, on the site since noon; its code."""
    officer = people.actor("officer")
    written = Written("中午不休息", body, "中午照常受理。")
    writing.begin(agency=AGENCY, unit_path=COUNTER, code=code, kind=kind, written=written, by=officer, at=NOON)
    writing.ask(agency=AGENCY, code=code, by=officer, at=NOON)
    writing.publish(agency=AGENCY, code=code, by=people.actor("chief"), at=NOON)
    return code


def law(people: People, code: str, title: str, body: str = "", category: str = "", **words: Any) -> str:
    """A law of the counter, on the site since noon; its code."""
    chief, held = people.actor("chief"), {"agency": AGENCY, "code": code, "by": people.actor("officer"), "at": NOON}
    written = Written(title, body, category=category, law=LawWords(**words))
    writing.begin(unit_path=COUNTER, kind=Kind.LAW, written=written, **held)
    writing.publish(agency=AGENCY, code=code, by=chief, at=NOON)
    return code


def site_of(people: People) -> dict[str, dict[str, object]]:
    """One of each thing of the site, by the names of their addresses."""
    officer, slug = people.actor("officer"), {"agency": "ttbn"}
    writing.begin(
        agency=AGENCY, unit_path=COUNTER, code="opening", kind=Kind.PAGE, written=Written("開放時間", BODY), by=officer,
        at=NOON,
    )  # fmt: skip
    picture = writing.attach(agency=AGENCY, code="opening", name="door.png", data=PNG, by=officer, at=NOON)
    shown = Written("開放時間", f"{BODY}\n\n![大門和坡道]({picture})")
    writing.write(agency=AGENCY, code="opening", written=shown, by=officer, at=NOON)
    writing.publish(agency=AGENCY, code="opening", by=people.actor("chief"), at=NOON)
    checking.call_looks(agency=AGENCY, by=system("site"), at=NOON)
    checking.draw(agency=AGENCY, root=ROOT, count=100, seed=1, by=people.actor("research"), at=NOON)
    code: dict[str, object] = {"code": "opening"}
    return {
        "news": {**slug}, "news-feed": {**slug}, "questions": {**slug}, "organisation": {**slug}, "disclosure": {**slug}, "laws": {**slug}, "topics": {**slug}, "glossary": {**slug}, "topic": {**slug, "code": "nothing"}, "page": {**slug, **code}, "news-kind-feed": {**slug, "kind": "nothing"},
        "page-helped": {**slug, **code, "verdict": "yes"}, "page-read": {**slug, **code},
        "page-file": {**slug, **code, "key": picture}, "desk-article": code, "desk-article-write": code,
        "desk-article-attach": code, "desk-article-act": {**code, "verb": "withdraw"},
        "desk-look": {"key": Look.objects.get(code="opening").pk},
        "desk-sample": {"key": Sample.objects.get(code="opening").pk},
    }  # fmt: skip
