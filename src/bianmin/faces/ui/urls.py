"""Addresses of the look itself: language, text size and colours."""

from django.urls import path

from bianmin.faces.ui import views

urlpatterns = [
    path("language/", views.language, name="language"),
    path("size/", views.size, name="size"),
    path("theme/", views.theme, name="theme"),
]
