"""Addresses of newsletters."""

from django.urls import path

from bianmin.faces.portal.newsletters import own, reading, subscribing

urlpatterns = [
    path("", reading.listing, name="newsletters"),
    path("issues/<slug:number>/", reading.issue, name="newsletter-issue"),
    path("own/<slug:number>/<str:code>/", own.own, name="newsletter-own"),
    path("own/<slug:number>/<str:code>/<slug:issue>/", own.trial, name="newsletter-trial"),
    path("<slug:paper>/", reading.paper, name="newsletter"),
    path("<slug:paper>/feed.xml", reading.feed, name="newsletter-feed"),
    path("<slug:paper>/subscribe/", subscribing.subscribe, name="newsletter-subscribe"),
]
