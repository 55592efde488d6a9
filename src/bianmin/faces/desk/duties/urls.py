"""Addresses of duties: `/desk/duties/...`."""

from django.urls import path

from bianmin.faces.desk.duties import giving, lists

urlpatterns = [
    path("", lists.duties, name="desk-duties"),
    path("kinds/", lists.kinds, name="desk-duty-kinds"),
    path("give/", giving.give, name="desk-duty-give"),
    path("expert/", giving.expert, name="desk-expert"),
    path("<int:key>/end/", giving.end, name="desk-duty-end"),
]
