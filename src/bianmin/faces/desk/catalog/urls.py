"""Addresses of the catalogue on the desk: `/desk/catalog/...`."""

from django.urls import path

from bianmin.faces.desk.catalog import pages, reviews, units, writing

urlpatterns = [
    path("", pages.services, name="desk-services"),
    path("reviews/", reviews.overview, name="desk-reviews"),
    path("<slug:code>/review/", reviews.one, name="desk-review"),
    path("<slug:code>/", pages.service, name="desk-service"),
    path("<slug:code>/units/", units.units, name="desk-service-units"),
    path("<slug:code>/begin/", pages.begin, name="desk-service-begin"),
    path("<slug:code>/drop/", pages.drop, name="desk-service-drop"),
    path("<slug:code>/publish/", writing.publish, name="desk-service-publish"),
    path("<slug:code>/draft/<slug:part>/", writing.part, name="desk-service-draft"),
]
