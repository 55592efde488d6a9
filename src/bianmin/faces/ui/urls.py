"""Addresses of the look itself: language and text size."""

from django.urls import path

from bianmin.faces.ui import views

urlpatterns = [
    path("language/", views.language, name="language"),
    path("size/", views.size, name="size"),
]
