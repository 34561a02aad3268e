"""Entries bear the address of whoever asked."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from xushi_web.audit.origin import address_of, coming_from


def with_address(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer the request in a context that knows its address (proxies are believed only if XUSHI_TRUSTED_PROXIES)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        peer, forwarded = request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For", "")
        with coming_from(address_of(peer, forwarded, settings.TRUSTED_PROXIES)):
            return get_response(request)

    return middleware
