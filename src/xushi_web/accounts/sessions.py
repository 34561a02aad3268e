"""Signing in and out, and when a session is over."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.factors import has_factor, must_have_factor
from xushi_web.accounts.models import FirstPassword, OpenSession
from xushi_web.accounts.passwords import is_over
from xushi_web.accounts.policies import may_end_sessions, require
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.audit.origin import address

_BACKEND = "django.contrib.auth.backends.ModelBackend"
#: Where somebody may go before they have done what is due.
_OPEN = ("workbench:login", "workbench:code", "workbench:logout", "workbench:password", "workbench:factor")
#: A request is noted in the session at most this often (seconds), so that reading does not write all the time.
_NOTED = 60


def open_session(request: HttpRequest, user: User, *, how: str) -> None:
    """Sign `user` in, in a new session with limits of its own, and note what they must do before anything else."""
    with transaction.atomic():
        login(request, user, backend=_BACKEND)
        administrator = must_have_factor(user)
        due = []
        if FirstPassword.objects.filter(user=user).exists() or is_over(user):
            due.append("password")
        if administrator and not has_factor(user):
            due.append("factor")
        session = request.session
        session["since"] = session["seen"] = time.time()
        session["idle"] = settings.SESSION_IDLE_ADMINISTRATORS if administrator else settings.SESSION_IDLE
        session["due"] = due
        session.save()
        OpenSession.objects.create(
            user=user, session_key=session.session_key or "", address=address(), since=timezone.now()
        )
        record(actor=user, tag=Tag.SIGNED_IN, subject=str(user.pk), government=None, details={"how": how})


def close_session(request: HttpRequest, *, why: str) -> None:
    """Sign out whoever is signed in, and record it."""
    user = request.user
    if not user.is_authenticated:
        return
    with transaction.atomic():
        OpenSession.objects.filter(user=user, session_key=request.session.session_key).delete()
        record(actor=user, tag=Tag.SIGNED_OUT, subject=str(user.pk), government=None, details={"why": why})
        logout(request)


def end_sessions(*, actor: Actor, user: User, but: str | None = None) -> int:
    """End all sessions of `user` (but the one with the key `but`), and return how many there were.

    One's own, or anybody's by the security or the system administrator. Raises `NotAllowed`.
    """
    require(may_end_sessions(actor, user), _("只有系统管理员和安全管理员可以结束他人的登录。"))
    return close_all_sessions(actor=actor, user=user, but=but)


def close_all_sessions(*, actor: Actor, user: User, but: str | None = None) -> int:
    """End the sessions of `user` as part of another action, which has asked its own policy."""
    with transaction.atomic():
        rows = OpenSession.objects.filter(user=user).exclude(session_key=but or "")
        keys = list(rows.values_list("session_key", flat=True))
        ended = Session.objects.filter(session_key__in=keys).delete()[0]
        rows.delete()
        if ended:
            details = {"count": ended}
            record(actor=actor, tag=Tag.SESSIONS_ENDED, subject=str(user.pk), government=None, details=details)
    return ended


class SessionLimits:
    """End a session that is over, and lead whoever has something due to where it is done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; only pages of the workbench are looked at, and only for those who have signed in."""
        if request.path_info.startswith("/workbench/") and "_auth_user_id" in request.session:
            why = _over(request)
            if why:
                close_session(request, why="over")
                messages.warning(request, why)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Send whoever has something due to where it is done."""
        match = request.resolver_match
        if match is None or match.namespace != "workbench" or match.view_name in _OPEN:
            return None
        due = request.session.get("due")
        return redirect(f"workbench:{due[0]}") if due else None


def is_done(request: HttpRequest, what: str) -> None:
    """Note that what was due is done."""
    request.session["due"] = [item for item in request.session.get("due", []) if item != what]


def _over(request: HttpRequest) -> str:
    """Return why the session is over, or nothing, and note the request."""
    session, now = request.session, time.time()
    since, seen = session.setdefault("since", now), session.setdefault("seen", now)
    idle = session.get("idle", settings.SESSION_IDLE)
    if now - seen > idle:
        return _("您已超过 %(minutes)s 分钟没有操作，请重新登录。") % {"minutes": idle // 60}
    if now - since > settings.SESSION_COOKIE_AGE:
        return _("一次登录最长 %(hours)s 小时，请重新登录。") % {"hours": settings.SESSION_COOKIE_AGE // 3600}
    if now - seen > _NOTED:
        session["seen"] = now
    return ""
