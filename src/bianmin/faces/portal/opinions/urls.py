"""Addresses of opinions: the mailboxes, writing, following, rating, and what was published."""

from django.urls import path

from bianmin.faces.portal.opinions import own, write

urlpatterns = [
    path("", write.mailboxes, name="opinions"),
    path("write/<slug:mailbox>/", write.write, name="opinion-write"),
    path("find/", own.find, name="opinion-find"),
    path("own/<str:number>/", own.own, name="opinion-own"),
    path("own/<str:number>/rate/", own.rate, name="opinion-rate"),
    path("own/<str:number>/withdraw/", own.withdraw, name="opinion-withdraw"),
]
