"""Every address of Bianmin."""

from django.urls import include, path

from bianmin.faces.ui import health

urlpatterns = [
    path("healthz", health.live, name="live"),
    path("healthz/ready", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("", include("bianmin.faces.ui.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/", include("bianmin.faces.api.urls")),
    path("desk/", include("bianmin.faces.desk.urls")),
    path("", include("bianmin.faces.portal.urls")),
]
handler400 = "bianmin.faces.ui.views.strange"
handler403 = "bianmin.faces.ui.views.refused"
handler404 = "bianmin.faces.ui.views.missing"
handler500 = "bianmin.faces.ui.views.broken"
