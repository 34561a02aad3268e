"""What a person has to do by when, and the same as a calendar at a secret address."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xushi_web.deadlines.actions import end_calendar, renew_calendar
from xushi_web.deadlines.calendars import calendar_of
from xushi_web.deadlines.models import CalendarAddress
from xushi_web.deadlines.queries import deadlines_of, person_of_calendar
from xushi_web.notifications.mail import address as address_of
from xushi_web.workbench.access import operator, signed_in


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """List what is open, what is due first in front."""
    return _page(request)


@require_POST
@signed_in
def renew(request: HttpRequest) -> HttpResponse:
    """Make a new address and show it, in the answer itself: it can be shown only once."""
    user = operator(request)
    token = renew_calendar(actor=user, person=user)
    link = reverse("workbench:calendar", args=[token])
    return _page(request, address=address_of(link) if settings.ADDRESS_GIVEN else request.build_absolute_uri(link))


@require_POST
@signed_in
def end(request: HttpRequest) -> HttpResponse:
    """End the address."""
    user = operator(request)
    end_calendar(actor=user, person=user)
    messages.success(request, _("日历地址已停用。"))
    return redirect("workbench:deadlines")


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 - whoever knows the address may read
    """Return the calendar file of whoever the address belongs to; calendar programs cannot sign in."""
    person = person_of_calendar(token)
    if person is None:
        raise Http404
    now = timezone.now()
    content = calendar_of(deadlines_of(person, timezone.localdate(now)), settings.SITE_ADDRESS, now)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _page(request: HttpRequest, address: str = "") -> HttpResponse:
    user, today = operator(request), timezone.localdate()
    rows = [(row, (row.due - today).days) for row in deadlines_of(user, today)]
    has_calendar = CalendarAddress.objects.filter(person=user).exists()
    context = {"rows": rows, "address": address, "has_calendar": has_calendar}
    return render(request, "workbench/deadlines.html", context)
