"""How a reader wants to see the pages: size of type, light or dark, language. Kept in cookies, set by plain links."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

_YEAR = 365 * 24 * 60 * 60

#: Cookie and its values, by the name of the parameter. The first value is what holds without a cookie.
CHOICES = {
    "type": ("xushi_type", ("normal", "large")),
    "theme": ("xushi_theme", ("auto", "light", "dark")),
    "language": (settings.LANGUAGE_COOKIE_NAME, tuple(code for code, _ in settings.LANGUAGES)),
}


@dataclass(frozen=True, slots=True)
class Display:
    """What the reader chose."""

    type: str
    theme: str

    @property
    def is_large(self) -> bool:
        """The large-type edition (长辈版)."""
        return self.type == "large"

    @property
    def dark_media(self) -> str:
        """For which media the dark colours hold: all, none, or what the system says."""
        return {"dark": "screen", "light": "not all"}.get(self.theme, "screen and (prefers-color-scheme: dark)")


def display_of(request: HttpRequest | None) -> Display:
    """Return the choice of the reader; without a request (the page for a broken server) the plain one."""

    def chosen(parameter: str) -> str:
        cookie, values = CHOICES[parameter]
        value = request.COOKIES.get(cookie, "") if request else ""
        return value if value in values else values[0]

    return Display(chosen("type"), chosen("theme"))


@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Remember one choice and go back to the page it was made on. Changes nothing but the reader's own cookies."""
    back = request.GET.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("portal:home")
    response = redirect(back)
    for parameter, (cookie, values) in CHOICES.items():
        if (value := request.GET.get(parameter)) in values:
            response.set_cookie(cookie, str(value), max_age=_YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True)
    response.headers["Cache-Control"] = "no-store"
    return response
