"""What tells who somebody is, found in a text."""

import pytest

from bianmin.kernel.telling import telling


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我的身分證是A223456781，請幫我查。", ["A223456781"]),
        ("身分證Ａ２２３４５６７８１", ["A223456781"]),
        ("檢查碼不對的A223456789不算。", []),
        ("請打0912-345-678或(089)381-200找我", ["0912-345-678", "(089)381-200"]),
        ("信箱amei@example.tw，電話0912345678", ["amei@example.tw", "0912345678"]),
        ("收件編號BN-1151122-000125、114年3月5日、1999、第2026001號", []),
        ("規費1200元，門牌276號，統一編號12345678", []),
        ("打了0912345678又打0912345678", ["0912345678"]),
    ],
)
def test_numbers_of_persons_telephones_and_addresses_are_found_and_nothing_else(text: str, found: list[str]):
    assert telling(text) == found
