"""What every template may know about the installation."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Return `demo` (nobody had to sign in), `languages` and `here` (this page, to come back to)."""
    return {"demo": settings.DEMO, "languages": settings.LANGUAGES, "here": request.get_full_path()}
