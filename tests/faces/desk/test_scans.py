"""What another tool found in the site is read from its report and followed: found, mended, open, back, overdue."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.delivery.publishing.models import Finding, SiteTest
from bianmin.delivery.publishing.rules.reports import Found, NoColumns, UnreadableReport, read_findings
from bianmin.faces.ui.now import today
from bianmin.kernel.rocdate import parted
from tests.faces.portal.citizen import words

TESTS, FINDINGS = "/desk/site/checks/tests/", "/desk/site/findings/"
HEADERS, SCRIPT = ("csp", "error", "缺少內容安全政策"), ("xss", "warning", "輸入未過濾")


def sarif(*found: tuple[str, str, str], page: str = "/news/") -> bytes:
    where = [{"physicalLocation": {"artifactLocation": {"uri": page}, "region": {"startLine": 3}}}]
    results = [
        {"ruleId": rule, "level": level, "message": {"text": text}, "locations": where} for rule, level, text in found
    ]
    return json.dumps({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": results}]}).encode()


def sends(client: Client, data: bytes, days_ago: int = 0, **said: str) -> str:
    typed = {
        "kind": "weakness", "tested_on": parted(today() - timedelta(days=days_ago)), "tool": "掃描公司", "found": "0",
        "mended": "0", "remark": "", "whole": "yes", "findings": SimpleUploadedFile("scan.sarif", data), **said,
    }  # fmt: skip
    return words(client.post(TESTS, typed, follow=True))


@pytest.mark.row("SYS-162", "RUL-31")
def test_findings_are_followed_from_month_to_month(signed_in: Callable[[str], Client]):
    research = signed_in("research")
    assert "檢測紀錄已儲存" in sends(research, sarif(HEADERS, SCRIPT), 70)
    sends(research, sarif(SCRIPT, page="/about/"), 60, whole="no")
    assert Finding.objects.filter(mended_on=None).count() == 3
    sends(research, sarif(HEADERS), 40)
    rows = SiteTest.objects.order_by("tested_on").values_list("found", "fresh", "gone", "mended")
    assert list(rows) == [(2, 2, 0, 0), (1, 1, 0, 1), (1, 0, 2, 0)]
    page = words(research.get(FINDINGS))
    assert "1 未修正 1 逾期" in page
    assert "缺少內容安全政策 csp · 掃描公司 高 /news/ 3" in page
    assert "檢測缺失逾期未修正" in words(research.get("/desk/"))
    sends(research, sarif(HEADERS, SCRIPT), 1)
    assert (Finding.objects.get(rule="xss", page="/news/").again, Finding.objects.count()) == (1, 3)
    assert "再次出現" in words(research.get(FINDINGS))
    sends(research, sarif())
    assert "檢測發現的缺失都已修正" in words(research.get(FINDINGS))
    assert "檢測缺失逾期未修正" not in words(research.get("/desk/"))
    sends(research, sarif(HEADERS), 3)
    assert not Finding.objects.filter(mended_on=None).exists()


@pytest.mark.row("SYS-162")
def test_accessibility_stands_page_by_page_and_what_cannot_be_read_is_said(signed_in: Callable[[str], Client]):
    research = signed_in("research")
    bad = {"id": "image-alt", "impact": "critical", "help": "圖片要有替代文字", "nodes": [{"target": ["img.a"]}]}
    axe = [{"url": "/home/", "violations": [bad]}, {"url": "/news/", "violations": [bad]}]
    sends(research, json.dumps(axe).encode(), 2, kind="access", tool="axe")
    sends(research, json.dumps(axe[:1]).encode(), kind="access", tool="axe")
    page = words(research.get(FINDINGS))
    assert "/home/ 1 0 待修正 /news/ 0 1 通過" in page
    assert "這份報告無法讀取" in sends(research, b"{broken")
    assert "第一列要有欄名" in sends(research, "甲,乙\n1,2\n".encode())
    assert SiteTest.objects.count() == 2


def test_every_kind_of_report_says_the_same():
    table = "規則,風險等級,弱點名稱,網址,位置\ncsp,高,缺少政策,/news/,3\n".encode("utf-8-sig")
    plain = [{"id": "csp", "severity": "High", "name": "缺少政策", "url": "/news/", "line": 3}]
    alert = {"pluginid": "csp", "alert": "缺少政策", "riskcode": "3", "instances": [{"uri": "/news/", "param": "3"}]}
    pally = {"code": "csp", "type": "error", "message": "缺少政策", "selector": "3"}
    reports = [
        table, json.dumps(plain).encode(), json.dumps({"site": [{"alerts": [alert]}]}).encode(),
        json.dumps({"results": {"/news/": [pally]}}).encode(), sarif(("csp", "error", "缺少政策")),
        sarif(("csp", "error", "缺少政策"), ("csp", "error", "缺少政策")),
    ]  # fmt: skip
    expected = [Found("csp", "high", "缺少政策", "/news/", "3")]
    assert [read_findings(one) for one in reports] == [expected] * len(reports)
    for wrong, refusal in ((b"\xff\xfe", UnreadableReport), (b"[1]", UnreadableReport), (b"a,b\n", NoColumns)):
        with pytest.raises(refusal):
            read_findings(wrong)
