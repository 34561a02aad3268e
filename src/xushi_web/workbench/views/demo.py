"""The demonstration shows the pages as anybody of its cast sees them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from xushi_web.accounts.demo import ACTING_AS


@require_POST
def act_as(request: HttpRequest) -> HttpResponse:
    """Act as the chosen person from now on. There is no such page outside the demonstration."""
    name = request.POST.get("name", "")
    if not settings.DEMO or not User.objects.filter(username=name, is_active=True).exists():
        raise Http404
    request.session[ACTING_AS] = name
    return redirect("workbench:home")
