"""Addresses of the portal: `/<agency>/...`, below each word those that begin with it."""

from django.urls import URLPattern, URLResolver, include, path

from bianmin.faces.portal import (
    articles,
    classes,
    contest,
    dates,
    entrances,
    mandates,
    numbers,
    pages,
    permits,
    places,
    plans,
    privacy,
    rating,
    receipts,
    registers,
    results,
    surveys,
    talk,
    track,
)
from bianmin.faces.portal.apply import cosign, paper, saving
from bianmin.faces.portal.apply.urls import APPLY
from bianmin.faces.portal.appointments.urls import APPOINT
from bianmin.faces.portal.catalog.urls import SERVICE
from bianmin.faces.portal.money import bills, fees, online

CASE = [
    path("", track.status, name="status"),
    path("bills/", bills.of_case, name="case-bills"),
    path("dates/", dates.dates, name="dates"),
    path("papers/", track.papers, name="papers"),
    path("contest/<slug:kind>/", contest.contest, name="contest"),
    path("mandates/", mandates.listing, name="mandates"),
    path("mandates/<int:mandate>/revoke/", mandates.end, name="mandate-end"),
    path("mandates/<int:mandate>.pdf", mandates.paper, name="mandate-paper"),
    path("talk/", talk.page, name="talk"),
    path("talk/lines/", talk.lines, name="talk-lines"),
    path("withdraw/", contest.withdraw, name="withdraw"),
    path("rate/", rating.rate, name="rate"),
]
OF_SERVICE: list[URLPattern | URLResolver] = [
    *SERVICE,
    *APPLY,
    path("appointment/", include(APPOINT)),
    path("places/", places.places, name="places"),
    path("places.json", places.places_json, name="places-json"),
    path("authority.pdf", mandates.blank, name="mandate-blank"),
]
RECEIPT = [
    path("", receipts.receipt, name="receipt"),
    path("dates.ics", receipts.receipt_calendar, name="receipt-calendar"),
    path("receipt.pdf", receipts.receipt_pdf, name="receipt-pdf"),
    path("application.<slug:ending>", receipts.application, name="filed"),
]
AGENCY: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("track/", track.find, name="track"),
    path("track/<str:number>/", include(CASE)),
    path("services/<slug:service>/", include(OF_SERVICE)),
    path("receipts/<str:number>/", include(RECEIPT)),
    path("cosign/<str:token>/", cosign.sign, name="cosign"),
    path("resume/<str:token>/", saving.resume, name="resume"),
    path("forms/<slug:code>.schema.json", paper.form_schema, name="form-schema"),
    path("group/", include("bianmin.faces.portal.group.urls")),
    path("me/", include("bianmin.faces.portal.me.urls")),
    path("fees/", fees.fees, name="fees"),
    path("bills/<str:number>/", include("bianmin.faces.portal.money.urls")),
    path("", include("bianmin.faces.portal.catalog.urls")),
    path("appointments/", include("bianmin.faces.portal.appointments.urls")),
    path("surveys/", surveys.listing, name="surveys"),
    path("surveys/<str:number>/", surveys.one, name="survey"),
    path("opinions/", include("bianmin.faces.portal.opinions.urls")),
    path("forum/", include("bianmin.faces.portal.forum.urls")),
    path("from/<slug:entrance>/", entrances.listing, name="entrance"),
    path("from/<slug:entrance>/<slug:service>/", entrances.service, name="entrance-service"),
    path("personal-data/", privacy.listing, name="privacy"),
    path("personal-data.<slug:ending>", privacy.listing_table, name="privacy-table"),
    path("personal-data/ask/", privacy.ask, name="privacy-ask"),
    path("personal-data/asked/", privacy.asked, name="privacy-asked"),
    path("rate/<str:token>/", rating.rate_here, name="rate-here"),
    path("verify/", permits.verify, name="verify"),
    path("check-number/", numbers.check_number, name="check-number"),
    path("permits/", permits.own, name="permits"),
    path("permits/until/", permits.until, name="permit-until"),
    path("registers/", registers.registers, name="registers"),
    path("registers/<str:code>/", registers.one, name="register"),
    path("classes/", classes.classes, name="classes"),
    path("about/<slug:page>/", pages.about, name="about"),
    path("news/", articles.news, name="news"),
    path("news.atom", articles.feed, name="news-feed"),
    path("questions/", articles.questions, name="questions"),
    path("pages/<slug:code>/", articles.page, name="page"),
    path("pages/<slug:code>/files/<int:key>/", articles.file, name="page-file"),
    path("plans/", plans.plans, name="plans"),
    path("plans/<str:code>/", plans.plan, name="plan"),
    path("plans/<str:code>/files/<slug:kind>/", plans.file, name="plan-file"),
    path("results/", results.results, name="results"),
    path("results.csv", results.as_table, name="results-csv"),
    path("results/<str:code>/", results.result, name="result"),
    path("reports/<int:key>/<slug:kind>/", results.report, name="report"),
]
urlpatterns = [
    path("", pages.start, name="start"),
    path("pay-callback/", online.callback, name="pay-callback"),
    path("pay-demo/", online.pretend, name="pay-demo"),
    path("<slug:agency>/", include(AGENCY)),
]
