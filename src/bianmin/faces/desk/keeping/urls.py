"""Addresses of those who keep the installation: `/desk/keeping/...`."""

from django.urls import path

from bianmin.faces.desk.keeping import breaches, demands, doctor, start

urlpatterns = [
    path("", start.start, name="desk-keeping"),
    path("state/", doctor.doctor, name="desk-doctor"),
    path("demands/", demands.demands, name="desk-demands"),
    path("demands/new/", demands.new, name="desk-demand-new"),
    path("demands/<str:number>/", demands.demand, name="desk-demand"),
    path("demands/<str:number>/<slug:verb>/", demands.act, name="desk-demand-act"),
    path("breaches/", breaches.breaches, name="desk-breaches"),
    path("breaches/new/", breaches.new, name="desk-breach-new"),
    path("breaches/<str:number>/", breaches.breach, name="desk-breach"),
]
