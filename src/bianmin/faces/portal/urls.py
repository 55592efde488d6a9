"""Addresses of the portal: `/<agency>/...`."""

from django.urls import include, path

from bianmin.faces.portal import contest, dates, pages, permits, places, plans, privacy, rating, results, track

urlpatterns = [
    path("", pages.start, name="start"),
    path("", include("bianmin.faces.portal.money.urls")),
    path("", include("bianmin.faces.portal.apply.urls")),
    path("", include("bianmin.faces.portal.group.urls")),
    path("<slug:agency>/me/", include("bianmin.faces.portal.me.urls")),
    path("<slug:agency>/", pages.home, name="home"),
    path("<slug:agency>/", include("bianmin.faces.portal.catalog.urls")),
    path("<slug:agency>/services/<slug:service>/places/", places.places, name="places"),
    path("<slug:agency>/services/<slug:service>/places.json", places.places_json, name="places-json"),
    path("<slug:agency>/track/", track.find, name="track"),
    path("<slug:agency>/track/<str:number>/", track.status, name="status"),
    path("<slug:agency>/track/<str:number>/dates/", dates.dates, name="dates"),
    path("<slug:agency>/track/<str:number>/papers/", track.papers, name="papers"),
    path("<slug:agency>/track/<str:number>/contest/<slug:kind>/", contest.contest, name="contest"),
    path("<slug:agency>/track/<str:number>/withdraw/", contest.withdraw, name="withdraw"),
    path("<slug:agency>/track/<str:number>/rate/", rating.rate, name="rate"),
    path("<slug:agency>/personal-data/", privacy.listing, name="privacy"),
    path("<slug:agency>/personal-data.<slug:ending>", privacy.listing_table, name="privacy-table"),
    path("<slug:agency>/personal-data/ask/", privacy.ask, name="privacy-ask"),
    path("<slug:agency>/personal-data/asked/", privacy.asked, name="privacy-asked"),
    path("<slug:agency>/rate/<str:token>/", rating.rate_here, name="rate-here"),
    path("<slug:agency>/verify/", permits.verify, name="verify"),
    path("<slug:agency>/permits/", permits.own, name="permits"),
    path("<slug:agency>/permits/until/", permits.until, name="permit-until"),
    path("<slug:agency>/about/<slug:page>/", pages.about, name="about"),
    path("<slug:agency>/plans/", plans.plans, name="plans"),
    path("<slug:agency>/plans/<str:code>/", plans.plan, name="plan"),
    path("<slug:agency>/plans/<str:code>/files/<slug:kind>/", plans.file, name="plan-file"),
    path("<slug:agency>/results/", results.results, name="results"),
    path("<slug:agency>/results.csv", results.as_table, name="results-csv"),
    path("<slug:agency>/results/<str:code>/", results.result, name="result"),
    path("<slug:agency>/reports/<int:key>/<slug:kind>/", results.report, name="report"),
]
