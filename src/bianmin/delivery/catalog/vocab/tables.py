"""Self-checks of eligibility and calculators of periods, as their packs bring them."""

from typing import Annotated, Literal

from pydantic import Field as Key

from bianmin.delivery.catalog.vocab.parts import Lax, Name, Text
from bianmin.foundation.forms.tables.periods import CountingRule
from bianmin.foundation.forms.tables.shapes import Row
from bianmin.foundation.forms.vocab import Field
from bianmin.foundation.packs.vocab import Header


class Verdict(Row):
    """One row of a self-check: who may apply and who may not, why, by which law, and what to do instead."""

    may: bool
    reason: Annotated[str, Key(min_length=1, max_length=600)]
    basis: Text = ""
    instead: Text = ""
    source: str = Key(default="", max_length=200)


def _asked(questions: tuple[Field, ...]) -> list[str]:
    texts = [text for asked in questions for text in (asked.label, asked.hint, asked.unit)]
    return texts + [text for asked in questions for option in asked.options for text in (option.label, option.hint)]


class Eligibility(Header):
    """A self-check of eligibility 資格自我檢查: questions, and a decision table of verdicts."""

    kind: Literal["eligibility"]
    name: Name
    intro: Text = ""
    questions: Annotated[tuple[Field, ...], Lax, Key(min_length=1, max_length=12)]
    rows: Annotated[tuple[Verdict, ...], Lax, Key(min_length=1, max_length=200)]

    def texts(self) -> list[str]:
        """Every text a reader sees, for translation."""
        found = [self.name, self.intro, *_asked(self.questions)]
        found += [text for row in self.rows for text in (row.reason, row.basis, row.instead)]
        return [text for text in dict.fromkeys(found) if text]


class Calculator(Header):
    """A calculator of periods 期間計算: what is asked of each period, and the rules by which they are added up."""

    kind: Literal["calculator"]
    name: Name
    intro: Text = ""
    noun: Name
    service: str = Key(default="", max_length=80)
    questions: Annotated[tuple[Field, ...], Lax, Key(max_length=6)] = ()
    rules: Annotated[tuple[CountingRule, ...], Lax, Key(min_length=1, max_length=6)]

    def texts(self) -> list[str]:
        """Every text a reader sees, for translation."""
        found = [self.name, self.intro, self.noun, *_asked(self.questions)]
        for rule in self.rules:
            found += [rule.name, rule.basis, *(text for row in rule.rows for text in (row.reason, row.basis))]
        return [text for text in dict.fromkeys(found) if text]
