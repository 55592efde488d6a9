"""Addresses of the forum."""

from django.urls import path

from bianmin.faces.portal.forum import own, reading, voting, writing

urlpatterns = [
    path("", reading.listing, name="forum"),
    path("find/", own.find, name="forum-find"),
    path("own/<str:number>/", own.own, name="forum-own"),
    path("own/<str:number>/withdraw/", own.withdraw, name="forum-withdraw"),
    path("<str:theme>/", reading.theme, name="forum-theme"),
    path("<str:theme>/write/", writing.write, name="forum-write"),
    path("<str:theme>/vote/", voting.vote, name="forum-vote"),
]
