"""Addresses of applying, below those of a service."""

from django.urls import path

from bianmin.faces.portal.apply import cosign, paper, saving, views

APPLY = [
    path("apply/", views.begin, name="apply"),
    path("apply/print.pdf", paper.filled, name="apply-print"),
    path("apply/<slug:step>/", views.step, name="apply-step"),
    path("form.<slug:ending>", paper.blank, name="blank-form"),
    path("later/", saving.later, name="apply-later"),
    path("together/", cosign.ask, name="cosign-ask"),
]
