"""Addresses of applying for many."""

from django.urls import path

from bianmin.faces.portal.group import signing, tables, views

urlpatterns = [
    path("<slug:agency>/group/", views.enter, name="group"),
    path("<slug:agency>/group/leave/", views.leave, name="group-leave"),
    path("<slug:agency>/group/signed/", signing.signed, name="group-signed"),
    path("<slug:agency>/group/tables/<slug:key>/sign/", signing.sign, name="group-sign"),
    path("<slug:agency>/group/tables/<slug:key>/", tables.batch, name="group-table"),
    path("<slug:agency>/group/tables/<slug:key>/receipts.<slug:ending>", tables.receipts_file, name="group-receipts"),
    path("<slug:agency>/group/<slug:service>/", views.hand_in, name="group-hand-in"),
    path("<slug:agency>/group/<slug:service>/table.<slug:ending>", views.empty, name="group-empty"),
]
