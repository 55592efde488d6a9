"""Addresses of the press at the desk."""

from django.urls import path

from bianmin.faces.desk.press import lists, new, one

urlpatterns = [
    path("", lists.items, name="desk-press"),
    path("new/", new.new, name="desk-press-new"),
    path("<str:number>/", one.one, name="desk-press-item"),
    path("<str:number>/<slug:verb>/", one.act, name="desk-press-act"),
]
