"""Addresses of applying: the pages of an application, what is put aside, the receipt."""

from django.urls import path

from bianmin.faces.portal import receipts
from bianmin.faces.portal.apply import cosign, paper, saving, views

urlpatterns = [
    path("<slug:agency>/services/<slug:service>/apply/", views.begin, name="apply"),
    path("<slug:agency>/services/<slug:service>/form.<slug:ending>", paper.blank, name="blank-form"),
    path("<slug:agency>/services/<slug:service>/apply/print.pdf", paper.filled, name="apply-print"),
    path("<slug:agency>/forms/<slug:code>.schema.json", paper.form_schema, name="form-schema"),
    path("<slug:agency>/services/<slug:service>/later/", saving.later, name="apply-later"),
    path("<slug:agency>/services/<slug:service>/together/", cosign.ask, name="cosign-ask"),
    path("<slug:agency>/cosign/<str:token>/", cosign.sign, name="cosign"),
    path("<slug:agency>/resume/<str:token>/", saving.resume, name="resume"),
    path("<slug:agency>/services/<slug:service>/apply/<slug:step>/", views.step, name="apply-step"),
    path("<slug:agency>/receipts/<str:number>/", receipts.receipt, name="receipt"),
    path("<slug:agency>/receipts/<str:number>/dates.ics", receipts.receipt_calendar, name="receipt-calendar"),
    path("<slug:agency>/receipts/<str:number>/receipt.pdf", receipts.receipt_pdf, name="receipt-pdf"),
    path("<slug:agency>/receipts/<str:number>/application.<slug:ending>", receipts.application, name="filed"),
]
