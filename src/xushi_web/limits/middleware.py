"""Answering with 429 where the bound of a rule is reached."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.audit.origin import address
from xushi_web.limits.counting import Counted, count, who_at
from xushi_web.limits.rules import RULES, Rule

log = logging.getLogger("xushi.limits")

_OF_VIEW = {view: rule for rule in RULES for view in rule.views}


class WithinLimits:
    """Stands before whatever reads what was sent, so that a request too many costs next to nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Count the request where a rule is about it, and answer in the place of its view when it is one too many."""
        match = request.resolver_match
        rule = _OF_VIEW.get(match.view_name) if match else None
        if rule is None or rule.name not in settings.LIMITS or (rule.posts and request.method != "POST"):
            return None
        most, minutes = settings.LIMITS[rule.name]
        known = request.user.is_authenticated
        who = f"account {request.user.pk}" if known else f"address {who_at(address())}"
        counted = count(rule.name, who, minutes)
        if counted.number <= most:
            return None
        if counted.number == most + 1:
            log.warning("limit %s (%s in %s min) reached by %s", rule.name, most, minutes, who)
        return _too_many(request, _sentence(rule, most, minutes, counted, known=known), counted.seconds)


def _sentence(rule: Rule, most: int, minutes: int, counted: Counted, *, known: bool) -> str:
    again = f"{timezone.localtime(counted.until):%H:%M:%S}"
    values = {"what": rule.what, "count": most, "minutes": minutes, "seconds": counted.seconds, "time": again}
    if known:
        return (
            _("您的账号%(minutes)s分钟内“%(what)s”已达%(count)s次的上限。请在%(seconds)s秒后（%(time)s）再试。")
            % values
        )
    return (
        _(
            "您所在的网络地址%(minutes)s分钟内“%(what)s”已达%(count)s次的上限，同一出口的其他人也计算在内。"
            "请在%(seconds)s秒后（%(time)s）再试。"
        )
        % values
    )


def _too_many(request: HttpRequest, sentence: str, seconds: int) -> HttpResponse:
    """Return a page for people, and the plain sentence for programs that asked for no page."""
    headers = {"Retry-After": str(seconds), "Cache-Control": "no-store"}
    if "text/html" not in request.headers.get("Accept", ""):
        plain = "text/plain; charset=utf-8"
        return HttpResponse(sentence + "\n", status=HTTPStatus.TOO_MANY_REQUESTS, content_type=plain, headers=headers)
    page = render(request, "429.html", {"sentence": sentence}, status=HTTPStatus.TOO_MANY_REQUESTS)
    for name, value in headers.items():
        page.headers[name] = value
    return page
