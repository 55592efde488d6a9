"""Addresses of money for the public."""

from django.urls import path

from bianmin.faces.portal.money import bills, fees, online

BILL = "<slug:agency>/bills/<str:number>/"

urlpatterns = [
    path("pay-callback/", online.callback, name="pay-callback"),
    path("pay-demo/", online.pretend, name="pay-demo"),
    path("<slug:agency>/fees/", fees.fees, name="fees"),
    path("<slug:agency>/track/<str:number>/bills/", bills.of_case, name="case-bills"),
    path(BILL, bills.bill, name="bill"),
    path(f"{BILL}statement.pdf", bills.statement, name="bill-statement"),
    path(f"{BILL}instalments/", bills.instalments, name="bill-instalments"),
    path(f"{BILL}paid/<str:key>/", online.paid, name="paid"),
    path(f"{BILL}<str:paper>.pdf", bills.receipt, name="bill-receipt"),
]
