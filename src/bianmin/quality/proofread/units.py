"""Units of what is counted, and which of them count the same thing."""

import re

PERCENT, POINTS = "%", "百分點"
CLASSIFIERS = (
    "個百分點",
    "百分點",
    "個月",
    "個小時",
    "個工作天",
    "工作天",
    "個工作日",
    "工作日",
    "個縣市",
    "縣(市)",
    "縣市",
    "人次",
    "件次",
    "場次",
    "梯次",
    "檔次",
    "班次",
    "車次",
    "小時",
    "分鐘",
    "萬元",
    "千元",
    "億元",
    "美元",
    "平方公尺",
    "公里",
    "公斤",
    "公尺",
    "公噸",
    "大類",
    "種語言",
    "面向",
    "構面",
    "事項",
    "選項",
    "主題",
    "階段",
    "項目",
    "種",
    "類",
    "項",
    "個",
    "人",
    "名",
    "位",
    "件",
    "場",
    "次",
    "份",
    "筆",
    "家",
    "所",
    "處",
    "站",
    "隊",
    "組",
    "月",
    "週",
    "周",
    "星期",
    "天",
    "日",
    "年",
    "時",
    "分",
    "秒",
    "元",
    "則",
    "張",
    "支",
    "冊",
    "國",
    "語",
    "戶",
    "輛",
    "式",
    "款",
    "題",
    "卷",
    "間",
    "座",
    "棟",
    "架",
    "艘",
    "本",
    "篇",
    "條",
    "點",
    "期",
    "屆",
    "倍",
    "度",
    "歲",
    "週年",
    "周年",
    "頁",
    "幅",
    "區",
    "鄉",
    "鎮",
    "里",
    "村",
    "校",
    "班",
    "床",
    "台",
    "部",
    "套",
    "組織",
    "團",
    "層",
    "級",
    "號",
    "碼",
    "胎",
    "版",
    "園",
    "館",
    "卡",
    "案",
    "通",
    "株",
    "棵",
    "頭",
    "隻",
    "艘",
    "桶",
    "箱",
    "包",
    "批",
    "梯",
    "人口",
    "人員",
    "劑",
    "成",
)
_BY_LENGTH = sorted(set(CLASSIFIERS), key=len, reverse=True)
_UNIT = re.compile(r" {0,2}(?:餘|多)? {0,2}(%|" + "|".join(map(re.escape, _BY_LENGTH)) + ")")
_NOUN = re.compile(r" ?([\u4e00-\u9fff]{1,8})")

_SAME = (
    {"人", "名", "位", "人次", "人員", "人口", "員", "次", "床"} - {"次", "床"},
    {"天", "日"},
    {"工作天", "工作日", "個工作天", "個工作日"},
    {"週", "周", "星期"},
    {"種", "類", "項", "大類", "項目", "事項", "選項", "種語言", "語", "個", "面向", "構面", "階段"},
    {"個月", "月"},
    {"小時", "個小時", "時"},
    {"個百分點", "百分點"},
    {"場", "場次"},
    {"梯", "梯次"},
    {"件", "案", "件次"},
    {"縣市", "個縣市", "縣(市)"},
    {"週年", "周年"},
    {"所", "校"},
)
_CLASS = {unit: index for index, units in enumerate(_SAME) for unit in units}
DAYS = {"天": 1, "日": 1, "週": 7, "周": 7, "星期": 7, "個月": 30, "月": 30, "年": 365}
SECONDS = {"秒": 1, "分鐘": 60, "分": 60, "小時": 3600, "個小時": 3600, "時": 3600}
PEOPLE = frozenset({"人", "名", "位", "人次"})
KINDS = frozenset(
    {
        "種",
        "類",
        "項",
        "個",
        "大類",
        "項目",
        "事項",
        "選項",
        "面向",
        "構面",
        "階段",
        "國",
        "站",
        "組",
        "家",
        "處",
        "所",
        "區",
        "縣市",
        "個縣市",
        "種語言",
        "語",
        "主題",
        "卡",
        "場",
        "場次",
        "梯次",
        "隊",
        "款",
        "式",
        "點",
        "期",
        "件",
        "案",
        "校",
        "館",
        "單位",
        "台",
        "鄉",
        "鎮",
        "里",
        "條",
        "班",
        "部",
        "冊",
        "份",
        "人",
        "位",
        "名",
    }
)


def unit_at(text: str, at: int) -> tuple[str, int]:
    """The unit that begins at `at` and where it ends; an empty unit if none is known there."""
    found = _UNIT.match(text, at)
    return (found.group(1), found.end()) if found else ("", at)


def noun_at(text: str, at: int) -> str:
    """Up to eight ideographs that follow a unit: what is counted."""
    found = _NOUN.match(text, at)
    return found.group(1) if found else ""


def alike(one: str, other: str) -> bool:
    """Whether two units count the same thing (人 and 名, 天 and 日); an unknown unit agrees with any."""
    if one == other or not one or not other:
        return True
    return one in _CLASS and _CLASS.get(other) == _CLASS[one]


def scale(unit: str) -> tuple[str, int] | None:
    """A time unit in days or seconds: `("day", 7)` for 週; None for what is no time."""
    if unit in DAYS:
        return "day", DAYS[unit]
    if unit in SECONDS:
        return "second", SECONDS[unit]
    return None
