"""What a person was told: the list, one of them followed, all marked as read, and how often mail is wanted."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xushi_web.accounts.contacts import email_of
from xushi_web.notifications.actions import choose_mail, mark_read
from xushi_web.notifications.models import MailMode
from xushi_web.notifications.queries import mail_mode_of, messages_of
from xushi_web.workbench.access import operator, signed_in

PAGE = 50


@require_safe
@signed_in
def messages_page(request: HttpRequest) -> HttpResponse:
    """List the messages of the person, the latest first."""
    user = operator(request)
    page = Paginator(messages_of(user), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "workbench/messages.html",
        {"page": page, "modes": MailMode, "mode": mail_mode_of(user), "email": email_of(user)},
    )


@require_safe
@signed_in
def follow(request: HttpRequest, key: UUID) -> HttpResponse:
    """Go to what a message is about; it is read by that."""
    user = operator(request)
    message = get_object_or_404(messages_of(user), pk=key)
    mark_read(actor=user, notification=message)
    return redirect(message.link)


@require_POST
@signed_in
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    mark_read(actor=operator(request))
    return redirect("workbench:messages")


@require_POST
@signed_in
def mail(request: HttpRequest) -> HttpResponse:
    """Take over how often the person wants mail."""
    user, mode = operator(request), request.POST.get("mode", "")
    if mode in MailMode:
        choose_mail(actor=user, person=user, mode=MailMode(mode))
        messages.success(request, _("已保存。"))
    else:
        messages.error(request, _("没有“%(mode)s”这种邮件通知方式，请从列出的几种里选择。") % {"mode": mode})
    return redirect("workbench:messages")
