"""Addresses of my matters: `/<agency>/me/...`."""

from django.urls import path

from bianmin.faces.portal.me import oidc, pages, proof

urlpatterns = [
    path("", pages.mine, name="me"),
    path("proof/", proof.ask, name="me-proof"),
    path("code/<str:key>/", proof.code, name="me-code"),
    path("letters/<int:key>/", pages.letter, name="me-letter"),
    path("out/", pages.out, name="me-out"),
    path("oidc/", oidc.start, name="me-oidc"),
    path("oidc/back/", oidc.back, name="me-oidc-back"),
]
