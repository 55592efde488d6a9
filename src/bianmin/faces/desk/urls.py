"""Addresses of the desk: `/desk/...`."""

from django.urls import path

from bianmin.faces.desk import chief, files, ratings, tasks, work
from bianmin.faces.desk.cases import notice, page, papers, rating, reading, receipt, several, verbs
from bianmin.faces.desk.counter import choose, take

CASE = "cases/<str:number>/"

urlpatterns = [
    path("", work.work, name="desk"),
    path("cases.csv", work.export, name="desk-export"),
    path("take/", several.take_several, name="desk-take"),
    path(CASE, page.page, name="desk-case"),
    path(f"{CASE}reading/", reading.reading, name="desk-reading"),
    path(f"{CASE}receipt/", receipt.receipt, name="desk-receipt"),
    path(f"{CASE}receipt.pdf", receipt.receipt_pdf, name="desk-receipt-pdf"),
    path(f"{CASE}request-supplement/", notice.notice, name="desk-notice"),
    path(f"{CASE}supplement/", papers.papers, name="desk-papers"),
    path(f"{CASE}rate/", rating.rate, name="desk-rate"),
    path(f"{CASE}<slug:verb>/", verbs.act, name="desk-act"),
    path("files/<int:key>/", files.file, name="desk-file"),
    path("tasks/", tasks.tasks, name="desk-tasks"),
    path("tasks/<int:key>/", tasks.done, name="desk-task"),
    path("tasks/<int:key>/reach/", tasks.reach, name="desk-task-reach"),
    path("ratings/", ratings.ratings, name="desk-ratings"),
    path("ratings/<int:key>/", ratings.answer, name="desk-rating"),
    path("chief/", chief.screen, name="desk-chief"),
    path("chief/alerts/", chief.alerts, name="desk-alerts"),
    path("counter/", choose.choose, name="desk-counter"),
    path("counter/<slug:service>/", take.take, name="desk-take-in"),
]
