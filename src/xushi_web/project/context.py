"""What every template may know about the installation."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from xushi_web.accounts.queries import posts_of


def site(request: HttpRequest) -> dict[str, object]:
    """Return `demo` (nobody had to sign in), `languages`, `here` (this page, to come back to) and `posts`.

    The posts of who is signed in cost one query, and only on a page that asks for them.
    """
    return {
        "demo": settings.DEMO,
        "languages": settings.LANGUAGES,
        "here": request.get_full_path(),
        "posts": SimpleLazyObject(lambda: posts_of(request.user)),
    }
