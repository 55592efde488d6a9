"""Addresses of the catalogue: of a service, and of all, `/<agency>/limits/`."""

from django.urls import path

from bianmin.faces.portal.catalog import (
    calculator,
    changes,
    flows,
    forms,
    limits,
    principles,
    samples,
    selfcheck,
    service,
)

SERVICE = [
    path("", service.service, name="service"),
    path("check/", selfcheck.selfcheck, name="selfcheck"),
    path("principles/", principles.principles, name="principles"),
    path("samples/<slug:sample>/", samples.sample, name="sample"),
    path("samples/<slug:sample>.<slug:ending>", samples.sample_file, name="sample-file"),
]
urlpatterns = [
    path("changes/", changes.changes, name="changes"),
    path("forms/", forms.library, name="forms"),
    path("forms/<slug:code>.<slug:ending>", forms.further, name="form-further"),
    path("calculators/<slug:code>/", calculator.calculate, name="calculator"),
    path("limits/", limits.limits, name="limits"),
    path("limits.<slug:ending>", limits.table, name="limits-table"),
    path("flows/<slug:flow>/", flows.flow, name="flow"),
]
