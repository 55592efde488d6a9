"""Addresses of opinions at the desk."""

from django.urls import path

from bianmin.faces.desk.opinions import lists, new, one

urlpatterns = [
    path("", lists.opinions, name="desk-opinions"),
    path("new/", new.new, name="desk-opinion-new"),
    path("<str:number>/", one.one, name="desk-opinion"),
    path("<str:number>/reach/", one.reach, name="desk-opinion-reach"),
    path("<str:number>/<slug:verb>/", one.act, name="desk-opinion-act"),
]
