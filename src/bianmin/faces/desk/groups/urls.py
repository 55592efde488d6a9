"""Addresses of groups and meetings at the desk: `/desk/groups/...` and `/desk/meetings/...`."""

from django.urls import path

from bianmin.faces.desk.groups import calling, minuting, reading

urlpatterns = [
    path("groups/", reading.listing, name="desk-groups"),
    path("groups/<slug:code>/", reading.one, name="desk-group"),
    path("groups/<slug:code>/call/", calling.call, name="desk-group-call"),
    path("meetings/<int:key>/", reading.meeting, name="desk-meeting"),
    path("meetings/<int:key>/minutes/", minuting.minutes, name="desk-meeting-minutes"),
    path("meetings/<int:key>/off/", calling.off, name="desk-meeting-off"),
    path("meetings/<int:key>/files/<slug:kind>/", reading.file, name="desk-meeting-file"),
]
