"""Background jobs, for the system administrator: what runs, what failed, try again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xushi_web.accounts.models import Post
from xushi_web.jobs.actions import retry_job
from xushi_web.jobs.models import Job
from xushi_web.jobs.queries import standing
from xushi_web.states import OutOfTurn
from xushi_web.workbench.access import operator, posts_only


@require_safe
@posts_only(Post.SYSTEM)
def jobs(request: HttpRequest) -> HttpResponse:
    """Show all at a glance."""
    return render(request, "workbench/jobs.html", {"standing": standing()})


@require_POST
@posts_only(Post.SYSTEM)
def retry(request: HttpRequest, key: UUID) -> HttpResponse:
    """Have a failed job tried again."""
    job = get_object_or_404(Job, pk=key)
    try:
        retry_job(actor=operator(request), job=job)
    except OutOfTurn as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(job)s”已重新排队。") % {"job": job})
    return redirect("workbench:jobs")
