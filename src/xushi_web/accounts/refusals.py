"""What a signed-in person was refused is in the audit trail, in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xushi_web.accounts.actors import NotAllowed
from xushi_web.audit.actions import record
from xushi_web.audit.models import Outcome, Tag
from xushi_web.audit.origin import address, coming_from

_LONGEST = 200


class RememberRefusals:
    """Write an entry for every request in which something was refused: said on the page, or the whole page.

    Visitors are not written down: they are asked to sign in, which is no refusal, and could fill the trail at will.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and write down what was refused."""
        with coming_from(address()) as refusals:
            response = self.get_response(request)
            if not refusals and response.status_code == HTTPStatus.FORBIDDEN:
                refusals.append("")
            if refusals and request.user.is_authenticated:
                _write(request, refusals)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer with a page that says why, where a view let the refusal through."""
        if isinstance(exception, NotAllowed):
            return render(request, "403.html", {"sentence": str(exception)}, status=HTTPStatus.FORBIDDEN)
        return None


def _write(request: HttpRequest, refusals: list[str]) -> None:
    match = request.resolver_match
    with transaction.atomic():
        record(
            actor=request.user,
            tag=Tag.REQUEST_REFUSED,
            subject=(match.view_name if match else "")[:40],
            government=None,
            outcome=Outcome.REFUSED,
            details={
                "method": request.method,
                "path": request.path[:_LONGEST],
                "reasons": list(dict.fromkeys(refusals)),
            },
        )
