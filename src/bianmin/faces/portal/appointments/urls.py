"""Addresses of appointments: of a service's times, and of those that were booked."""

from django.urls import path

from bianmin.faces.portal.appointments import own, times, wishes

APPOINT = [
    path("", times.days, name="appointment"),
    path("<slug:site>/", times.days, name="appointment-days"),
    path("<slug:site>/<str:day>/", times.times, name="appointment-times"),
    path("<slug:site>/<str:day>/<str:time>/", wishes.wish, name="appointment-book"),
]
urlpatterns = [
    path("", own.find, name="appointments"),
    path("<str:number>/", own.own, name="appointment-own"),
    path("<str:number>/visit.ics", own.calendar, name="appointment-calendar"),
    path("<str:number>/cancel/", own.cancel, name="appointment-cancel"),
    path("<str:number>/move/", own.move, name="appointment-move"),
    path("<str:number>/move/<str:day>/", own.move, name="appointment-move-day"),
]
