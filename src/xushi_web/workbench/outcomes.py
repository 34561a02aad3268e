"""How the outcome of an action is told on a page."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xushi_web.accounts.actors import NotAllowed
from xushi_web.documents.errors import Refused
from xushi_web.reporting.errors import Incomplete
from xushi_web.states import OutOfTurn


def not_allowed(request: HttpRequest, sentence: str) -> HttpResponse:
    """Return the page for what a person may see but not do, with the sentence of the policy."""
    return render(request, "workbench/refused.html", {"sentence": sentence}, status=403)


def attempt(request: HttpRequest, action: Callable[[], object], done: str) -> HttpResponse | int:
    """Run an action and say `done`; return 200, or what went wrong.

    That is the page for somebody who may not, or a status with which the page is shown again with what was typed:
    422 for values that cannot be taken, 409 where the thing has moved on meanwhile.
    """
    try:
        action()
    except NotAllowed as refusal:
        return not_allowed(request, str(refusal))
    except (Refused, Incomplete) as refusal:
        messages.error(request, str(refusal))
        return 422
    except OutOfTurn as refusal:
        messages.error(request, str(refusal))
        return 409
    messages.success(request, done)
    return 200
