"""Addresses of appointments, below an agency's."""

from django.urls import path

from bianmin.faces.portal.appointments import own, times, wishes

SERVICE = "services/<slug:service>/appointment/"

urlpatterns = [
    path(SERVICE, times.days, name="appointment"),
    path(f"{SERVICE}<slug:site>/", times.days, name="appointment-days"),
    path(f"{SERVICE}<slug:site>/<str:day>/", times.times, name="appointment-times"),
    path(f"{SERVICE}<slug:site>/<str:day>/<str:time>/", wishes.wish, name="appointment-book"),
    path("appointments/", own.find, name="appointments"),
    path("appointments/<str:number>/", own.own, name="appointment-own"),
    path("appointments/<str:number>/visit.ics", own.calendar, name="appointment-calendar"),
    path("appointments/<str:number>/cancel/", own.cancel, name="appointment-cancel"),
    path("appointments/<str:number>/move/", own.move, name="appointment-move"),
    path("appointments/<str:number>/move/<str:day>/", own.move, name="appointment-move-day"),
]
