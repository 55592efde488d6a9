"""Addresses of checks at the desk."""

from django.urls import path

from bianmin.faces.desk.checks import calling, finding, quarters, reading, scoring, telephone

urlpatterns = [
    path("", reading.listing, name="desk-check-all"),
    path("new/", scoring.new, name="desk-check-new"),
    path("telephone/", telephone.page, name="desk-calls-tested"),
    path("telephone/new/", calling.new, name="desk-call-test"),
    path("telephone/<str:plan>/<str:month>/files/<slug:kind>/", telephone.file, name="desk-calls-file"),
    path("quarters/<str:quarter>/", quarters.one, name="desk-check-quarter"),
    path("quarters/<str:quarter>/files/<slug:kind>/", quarters.file, name="desk-check-quarter-file"),
    path("quarters/<str:quarter>/<slug:verb>/", quarters.act, name="desk-check-quarter-act"),
    path("<str:number>/", reading.one, name="desk-check"),
    path("<str:number>/score/", scoring.score, name="desk-check-score"),
    path("<str:number>/find/", finding.find, name="desk-check-find"),
    path("<str:number>/find/<int:place>/remove/", finding.remove, name="desk-check-remove"),
    path("<str:number>/attach/", scoring.attach, name="desk-check-attach"),
    path("<str:number>/close/", scoring.close, name="desk-check-close"),
]
