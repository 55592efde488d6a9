"""Addresses of the desk: `/desk/...`."""

from django.urls import include, path

from bianmin.faces.desk import (
    absence,
    calendar,
    chief,
    files,
    journal,
    languages,
    packs,
    people,
    ratings,
    tasks,
    warnings,
    work,
)
from bianmin.faces.desk.cases import dates, notice, page, papers, rating, reading, receipt, several, slip, verbs
from bianmin.faces.desk.counter import choose, take
from bianmin.faces.desk.payments.case import case_money

CASE = "cases/<str:number>/"

urlpatterns = [
    path("", work.work, name="desk"),
    path("cases.csv", work.export, name="desk-export"),
    path("people/", people.people, name="desk-people"),
    path("take/", several.take_several, name="desk-take"),
    path(CASE, page.page, name="desk-case"),
    path(f"{CASE}dates/", dates.dates, name="desk-dates"),
    path(f"{CASE}reading/", reading.reading, name="desk-reading"),
    path(f"{CASE}receipt/", receipt.receipt, name="desk-receipt"),
    path(f"{CASE}receipt.pdf", receipt.receipt_pdf, name="desk-receipt-pdf"),
    path(f"{CASE}slip.pdf", slip.slip, name="desk-slip"),
    path(f"{CASE}request-supplement/", notice.notice, name="desk-notice"),
    path(f"{CASE}supplement/", papers.papers, name="desk-papers"),
    path(f"{CASE}rate/", rating.rate, name="desk-rate"),
    path(f"{CASE}payments/", case_money, name="desk-case-money"),
    path(f"{CASE}<slug:verb>/", verbs.act, name="desk-act"),
    path("counter/", choose.choose, name="desk-counter"),
    path("counter/for/<str:agency>/<slug:service>/", take.take_for, name="desk-take-for"),
    path("counter/<slug:service>/", take.take, name="desk-take-in"),
    path("files/<int:key>/", files.file, name="desk-file"),
    path("payments/", include("bianmin.faces.desk.payments.urls")),
    path("tasks/", tasks.tasks, name="desk-tasks"),
    path("tasks/<int:key>/", tasks.done, name="desk-task"),
    path("tasks/<int:key>/reach/", tasks.reach, name="desk-task-reach"),
    path("ratings/", ratings.ratings, name="desk-ratings"),
    path("ratings/<int:key>/", ratings.answer, name="desk-rating"),
    path("chief/", chief.screen, name="desk-chief"),
    path("chief/alerts/", chief.alerts, name="desk-alerts"),
    path("absence/", absence.absence, name="desk-absence"),
    path("absence/enter/", absence.enter, name="desk-absence-enter"),
    path("absence/<int:key>/end/", absence.end, name="desk-absence-end"),
    path("absence/stand-in/", absence.stand_in, name="desk-stand-in"),
    path("warnings/", warnings.warnings, name="desk-warnings"),
    path("warnings/<int:key>/", warnings.seen, name="desk-warning"),
    path("calendar/", calendar.calendar, name="desk-calendar"),
    path("calendar/close/", calendar.close, name="desk-calendar-close"),
    path("calendar/reopen/", calendar.reopen, name="desk-calendar-reopen"),
    path("calendar/load/", calendar.load, name="desk-calendar-load"),
    path("", include("bianmin.faces.desk.quality.urls")),
    path("catalog/", include("bianmin.faces.desk.catalog.urls")),
    path("languages/", languages.languages, name="desk-languages"),
    path("languages.csv", languages.languages_table, name="desk-languages-table"),
    path("packs/", packs.packs, name="desk-packs"),
    path("packs/<slug:kind>/<str:code>.yaml", packs.export, name="desk-pack"),
    path("keeping/", include("bianmin.faces.desk.keeping.urls")),
    path("journal/", journal.journal, name="desk-journal"),
    path("journal/verify/", journal.check, name="desk-journal-verify"),
    path("journal.csv", journal.export, name="desk-journal-export"),
]
