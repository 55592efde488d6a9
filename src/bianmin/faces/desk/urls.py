"""Addresses of the desk: `/desk/...`."""

from django.urls import path

from bianmin.faces.desk import work
from bianmin.faces.desk.cases import page, reading, several, verbs

CASE = "cases/<str:number>/"

urlpatterns = [
    path("", work.work, name="desk"),
    path("cases.csv", work.export, name="desk-export"),
    path("take/", several.take_several, name="desk-take"),
    path(CASE, page.page, name="desk-case"),
    path(f"{CASE}reading/", reading.reading, name="desk-reading"),
    path(f"{CASE}<slug:verb>/", verbs.act, name="desk-act"),
]
