"""Changing a first password."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from xushi_web.accounts.models import FirstPassword
from xushi_web.workbench.access import operator


@login_required
def password(request: HttpRequest) -> HttpResponse:
    """Let a person with a password made for them choose their own."""
    user = operator(request)
    if not FirstPassword.objects.filter(user=user).exists():
        return redirect("workbench:home")
    form = SetPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        FirstPassword.objects.filter(user=user).delete()
        update_session_auth_hash(request, user)
        return redirect("workbench:home")
    return render(request, "workbench/password.html", {"form": form})
