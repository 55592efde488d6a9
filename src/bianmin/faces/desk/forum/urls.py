"""Addresses of the forum at the desk."""

from django.urls import path

from bianmin.faces.desk.forum import designing, lists, message, theme

urlpatterns = [
    path("", lists.listing, name="desk-forum"),
    path("new/", designing.new, name="desk-theme-new"),
    path("messages/<str:number>/", message.one, name="desk-message"),
    path("messages/<str:number>/reach/", message.reach, name="desk-message-reach"),
    path("messages/<str:number>/<slug:verb>/", message.act, name="desk-message-act"),
    path("<str:number>/", theme.one, name="desk-theme"),
    path("<str:number>/design/", designing.anew, name="desk-theme-design"),
    path("<str:number>/outcomes/<int:key>/drop/", theme.drop, name="desk-theme-drop"),
    path("<str:number>/<slug:verb>/", theme.act, name="desk-theme-act"),
]
