"""What is typed to a question and not handed in, kept for whoever types it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from xushi_web.accounts.actors import NotAllowed
from xushi_web.questions import unsent
from xushi_web.workbench.access import operator, signed_in
from xushi_web.workbench.outcomes import not_allowed
from xushi_web.workbench.views.following import commitment_of_deputy, deputy_only
from xushi_web.workbench.views.questions import visible_question


@require_POST
@deputy_only
def keep_question(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep what is about to be asked; nothing typed gives up what was kept."""
    commitment, user = commitment_of_deputy(request, key), operator(request)
    text, shows_name = request.POST.get("text", ""), "shows_name" in request.POST

    def keep() -> datetime:
        return unsent.keep_question(actor=user, commitment=commitment, text=text, shows_name=shows_name)

    return _kept(request, keep, "workbench:ask", commitment.pk)


@require_POST
@signed_in
def keep_words(request: HttpRequest, key: UUID, verb: str) -> HttpResponse:
    """Keep what is typed to a question; nothing typed gives up what was kept."""
    row, text = visible_question(request, key), request.POST.get("text", "")
    if verb not in unsent.WRITERS:
        raise Http404

    def keep() -> datetime:
        return unsent.keep_words(actor=operator(request), question=row, verb=verb, text=text)

    return _kept(request, keep, "workbench:question", row.pk)


def _kept(request: HttpRequest, keep: Callable[[], datetime], page: str, key: UUID) -> HttpResponse:
    asked_by_script = "application/json" in request.headers.get("Accept", "")
    try:
        at = keep()
    except NotAllowed as refusal:
        if asked_by_script:
            return JsonResponse({"refused": str(refusal)}, status=403)
        return not_allowed(request, str(refusal))
    if asked_by_script:
        return JsonResponse({"kept": timezone.localtime(at).strftime("%H:%M:%S")})
    return redirect(page, key)
