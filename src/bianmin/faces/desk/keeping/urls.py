"""Addresses of those who keep the installation: `/desk/keeping/...`."""

from django.urls import path

from bianmin.faces.desk.keeping import doctor, start

urlpatterns = [
    path("", start.start, name="desk-keeping"),
    path("state/", doctor.doctor, name="desk-doctor"),
]
