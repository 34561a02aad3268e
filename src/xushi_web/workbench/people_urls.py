"""Addresses of accounts, sign-in and the audit trail."""

from __future__ import annotations

from django.urls import path

from xushi_web.workbench.views import accounts, audit, sign_in

urlpatterns = [
    path("login/", sign_in.login, name="login"),
    path("login/code/", sign_in.code, name="code"),
    path("logout/", sign_in.logout, name="logout"),
    path("account/", accounts.account, name="account"),
    path("account/factor/", accounts.factor, name="factor"),
    path("account/factor/stop/", accounts.stop_factor, name="stop-factor"),
    path("account/sessions/end/", accounts.end_others, name="end-others"),
    path("password/", accounts.password, name="password"),
    path("audit/", audit.entries, name="audit"),
    path("audit/verify/", audit.verify, name="audit-verify"),
    path("audit/export.<str:form>", audit.export, name="audit-export"),
    path("audit/<uuid:key>/", audit.entry, name="audit-entry"),
]
