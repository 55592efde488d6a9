"""Addresses of the catalogue: `/<agency>/services/...`, `/<agency>/limits/`."""

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

urlpatterns = [
    path("services/<slug:service>/", service.service, name="service"),
    path("services/<slug:service>/check/", selfcheck.selfcheck, name="selfcheck"),
    path("services/<slug:service>/principles/", principles.principles, name="principles"),
    path("services/<slug:service>/samples/<slug:sample>/", samples.sample, name="sample"),
    path("services/<slug:service>/samples/<slug:sample>.<slug:ending>", samples.sample_file, name="sample-file"),
    path("changes/", changes.changes, name="changes"),
    path("forms/", forms.library, name="forms"),
    path("forms/<slug:code>.<slug:ending>", forms.further, name="form-further"),
    path("calculators/<slug:code>/", calculator.calculate, name="calculator"),
    path("limits/", limits.limits, name="limits"),
    path("limits.<slug:ending>", limits.table, name="limits-table"),
    path("flows/<slug:flow>/", flows.flow, name="flow"),
]
