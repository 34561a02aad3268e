"""Signing in at the city's own provider (OpenID Connect, authorisation code with PKCE)."""

from __future__ import annotations

from functools import cache
from typing import Any

from authlib.integrations.base_client import OAuthError  # type: ignore[import-untyped] # it has no types
from authlib.integrations.django_client import OAuth  # type: ignore[import-untyped] # it has no types
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from joserfc.errors import JoseError
from requests import RequestException

from xushi_web.accounts.identities import note_stranger, whose
from xushi_web.workbench.views.sign_in import absolute, first_step_taken


@cache
def _client(issuer: str, client: str, secret: str) -> Any:
    """Return the client of the provider, whose addresses and keys are read from it at the first use."""
    return OAuth().register(
        "provider",
        client_id=client,
        client_secret=secret,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid", "code_challenge_method": "S256", "timeout": 10},
    )


def _provider() -> Any:
    if settings.OIDC is None:
        raise Http404
    return _client(settings.OIDC.issuer, settings.OIDC.client, settings.OIDC.secret)


@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider; `state`, `nonce` and the PKCE secret stay in its session here."""
    request.session["onward"] = request.GET.get("next", "")
    address = absolute(request, reverse("workbench:oidc-back"))
    try:
        answer: HttpResponse = _provider().authorize_redirect(request, address)
    except (OAuthError, RequestException) as error:
        return _refuse(request, type(error).__name__)
    return answer


@require_safe
@never_cache
def back(request: HttpRequest) -> HttpResponse:
    """Take the browser back from the provider: only to an account that is tied to this subject of this provider."""
    provider, issuer = _provider(), settings.OIDC.issuer if settings.OIDC else ""
    try:
        token = provider.authorize_access_token(request)
    except (OAuthError, JoseError, RequestException, ValueError) as error:
        return _refuse(request, type(error).__name__)
    claims = token.get("userinfo") or {}
    if claims.get("iss") != issuer or not claims.get("sub"):
        return _refuse(request, "issuer")
    user = whose(issuer, str(claims["sub"]))
    if user is None:
        note_stranger("no account")
        messages.error(request, _("统一身份认证通过了，但这里没有对应的账号。请系统管理员建立账号并关联。"))
        return redirect("workbench:login")
    return first_step_taken(request, user, how="oidc", onward=request.session.pop("onward", ""))


def _refuse(request: HttpRequest, why: str) -> HttpResponse:
    note_stranger(why)
    messages.error(request, _("统一身份认证没有完成，请重新登录；多次不成请与系统管理员联系。"))
    return redirect("workbench:login")
