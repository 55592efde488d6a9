"""Addresses of a bill."""

from django.urls import path

from bianmin.faces.portal.money import bills, online

urlpatterns = [
    path("", bills.bill, name="bill"),
    path("statement.pdf", bills.statement, name="bill-statement"),
    path("instalments/", bills.instalments, name="bill-instalments"),
    path("paid/<str:key>/", online.paid, name="paid"),
    path("<str:paper>.pdf", bills.receipt, name="bill-receipt"),
]
