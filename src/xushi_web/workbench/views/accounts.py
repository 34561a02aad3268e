"""One's own account: the password, the second factor, where one is signed in."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xushi_web.accounts import totp
from xushi_web.accounts.factors import confirm_factor, has_factor, must_have_factor, remove_factor, secret_in_the_making
from xushi_web.accounts.models import FirstPassword
from xushi_web.accounts.passwords import choose_password
from xushi_web.accounts.sessions import end_sessions, is_done
from xushi_web.workbench.access import operator, signed_in
from xushi_web.workbench.password_forms import password_form
from xushi_web.workbench.views.sign_in import beginning


@require_safe
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Show what one can do about one's own account."""
    user = operator(request)
    context = {
        "appointments": user.appointments.select_related("government", "agency"),
        "has_factor": has_factor(user),
        "must_have_factor": must_have_factor(user),
        "codes_left": user.recovery_codes.count(),
        "sessions": user.open_sessions.all(),
        "key": request.session.session_key,
    }
    return render(request, "workbench/account.html", context)


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Let a person choose a password: whoever has one already has to know it."""
    user = operator(request)
    first = FirstPassword.objects.filter(user=user).exists()
    form = password_form(user, request.POST or None, knows_one=not first)
    if request.method == "POST" and form.is_valid():
        choose_password(user=user, password=form.cleaned_data["new_password1"])
        end_sessions(actor=user, user=user, but=request.session.session_key)
        update_session_auth_hash(request, user)
        _follow(request, user)
        is_done(request, "password")
        messages.success(request, _("口令已更改，其他地方的登录已经结束。"))
        return redirect(beginning(user) if first else "workbench:account")
    return render(request, "workbench/password.html", {"form": form, "first": first})


@sensitive_post_parameters("code")
@login_required
@require_http_methods(["GET", "POST"])
def factor(request: HttpRequest) -> HttpResponse:
    """Set the second factor up: scan, type a code, keep the recovery codes."""
    user = operator(request)
    if has_factor(user):
        return redirect("workbench:account")
    error = ""
    if request.method == "POST":
        codes = confirm_factor(user=user, code=request.POST.get("code", ""))
        if codes:
            is_done(request, "factor")
            return render(request, "workbench/recovery_codes.html", {"codes": codes, "onward": beginning(user)})
        error = _("验证码不对。请确认手机时间准确，等下一个验证码出现再输入。")
    secret = secret_in_the_making(user)
    picture = segno.make(totp.address(secret, user.get_username(), _("序时")), error="m", micro=False)
    context = {
        "error": error,
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "picture": picture.svg_inline(scale=5, border=4, dark="#000", light="#fff"),
        "due": "factor" in request.session.get("due", []),
    }
    return render(request, "workbench/factor.html", context)


@require_POST
@signed_in
def stop_factor(request: HttpRequest) -> HttpResponse:
    """Go without the second factor again; the password is asked once more."""
    user = operator(request)
    if not user.check_password(request.POST.get("password", "")):
        messages.error(request, _("口令不对，第二重验证没有停用。"))
    else:
        remove_factor(actor=user, user=user)
        messages.success(request, _("第二重验证已停用。"))
    return redirect("workbench:account")


@require_POST
@signed_in
def end_others(request: HttpRequest) -> HttpResponse:
    """End one's sessions everywhere else."""
    user = operator(request)
    count = end_sessions(actor=user, user=user, but=request.session.session_key)
    messages.success(request, _("已结束其他 %(count)s 处登录。") % {"count": count})
    return redirect("workbench:account")


def _follow(request: HttpRequest, user: User) -> None:
    """Let the row of this session have the new key that it got with the new password."""
    key = request.session.session_key
    user.open_sessions.all().update(session_key=key)
