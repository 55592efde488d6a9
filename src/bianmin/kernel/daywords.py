"""A day in the languages in which a service may be offered, as the Unicode CLDR 48 writes it (date format `full`).

The year is always the Gregorian one, and Thai says so (ค.ศ.): readers there would otherwise take it for a Buddhist one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bianmin.kernel import rocdate
from bianmin.kernel.tongues import is_chinese


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a language writes a day: its pattern, the days of the week from Monday, the months."""

    pattern: str
    week: tuple[str, ...]
    months: tuple[str, ...]

    def say(self, day: date) -> str:
        """The day in words."""
        week, month = self.week[day.weekday()], self.months[day.month - 1]
        return self.pattern.format(week=week, day=day.day, month=month, year=day.year)


CALENDARS: Final[Mapping[str, Calendar]] = {
    "hi": Calendar(
        "{week}, {day} {month} {year}",
        ("सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार"),
        (
            "जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून",
            "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर",
        ),
    ),
    "id": Calendar(
        "{week}, {day} {month} {year}",
        ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
        (
            "Januari", "Februari", "Maret", "April", "Mei", "Juni",
            "Juli", "Agustus", "September", "Oktober", "November", "Desember",
        ),
    ),
    "fil": Calendar(
        "{week}, {month} {day}, {year}",
        ("Lunes", "Martes", "Miyerkules", "Huwebes", "Biyernes", "Sabado", "Linggo"),
        (
            "Enero", "Pebrero", "Marso", "Abril", "Mayo", "Hunyo",
            "Hulyo", "Agosto", "Setyembre", "Oktubre", "Nobyembre", "Disyembre",
        ),
    ),
    "th": Calendar(
        "{week}ที่ {day} {month} ค.ศ. {year}",
        ("วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์", "วันอาทิตย์"),
        (
            "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
            "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
        ),
    ),
    "vi": Calendar(
        "{week}, {day} {month}, {year}",
        ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
        tuple(f"tháng {month}" for month in range(1, 13)),
    ),
}  # fmt: skip


def day_in_words(day: date, language: str) -> str:
    """A day as readers of a language write it: 115年11月22日(星期日), Chủ Nhật, 22 tháng 11, 2026, else in English."""
    if is_chinese(language):
        return rocdate.roc_full(day)
    known = CALENDARS.get(language)
    return known.say(day) if known else rocdate.english(day)
