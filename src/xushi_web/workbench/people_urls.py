"""Addresses of accounts, sign-in and the audit trail."""

from __future__ import annotations

from django.urls import path

from xushi_web.workbench.views import audit

urlpatterns = [
    path("audit/", audit.entries, name="audit"),
    path("audit/verify/", audit.verify, name="audit-verify"),
    path("audit/export.<str:form>", audit.export, name="audit-export"),
    path("audit/<uuid:key>/", audit.entry, name="audit-entry"),
]
