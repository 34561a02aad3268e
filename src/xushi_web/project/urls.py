"""Addresses: the workbench for offices under ``/workbench/``, everything else is the public portal."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("language/", include("django.conf.urls.i18n")),
    path("workbench/", include("xushi_web.workbench.urls")),
    path("", include("xushi_web.portal.urls")),
]
