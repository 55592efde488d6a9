"""Addresses of money: `/desk/payments/...`."""

from django.urls import path

from bianmin.faces.desk.payments import bill, overview, plans, receipts, reconcile, tills

BILL = "bills/<str:number>/"
RECEIPT = "receipts/<str:number>/"
PLAN = "plans/<str:number>/"

urlpatterns = [
    path("", overview.overview, name="desk-payments"),
    path(BILL, bill.bill, name="desk-bill"),
    path(f"{BILL}statement.pdf", bill.statement, name="desk-bill-statement"),
    path(f"{BILL}<slug:verb>/", bill.act, name="desk-bill-act"),
    path(RECEIPT, receipts.receipt, name="desk-fee-receipt"),
    path(f"{RECEIPT}<slug:size>.pdf", receipts.receipt_pdf, name="desk-fee-receipt-pdf"),
    path(f"{RECEIPT}void/", receipts.void, name="desk-fee-receipt-void"),
    path(f"{RECEIPT}refund/", receipts.refund, name="desk-fee-receipt-refund"),
    path("answer/<slug:kind>/<int:key>/", receipts.answer, name="desk-wish"),
    path("tills/", tills.tills, name="desk-tills"),
    path("tills/<int:key>/", tills.till, name="desk-till"),
    path("tills/<int:key>/<slug:verb>/", tills.act, name="desk-till-act"),
    path("plans/", plans.plans, name="desk-instalments"),
    path(PLAN, plans.plan, name="desk-instalment"),
    path(f"{PLAN}decide/", plans.decide, name="desk-instalment-decide"),
    path("reconcile/", reconcile.stray, name="desk-reconcile"),
    path("reconcile/<int:key>/", reconcile.check, name="desk-reconcile-one"),
]
