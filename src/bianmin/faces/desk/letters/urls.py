"""Addresses of the wordings of letters on the desk: `/desk/letters/...`."""

from django.urls import path

from bianmin.faces.desk.letters import pages

urlpatterns = [
    path("", pages.letters, name="desk-letters"),
    path("<str:code>/<slug:locale>/", pages.wording, name="desk-letter"),
    path("<str:code>/<slug:locale>/sample.<slug:ending>", pages.sample_of, name="desk-letter-sample"),
]
