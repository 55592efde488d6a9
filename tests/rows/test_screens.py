"""Pages of the immigration agency's site that its application shows as screens: what stands on each."""

import pytest
from django.test import Client

SCREENS = [
    pytest.param("/nia/?q=居留", ["居留", "線上"], id="online", marks=pytest.mark.row("REP-33")),
    pytest.param("/nia/disclosure/", ["主動公開資訊"], id="disclosed", marks=pytest.mark.row("REP-34")),
    pytest.param("/nia/?q=延期", ["延期", "找到"], id="found", marks=pytest.mark.row("REP-40")),
    pytest.param("/nia/track/", ["收件編號", "查詢碼"], id="track", marks=pytest.mark.row("REP-48")),
    pytest.param("/nia/", ["您今天要辦什麼？", "您的身分是？", "事項類別", "常見問題"], id="home", marks=pytest.mark.row("REP-45")),
]  # fmt: skip


@pytest.mark.parametrize(("address", "words"), SCREENS)
def test_the_page_is_there(client: Client, address: str, words: list[str]):
    page = client.get(address).content.decode()
    assert [one for one in words if one not in page] == []


@pytest.mark.row("SYS-152")
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/nia/organisation/", ["02-23889393", "臺北市服務站"]),
        ("/nia/news/", ["最新消息", "徵才訊息", "本署重大政策"]),
        ("/nia/track/", ["收件編號", "查詢碼"]),
    ],
)
def test_contacts_news_and_progress_are_made_for_a_telephone(client: Client, address: str, words: list[str]):
    page = client.get(address).content.decode()
    assert '<meta name="viewport" content="width=device-width' in page
    assert [one for one in words if one not in page] == []
