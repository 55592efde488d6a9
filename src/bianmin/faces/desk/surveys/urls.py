"""Addresses of surveys at the desk."""

from django.urls import path

from bianmin.faces.desk.surveys import answering, designing, reading

urlpatterns = [
    path("", reading.listing, name="desk-surveys"),
    path("new/", designing.new, name="desk-survey-new"),
    path("<str:number>/", reading.one, name="desk-survey"),
    path("<str:number>/design/", designing.anew, name="desk-survey-design"),
    path("<str:number>/fill/", answering.fill, name="desk-survey-fill"),
    path("<str:number>/bring/", answering.bring_table, name="desk-survey-bring"),
    path("<str:number>/empty.csv", answering.empty, name="desk-survey-empty"),
    path("<str:number>/files/<slug:kind>/", reading.file, name="desk-survey-file"),
    path("<str:number>/<slug:verb>/", designing.act, name="desk-survey-act"),
]
