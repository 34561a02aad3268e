"""Addresses of accounts, sign-in and the audit trail."""

from __future__ import annotations

from django.urls import path

from xushi_web.workbench.views import accounts, audit, invitations, oidc, people, sign_in

urlpatterns = [
    path("login/", sign_in.login, name="login"),
    path("login/code/", sign_in.code, name="code"),
    path("login/provider/", oidc.start, name="oidc"),
    path("login/provider/back/", oidc.back, name="oidc-back"),
    path("logout/", sign_in.logout, name="logout"),
    path("account/", accounts.account, name="account"),
    path("account/factor/", accounts.factor, name="factor"),
    path("account/factor/stop/", accounts.stop_factor, name="stop-factor"),
    path("account/sessions/end/", accounts.end_others, name="end-others"),
    path("password/", accounts.password, name="password"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite_person, name="invite-person"),
    path("people/<int:key>/", people.person, name="person"),
    path("people/<int:key>/change/", people.change_person, name="change-person"),
    path("people/<int:key>/appoint/", people.appoint, name="appoint"),
    path("people/<int:key>/dismiss/", people.dismiss, name="dismiss-person"),
    path("people/<int:key>/identity/", people.identity, name="person-identity"),
    path("people/proposals/<uuid:key>/", people.decide, name="decide-proposal"),
    path("contacts/", invitations.contacts, name="contacts"),
    path("contacts/<uuid:key>/", invitations.change_contact, name="change-contact"),
    path("invitation/<str:secret>/", invitations.invitation, name="invitation"),
    path("audit/", audit.entries, name="audit"),
    path("audit/verify/", audit.verify, name="audit-verify"),
    path("audit/export.<str:form>", audit.export, name="audit-export"),
    path("audit/<uuid:key>/", audit.entry, name="audit-entry"),
]
