"""Laws: the same pack twice changes nothing, it comes back as it went in, and a legal basis finds its law."""

from datetime import date

import pytest
from pydantic import ValidationError

from bianmin.delivery.publishing import pack
from bianmin.delivery.publishing.models import Edition
from bianmin.delivery.publishing.queries.laws import cited, law_rows
from bianmin.delivery.publishing.vocab import LawCard, LawWords, SiteShelves, Standing
from bianmin.foundation.packs.vocab import Loading
from bianmin.kernel.actor import system
from tests.factories.publishing import law
from tests.people import AGENCY, NOON, ROOT, People

LAW = {
    "kind": "article", "id": "act", "version": "1", "agency": AGENCY, "source": "demonstration", "article": "law",
    "unit": ROOT, "title": "戶籍法", "category": "household",
    "law": {"kind": "act", "number": "第1號", "promulgated": "2001-01-01", "link": "https://law.moj.gov.tw/"},
}  # fmt: skip
TODAY = NOON.date()


def load(**changed: object) -> None:
    pack.load(pack.Article.model_validate({**LAW, **changed}), Loading(system("packs"), NOON))


def test_a_law_comes_back_as_it_went_in_and_twice_is_once(people: People):
    load()
    load()
    assert Edition.objects.count() == 1
    assert pack.export(AGENCY, "act") == LAW
    load(law={**LAW["law"], "amended": "2010-01-01"})  # type: ignore[dict-item] # a mapping, as above
    assert [row.number for row in Edition.objects.order_by("number")] == [1, 2]
    assert [row.law.amended_on for row in law_rows(AGENCY, TODAY)] == [date(2010, 1, 1)]


@pytest.mark.parametrize(
    "changed",
    [{"law": None}, {"article": "page"}, {"law": {"kind": "act"}}, {"law": {"kind": "act", "link": "nowhere"}}],
)
def test_a_law_without_text_or_link_and_a_page_with_a_law_are_refused(changed: dict[str, object]):
    with pytest.raises(ValidationError):
        pack.Article.model_validate({**LAW, **changed})


def test_a_legal_basis_finds_the_law_it_names_first_and_the_longer_name_goes_before(people: People):
    for code, title in (("act", "戶籍法"), ("rules", "戶籍法施行細則")):
        law(people, code, title, "條文")
    texts = ["戶籍法第65條", "戶籍法施行細則第3條", "姓名條例"]
    assert cited(AGENCY, TODAY, texts) == [("戶籍法第65條", "act"), ("戶籍法施行細則第3條", "rules"), ("姓名條例", "")]
    assert cited(AGENCY, TODAY, []) == []


def test_a_law_is_in_force_until_the_day_before_it_is_repealed():
    card = LawCard("a", "辦法", "", "", LawWords(repealed_on=date(2025, 3, 5)))
    assert card.standing(date(2025, 3, 4)) == Standing.FORCE
    assert card.standing(date(2025, 3, 5)) == Standing.REPEALED


def test_each_class_has_a_code_of_its_own():
    head = {"kind": "site-shelves", "id": "s", "version": "1", "source": "demonstration"}
    SiteShelves.model_validate({**head, "laws": [{"code": "a", "name": "甲"}]})
    with pytest.raises(ValidationError):
        SiteShelves.model_validate({**head, "laws": [{"code": "a", "name": "甲"}, {"code": "a", "name": "乙"}]})
