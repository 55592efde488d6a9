"""Addresses of appraisals at the desk."""

from django.urls import path

from bianmin.faces.desk.appraisals import judging, reading

urlpatterns = [
    path("", reading.listing, name="desk-appraisals"),
    path("new/", judging.new, name="desk-appraisal-new"),
    path("<str:number>/", reading.one, name="desk-appraisal"),
    path("<str:number>/answers/<int:place>/", judging.judge, name="desk-appraisal-answer"),
    path("<str:number>/files/<slug:kind>/", reading.file, name="desk-appraisal-file"),
    path("<str:number>/<slug:verb>/", judging.act, name="desk-appraisal-act"),
]
