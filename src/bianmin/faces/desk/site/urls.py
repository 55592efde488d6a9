"""Addresses of the site on the desk: `/desk/site/...`."""

from django.urls import path

from bianmin.faces.desk.site import articles, asked, checks, disclosure, looks, writing

urlpatterns = [
    path("", articles.listing, name="desk-site"),
    path("new/", writing.new, name="desk-article-new"),
    path("articles/<slug:code>/", articles.one, name="desk-article"),
    path("articles/<slug:code>/write/", writing.write, name="desk-article-write"),
    path("articles/<slug:code>/files/", articles.attach, name="desk-article-attach"),
    path("articles/<slug:code>/<slug:verb>/", articles.act, name="desk-article-act"),
    path("asked/", asked.asked, name="desk-asked"),
    path("disclosure/", disclosure.disclosure, name="desk-disclosure"),
    path("looks/", looks.looks, name="desk-looks"),
    path("looks/<int:key>/", looks.look, name="desk-look"),
    path("checks/", checks.checks, name="desk-checks"),
    path("checks/draw/", checks.draw, name="desk-checks-draw"),
    path("checks/samples/<int:key>/", checks.sample, name="desk-sample"),
    path("findings/", checks.findings, name="desk-findings"),
    path("checks/tests/", checks.test, name="desk-site-test"),
]
