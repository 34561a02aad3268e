"""What a deputy follows."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xushi_web.accounts.models import Post
from xushi_web.programmes.models import Commitment
from xushi_web.questions import actions
from xushi_web.questions.queries import (
    followed_by,
    governments_of_deputy,
    mark_seen,
    programmes_for,
    promises_for,
    questions_of_deputy,
)
from xushi_web.workbench.access import operator, posts_only
from xushi_web.workbench.outcomes import attempt

deputy_only = posts_only(Post.DEPUTY)


@require_safe
@deputy_only
def following(request: HttpRequest) -> HttpResponse:
    """Show how what the deputy follows stands, what is new since the last visit, and what they asked."""
    user = operator(request)
    context = {
        "followed": followed_by(user),
        "questions": questions_of_deputy(user),
        "programmes": programmes_for(user),
    }
    page = render(request, "workbench/following.html", context)
    mark_seen(user)
    return page


@require_safe
@deputy_only
def choose(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a list, to choose from it what to follow or ask about."""
    user = operator(request)
    programme = get_object_or_404(programmes_for(user), pk=key)
    context = {"programme": programme, "rows": promises_for(user, programme)}
    return render(request, "workbench/following_choose.html", context)


@require_POST
@deputy_only
def follow(request: HttpRequest, key: UUID) -> HttpResponse:
    """Follow a commitment."""
    return _do(request, key, actions.follow, _("已关注。"))


@require_POST
@deputy_only
def unfollow(request: HttpRequest, key: UUID) -> HttpResponse:
    """Follow a commitment no longer."""
    return _do(request, key, actions.unfollow, _("已取消关注。"))


def commitment_of_deputy(request: HttpRequest, key: UUID) -> Commitment:
    """Return a commitment of a government in which the person is a deputy. Raises `Http404`."""
    rows = Commitment.objects.filter(government__in=governments_of_deputy(operator(request)))
    return get_object_or_404(rows.select_related("programme", "government"), pk=key)


def _do(request: HttpRequest, key: UUID, action: Callable[..., None], done: str) -> HttpResponse:
    row = commitment_of_deputy(request, key)
    outcome = attempt(request, lambda: action(actor=operator(request), commitment=row), done)
    if isinstance(outcome, HttpResponse):
        return outcome
    if request.POST.get("from") == "list":
        return redirect("workbench:choose-followed", row.programme_id)
    if request.POST.get("from") == "item":
        return redirect("portal:commitment", row.pk)
    return redirect("workbench:following")
