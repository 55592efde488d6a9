"""Addresses of recommendations at the desk."""

from django.urls import path

from bianmin.faces.desk.recommendations import reading, writing

urlpatterns = [
    path("", reading.listing, name="desk-recommendations"),
    path("new/", writing.new, name="desk-recommendations-new"),
    path("<str:number>/", reading.one, name="desk-recommendation-list"),
    path("<str:number>/add/", writing.add, name="desk-recommendation-add"),
    path("<str:number>/files/<slug:kind>/", reading.file, name="desk-recommendation-file"),
    path("<str:number>/<int:place>/", writing.handle, name="desk-recommendation"),
]
