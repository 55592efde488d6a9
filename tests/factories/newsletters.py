"""A newsletter of the counter for tests: in two languages, mailed, with three steps, and somebody who reads it."""

from datetime import date
from itertools import count
from typing import Any

from bianmin.delivery.newsletters.actions.issuing import issue
from bianmin.delivery.newsletters.actions.making import note_step, plan, write
from bianmin.delivery.newsletters.actions.policy import write_rules
from bianmin.delivery.newsletters.actions.subscribe import ask, confirm
from bianmin.delivery.newsletters.models import Issue, Subscriber
from bianmin.delivery.newsletters.queries.subscribers import code_of, key_of
from bianmin.delivery.newsletters.vocab.cards import Draft, Wish
from bianmin.delivery.newsletters.vocab.rules import NewsletterRules
from bianmin.kernel.actor import PUBLIC, Actor, Assurance, system
from tests.people import AGENCY, COUNTER, NOON, People

addresses = count(1)
PAPER = {
    "code": "news", "name": "卑南生活報", "about": "每月的生活資訊。", "unit": COUNTER, "day": 15, "plan_days": 30,
    "languages": [{"code": "zh-hant", "name": "中文"}, {"code": "en", "name": "English"}],
    "topics": [{"code": "health", "name": "醫療健保"}], "trial_readers": 2, "copies": 1500, "surveys": 3,
    "questionnaire": "newsletter-readers",
    "steps": [{"code": "topics", "name": "主題確認", "who": "編輯", "days": 20},
              {"code": "reviewed", "name": "外籍顧問審稿", "who": "外籍顧問", "days": 8},
              {"code": "issued", "name": "發刊", "who": "主管"}],
}  # fmt: skip
MONTHLY = {
    "code": "monthly", "name": "卑南月刊", "about": "放在櫃檯取閱。", "unit": COUNTER, "day": 10, "mailed": False,
    "languages": [{"code": "zh-hant", "name": "中文"}], "copies": 2000,
    "steps": [{"code": "issued", "name": "出刊", "who": "主管"}],
}  # fmt: skip
RULES = NewsletterRules.model_validate({
    "kind": "newsletters", "id": "one", "version": "1", "source": "demonstration", "agency": AGENCY,
    "papers": [PAPER, MONTHLY],
    "nationalities": [{"code": "tw", "name": "本國籍"}, {"code": "vn", "name": "越南", "foreign": True}],
    "rewards": [{"least": 1, "name": "嘉勉（示範）"}, {"least": 3, "name": "嘉獎一次（示範）"}],
})  # fmt: skip


def keep_rules() -> None:
    """Let the newsletters hold."""
    write_rules(rules=RULES, by=system("tests"), at=NOON)


def wish(**changes: Any) -> Wish:
    """A wish for the newsletter from the website, of another address each time."""
    plain = {
        "agency": AGENCY, "paper": "news", "email": f"reader{next(addresses)}@example.tw", "language": "en",
        "nationality": "vn", "source": "web",
    }  # fmt: skip
    return Wish(**{**plain, **changes})


def asked(by: Actor = PUBLIC, at: Any = NOON, **changes: Any) -> Subscriber:
    """A subscription that waits for its confirmation."""
    wanted = wish(**changes)
    ask(wish=wanted, agreed=True, by=by, at=at)
    return Subscriber.objects.get(agency=AGENCY, key=key_of(AGENCY, wanted.paper, wanted.email))


def holder(row: Subscriber) -> Actor:
    """Whoever opened it by its link."""
    return Actor(key="public", holds=frozenset({row.subject}), assurance=Assurance.CODE)


def subscribed(by: Actor = PUBLIC, at: Any = NOON, **changes: Any) -> Subscriber:
    """A subscription that was confirmed."""
    row = asked(by, at, **changes)
    return confirm(number=row.number, by=holder(row), at=at)


def link_of(row: Subscriber) -> str:
    """The address of the page of a subscription."""
    return f"/ttbn/newsletters/own/{row.number}/{code_of(row)}/"


def planned(people: People, *, serial: int = 63, due_on: date = date(2025, 3, 15), at: Any = NOON) -> Issue:
    """An issue with one article in both languages."""
    officer = people.actor("officer", at)
    row = plan(agency=AGENCY, paper="news", serial=serial, due_on=due_on,
               titles={"zh-hant": "三月號", "en": "March"}, by=officer, at=at)  # fmt: skip
    draft = Draft("health", {"zh-hant": "看醫生", "en": "Seeing a doctor"},
                  {"zh-hant": "健保卡要帶著。\n\n掛號可以上網。", "en": "Bring your card."})  # fmt: skip
    write(number=row.number, article=None, draft=draft, by=officer, at=at)
    return row


def ready(people: People, *, at: Any = NOON, **changes: Any) -> Issue:
    """An issue whose steps are done, so that the chief may issue it."""
    row = planned(people, at=at, **changes)
    for code in ("topics", "reviewed"):
        note_step(number=row.number, code=code, note="", by=people.actor("officer", at), at=at)
    return row


def newsletters_of(people: People) -> dict[str, dict[str, object]]:
    """Addresses that name an issue that is out, one that is being made, and a subscription."""
    keep_rules()
    row, out, making = subscribed(), ready(people), planned(people, serial=64)
    issue(number=out.number, by=people.actor("chief"), at=NOON)
    slug, one = {"agency": "ttbn"}, {"number": making.number}
    own = {**slug, "number": row.number, "code": code_of(row)}
    article = making.articles.get().pk
    return {
        "newsletters": slug, "newsletter": {**slug, "paper": "news"}, "newsletter-feed": {**slug, "paper": "news"},
        "newsletter-subscribe": {**slug, "paper": "news"}, "newsletter-issue": {**slug, "number": out.number},
        "newsletter-own": own, "newsletter-trial": {**own, "issue": making.number},
        "desk-newsletters-end": {"number": row.number}, "desk-issue-plan": {"paper": "news"}, "desk-issue": one,
        "desk-issue-change": one, "desk-issue-article-new": one, "desk-issue-article": {**one, "key": article},
        "desk-issue-article-drop": {**one, "key": 0}, "desk-issue-act": {**one, "verb": "step"},
    }  # fmt: skip
