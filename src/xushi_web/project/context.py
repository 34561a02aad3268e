"""What every template may know about the installation."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from xushi_web.accounts.queries import people_of_the_demonstration, posts_of
from xushi_web.notifications.queries import unread_count


def site(request: HttpRequest) -> dict[str, object]:
    """Return what the frame of a page shows.

    `demo`: nobody had to sign in, and the `cast` may be acted as; `site` and `reporting`: the website and where its
    errors are reported; `here`: this page, to come back to. The `posts` of who is signed in, and how many of their
    messages are `unread`, cost one query each, and only on a page that asks for them.
    """
    return {
        "demo": settings.DEMO,
        "cast": SimpleLazyObject(people_of_the_demonstration) if settings.DEMO else (),
        "languages": settings.LANGUAGES,
        "site": settings.SITE,
        "reporting": settings.SITE.reporting(request.build_absolute_uri()) if settings.SITE.code else "",
        "here": request.get_full_path(),
        "posts": SimpleLazyObject(lambda: posts_of(request.user)),
        "unread": SimpleLazyObject(lambda: unread_count(request.user)),
    }
