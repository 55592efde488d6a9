"""A plan as a pack: one that keeps every drafting rule, with each field that plans print; changes break it."""

from copy import deepcopy
from datetime import date
from typing import Any

from tests.people import AGENCY, COUNTER, RECORDS

KEPT: dict[str, Any] = {
    "kind": "plan",
    "id": "rows-114",
    "version": "1",
    "agency": AGENCY,
    "source": "demonstration",
    "title": "戶政事務所114年度服務躍升專案執行計畫",
    "year": 114,
    "programme": "服務躍升",
    "category": "project",
    "issued_on": date(2025, 1, 2),
    "issued_number": "卑戶字第0962160343號",
    "judge": "moe-107",
    "bases": [
        {
            "issuer": "甲院",
            "issued": date(2009, 9, 16),
            "number": "會研字第0962160343號",
            "mode": "函修正",
            "title": "甲方案",
        },
        {"issuer": "乙部", "mode": "函轉", "title": "乙計畫"},
    ],
    "goals": [{"text": "先辦好小事", "serves": "公開透明"}, {"text": "再辦好大事", "serves": "便捷服務"}],
    "addressees": [{"text": "各科室"}, {"text": "所屬機關"}],
    "period": {
        "text": "自民國114年1月起至民國114年12月止，計1年",
        "first": date(2025, 1, 1),
        "last": date(2025, 12, 31),
    },
    "follows": {"agency": "A09000000E", "plan": "moe-107"},
    "strategies": [
        {
            "code": "1",
            "name": "便捷服務遞送過程與方式，提升民眾生活便利度",
            "how": "same",
            "origins": ["M3"],
            "strategies": [
                {"code": "1.1", "name": "走進部落收件", "how": "adapted", "origins": ["M3.1"]},
                {"code": "1.2", "name": "說族語", "origins": []},
            ],
        },
    ],
    "columns": ["實施要項", "推動作法", "完成期限", "承辦單位", "預期效益"],
    "sections": [
        {"role": "steps", "title": "執行步驟", "entries": [{"text": "由上而下研訂"}, {"text": "全員參與"}]},
        {
            "role": "evaluation",
            "title": "管考獎懲",
            "entries": [
                {"text": "不定期查核測試", "covers": "check"},
                {"text": "公布查核結果及改進要求", "covers": "publish"},
                {"text": "依結果獎懲", "covers": "reward"},
            ],
        },
        {"role": "other", "title": "附則", "entries": [{"text": "修正時亦經核定"}]},
    ],
    "areas": [
        {
            "code": "a",
            "level": "實施要項",
            "name": "基礎服務",
            "areas": [{"code": "a.1", "level": "指標", "name": "及時性"}],
        },
        {"code": "b", "level": "實施要項", "name": "服務遞送"},
    ],
    "items": [
        {
            "code": "T-1",
            "areas": ["a.1", "b"],
            "strategies": ["1.1"],
            "text": "三鈴內接聽",
            "quantities": [{"op": "le", "value": "3", "unit": "聲鈴響", "per": "通"}],
            "indicators": ["IN-04"],
            "deadline": "114年6月",
            "units": [
                {"name": "櫃檯", "path": COUNTER, "role": "lead"},
                {"name": "資料組", "path": RECORDS, "role": "co"},
            ],
            "benefit": "優秀服務人員100位",
        },
        {
            "code": "T-2",
            "areas": ["b"],
            "strategies": ["1.1"],
            "text": "每月到點服務",
            "quantities": [{"op": "between", "value": "5", "upper": "10", "unit": "分鐘", "per": "件"}],
            "deadline": "114年1月",
            "units": [{"name": "資料組", "path": RECORDS, "role": "lead"}],
            "benefit": "少跑一趟",
        },
    ],
}


def plan(**changes: Any) -> dict[str, Any]:
    """The plan with some keys of its head changed."""
    return deepcopy(KEPT) | changes


def with_item(**changes: Any) -> dict[str, Any]:
    """The plan with its first item changed."""
    made = plan()
    made["items"][0] |= changes
    return made
