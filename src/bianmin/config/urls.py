"""Every address of Bianmin."""

from django.urls import include, path

urlpatterns = [
    path("", include("bianmin.faces.ui.urls")),
    path("accounts/", include("allauth.urls")),
    path("desk/", include("bianmin.faces.desk.urls")),
    path("", include("bianmin.faces.portal.urls")),
]
handler400 = "bianmin.faces.ui.views.strange"
handler403 = "bianmin.faces.ui.views.refused"
handler404 = "bianmin.faces.ui.views.missing"
handler500 = "bianmin.faces.ui.views.broken"
