"""Addresses of applying for many: `/<agency>/group/...`."""

from django.urls import path

from bianmin.faces.portal.group import signing, tables, views

urlpatterns = [
    path("", views.enter, name="group"),
    path("leave/", views.leave, name="group-leave"),
    path("signed/", signing.signed, name="group-signed"),
    path("tables/<slug:key>/sign/", signing.sign, name="group-sign"),
    path("tables/<slug:key>/", tables.batch, name="group-table"),
    path("tables/<slug:key>/receipts.<slug:ending>", tables.receipts_file, name="group-receipts"),
    path("<slug:service>/", views.hand_in, name="group-hand-in"),
    path("<slug:service>/table.<slug:ending>", views.empty, name="group-empty"),
]
