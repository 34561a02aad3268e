"""Addresses of the office's own templates for its papers."""

from __future__ import annotations

from django.urls import path

from xushi_web.workbench.views import stationery

urlpatterns = [
    path("stationery/<uuid:key>/", stationery.kinds, name="stationery"),
    path("stationery/<uuid:key>/<slug:kind>/", stationery.templates, name="templates"),
    path("stationery/<uuid:key>/<slug:kind>/starting.docx", stationery.starting, name="starting-template"),
    path("stationery/<uuid:key>/<slug:kind>/usual/", stationery.usual, name="usual-layout"),
    path("template/<uuid:key>/", stationery.template, name="template"),
    path("template/<uuid:key>/original.docx", stationery.original, name="template-original"),
    path("template/<uuid:key>/preview.docx", stationery.preview, name="template-preview"),
]
