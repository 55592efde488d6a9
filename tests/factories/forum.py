"""Themes and messages for tests: a theme of the counter that is open, with a question or without."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from bianmin.delivery.forum.actions.design import draft, publish
from bianmin.delivery.forum.models import Message, Theme
from bianmin.delivery.forum.vocab.cards import Design, Written
from bianmin.journeys.forum import write
from bianmin.kernel.actor import PUBLIC, Actor, Assurance
from tests.people import AGENCY, COUNTER, NOON, People

keys = count(1)
FORMS = {"question": "您喜歡哪一種申請書？", "options": ("大字版", "一頁版", "圖解版"), "voters": "public"}
"""A vote of the public on three designs of a form."""
BEST = {"question": "誰的服務態度最好？", "options": ("林怡君", "吳志明"), "voters": "house"}
"""A vote of the colleagues."""


def design(**changes: Any) -> Design:
    """A theme of the counter, open for thirty days around noon."""
    plain = {
        "title": "申請書怎麼改比較好寫", "about": "我們要改戶籍謄本申請書，想聽您的意見。", "unit_path": COUNTER,
        "opens_on": date(2025, 3, 1), "closes_on": date(2025, 3, 31),
    }  # fmt: skip
    return Design(**{**plain, **changes})


def opened(people: People, *, at: Any = NOON, **changes: Any) -> Theme:
    """A theme that the chief published."""
    row = draft(agency=AGENCY, design=design(**changes), by=people.actor("officer", at), at=at)
    return publish(number=row.number, by=people.actor("chief", at), at=at)


def written(theme: Theme, **changes: Any) -> Written:
    """A suggestion with a pen name."""
    plain = {
        "agency": AGENCY, "theme": theme.number, "category": "idea", "text": "字可以再大一點。",
        "key": f"key-of-a-message-{next(keys):04}", "pen_name": "太平村民",
    }  # fmt: skip
    return Written(**{**plain, **changes})


def said(theme: Theme, *, at: Any = NOON, **changes: Any) -> Message:
    """A message of the public."""
    return write(written=written(theme, **changes), by=PUBLIC, at=at)


def holder(message: Message) -> Actor:
    """Whoever typed its code."""
    return Actor(key="public", holds=frozenset({message.subject}), assurance=Assurance.CODE)


def forum_of(people: People) -> tuple[str, dict[str, dict[str, object]]]:
    """A message's subject, and the addresses that name it or its theme."""
    always = {"opens_on": NOON.date(), "closes_on": NOON.date() + timedelta(days=5000)}
    asked, staff = opened(people, **always, **FORMS), opened(people, **always, **BEST)
    message = said(asked, email="amei@example.tw")
    number, theme, slug = {"number": message.number}, {"theme": asked.number}, {"agency": "ttbn"}
    one = {"number": asked.number}
    return message.subject, {
        "forum": slug, "forum-find": slug, "forum-theme": {**slug, **theme}, "forum-write": {**slug, **theme},
        "forum-vote": {**slug, **theme}, "forum-own": {**slug, **number}, "forum-withdraw": {**slug, **number},
        "desk-theme": one, "desk-theme-design": one, "desk-theme-drop": {**one, "key": 1},
        "desk-theme-act": {**one, "verb": "close"}, "desk-message": number, "desk-message-reach": number,
        "desk-message-act": {**number, "verb": "answer"}, "desk-vote": {"number": staff.number},
    }  # fmt: skip
