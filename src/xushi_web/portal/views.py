"""The public pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xushi_web.agencies.models import Government


def home(request: HttpRequest) -> HttpResponse:
    """Show the governments of this tracker."""
    return render(request, "portal/home.html", {"governments": Government.objects.all()})
