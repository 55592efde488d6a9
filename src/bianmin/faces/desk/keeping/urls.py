"""Addresses of those who keep the installation: `/desk/keeping/...`."""

from django.urls import path

from bianmin.faces.desk.keeping import accounts, acts, breaches, clients, demands, destruction, doctor, start

urlpatterns = [
    path("", start.start, name="desk-keeping"),
    path("state/", doctor.doctor, name="desk-doctor"),
    path("accounts/", accounts.accounts, name="desk-accounts"),
    path("accounts/new/", accounts.new, name="desk-account-new"),
    path("accounts/<int:key>/", accounts.account, name="desk-account"),
    path("accounts/<int:key>/<slug:verb>/", accounts.act, name="desk-account-act"),
    path("clients/", clients.clients, name="desk-clients"),
    path("clients/<int:key>/end/", clients.end, name="desk-client-end"),
    path("acts/", acts.acts, name="desk-acts"),
    path("destruction/", destruction.lists, name="desk-destruction"),
    path("destruction/lists/<str:number>/", destruction.one, name="desk-destruction-list"),
    path("destruction/<slug:verb>/", destruction.act, name="desk-destruction-act"),
    path("demands/", demands.demands, name="desk-demands"),
    path("demands/new/", demands.new, name="desk-demand-new"),
    path("demands/<str:number>/", demands.demand, name="desk-demand"),
    path("demands/<str:number>/<slug:verb>/", demands.act, name="desk-demand-act"),
    path("breaches/", breaches.breaches, name="desk-breaches"),
    path("breaches/new/", breaches.new, name="desk-breach-new"),
    path("breaches/<str:number>/", breaches.breach, name="desk-breach"),
]
