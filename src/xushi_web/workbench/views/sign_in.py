"""Signing in: a password, then a code where the account has a second factor; and signing out."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from xushi_web.accounts.factors import check_code, has_factor
from xushi_web.accounts.locking import factor_of, forget_failures, note_failure, take_attempt
from xushi_web.accounts.models import Post
from xushi_web.accounts.queries import posts_of
from xushi_web.accounts.sessions import close_session, open_session

#: Seconds between the password and the code.
_HALF = 300
#: Where people begin, by the first of their posts that stands here.
_BEGIN = (
    (Post.OFFICE, "workbench:home"),
    (Post.CLERK, "workbench:desk"),
    (Post.HEAD, "workbench:desk"),
    (Post.AUDIT, "workbench:audit"),
    (Post.SYSTEM, "workbench:people"),
    (Post.SECURITY, "workbench:people"),
)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Ask for the account and its password."""
    onward = request.POST.get("next") or request.GET.get("next", "")
    context: dict[str, object] = {"next": onward, "provider": settings.OIDC.name if settings.OIDC else ""}
    if request.method == "POST":
        name = request.POST.get("username", "").strip()[:150]
        context["name"] = name
        if not take_attempt(name):
            context["error"] = _locked()
            return render(request, "workbench/login.html", context, status=429)
        user = authenticate(request, username=name, password=request.POST.get("password", ""))
        if isinstance(user, User):
            forget_failures(name)
            return first_step_taken(request, user, how="password", onward=onward)
        note_failure(name=name, user=User.objects.filter(username=name).first(), how="password")
        context["error"] = _("账号或口令不对，请重新输入。")
    return render(request, "workbench/login.html", context)


def first_step_taken(request: HttpRequest, user: User, *, how: str, onward: str) -> HttpResponse:
    """Sign in who has shown a password or came from the sign-in of the city, after a code where there is one."""
    if not has_factor(user):
        open_session(request, user, how=how)
        return redirect(_safe(request, onward) or beginning(user))
    request.session.cycle_key()
    request.session["half"] = {"user": user.pk, "at": time.time(), "how": how, "next": onward}
    return redirect("workbench:code")


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the phone, or a recovery code."""
    half = request.session.get("half")
    user = User.objects.filter(pk=half["user"], is_active=True).first() if half else None
    if half is None or user is None or time.time() - half["at"] > _HALF:
        request.session.pop("half", None)
        return redirect("workbench:login")
    context: dict[str, object] = {}
    if request.method == "POST":
        name = factor_of(user)
        if not take_attempt(name):
            context["error"] = _locked()
            return render(request, "workbench/code.html", context, status=429)
        if check_code(user=user, code=request.POST.get("code", "")[:100]):
            forget_failures(name)
            del request.session["half"]
            open_session(request, user, how=f"{half['how']}+code")
            return redirect(_safe(request, half["next"]) or beginning(user))
        note_failure(name=name, user=user, how="code")
        context["error"] = _("验证码不对或已用过，请等手机显示下一个再输入。")
    return render(request, "workbench/code.html", context)


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    close_session(request, why="asked")
    return redirect("portal:home")


def beginning(user: User) -> str:
    """Return where `user` begins to work."""
    posts = posts_of(user)
    return next((page for post, page in _BEGIN if post.value in posts), "portal:home")


def absolute(request: HttpRequest, path: str) -> str:
    """Return the whole address of `path`, by the name this site was asked under; https where it is served so."""
    return f"{'https' if settings.HTTPS else request.scheme}://{request.get_host()}{path}"


def _safe(request: HttpRequest, onward: str) -> str:
    allowed = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return onward if allowed else ""


def _locked() -> str:
    return _("失败次数过多，这个账号在您的地址上暂时锁定。请过 %(minutes)s 分钟再试，或请安全管理员解除。") % {
        "minutes": settings.LOCK_SECONDS // 60
    }
