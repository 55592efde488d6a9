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
    "address",
    ["/nia/", "/nia/news/", "/nia/organisation/", "/nia/track/", "/nia/news/?kind=policy", "/nia/news/?kind=jobs"],
)
def test_every_page_is_the_mobile_version(client: Client, address: str):
    answer = client.get(address)
    assert answer.status_code == 200
    assert '<meta name="viewport" content="width=device-width' in answer.content.decode()
