"""The demonstration signs a local operator in by itself; nothing of this is reachable otherwise."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

OPERATOR = "local"
#: Where the session keeps as whom the operator looks at the pages.
ACTING_AS = "demo_acting_as"


def sign_local_operator_in(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Act for the local operator (made by ``demo``, without a usable password) in every request from this machine."""
    if not settings.DEMO:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}:
            name = request.session.get(ACTING_AS, OPERATOR)
            operator = User.objects.filter(username=name, is_active=True).first()
            if operator is not None:
                request.user = operator
        return get_response(request)

    return middleware
