"""Accounts and posts, for the system administrator and the security administrator, each with their own half."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xushi_web.accounts import actions, administration
from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.contacts import masked_email, masked_phone
from xushi_web.accounts.factors import has_factor, remove_factor
from xushi_web.accounts.identities import tie, untie
from xushi_web.accounts.invitations import invite, invite_again
from xushi_web.accounts.locking import is_locked, unlock
from xushi_web.accounts.models import OF_GOVERNMENT, OF_UNIT, Post, Proposal, ProposalState
from xushi_web.accounts.policies import may_confirm, needs_two
from xushi_web.accounts.queries import posts_of
from xushi_web.accounts.sessions import end_sessions
from xushi_web.agencies.models import Agency, Government
from xushi_web.states import OutOfTurn
from xushi_web.workbench.access import operator, posts_only
from xushi_web.workbench.views.invitations import PersonForm, show_link

_ON_A_PAGE = 50
_BOTH = (Post.SYSTEM, Post.SECURITY)


class AppointmentForm(forms.Form):
    """A post and the place it needs."""

    post = forms.ChoiceField(label=_("岗位"), choices=Post)
    government = forms.ModelChoiceField(
        Government.objects.order_by("name"), label=_("政府"), required=False, empty_label=_("不限")
    )
    agency = forms.ModelChoiceField(
        Agency.objects.select_related("government").order_by("government__name", "name"),
        label=_("单位（仅联络员、负责人）"),
        required=False,
        empty_label=_("不属于单位"),
    )

    def clean(self) -> dict[str, object]:
        """Ask for the place that the post needs, and leave out what it does not."""
        typed = dict(self.cleaned_data)
        post = Post(typed["post"]) if typed.get("post") else None
        if post in OF_UNIT and not typed.get("agency"):
            self.add_error("agency", gettext("这个岗位属于一个单位，请选择。"))
        if post in OF_GOVERNMENT and not typed.get("government"):
            self.add_error("government", gettext("这个岗位属于一级政府，请选择。"))
        if post not in OF_UNIT:
            typed["agency"] = None
        if post not in OF_GOVERNMENT and post is not Post.OFFICE:
            typed["government"] = None
        return typed


@require_safe
@posts_only(*_BOTH)
def people(request: HttpRequest) -> HttpResponse:
    """List all accounts, with what waits for a second person above them."""
    asked = request.GET.get("q", "").strip()[:150]
    rows = User.objects.prefetch_related("appointments__government", "appointments__agency").order_by("username")
    if asked:
        rows = rows.filter(Q(username__icontains=asked) | Q(first_name__icontains=asked))
    if request.GET.get("unused"):
        rows = rows.filter(pk__in=administration.unused())
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    stale = set(administration.unused().values_list("pk", flat=True))
    proposals = Proposal.objects.filter(state=ProposalState.OPEN).select_related("user", "proposed_by")
    me = operator(request)
    context = {
        "page": page,
        "rows": [(row, row.pk in stale) for row in page],
        "q": asked,
        "unused": bool(request.GET.get("unused")),
        "proposals": [(row, may_confirm(me, row)) for row in proposals],
    }
    return render(request, "workbench/people.html", context)


@require_safe
@posts_only(*_BOTH)
def person(request: HttpRequest, key: int) -> HttpResponse:
    """Show one account and what may be done with it."""
    return _person(request, get_object_or_404(User, pk=key), AppointmentForm())


@require_http_methods(["GET", "POST"])
@posts_only(Post.SYSTEM)
def invite_person(request: HttpRequest) -> HttpResponse:
    """Make an account and show the link with which its holder chooses a password."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invited = invite(actor=operator(request), **form.cleaned_data)
        except NotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            return show_link(request, invited, "workbench:people")
    return render(request, "workbench/person_invite.html", {"form": form})


@require_POST
@posts_only(*_BOTH)
def change_person(request: HttpRequest, key: int) -> HttpResponse:
    """Do one thing with an account: the button says which. The action asks who may."""
    user, actor, verb = get_object_or_404(User, pk=key), operator(request), request.POST.get("do", "")
    verbs: dict[str, tuple[Callable[[], object], str]] = {
        "disable": (lambda: administration.set_active(actor=actor, user=user, active=False), gettext("账号已停用。")),
        "enable": (lambda: administration.set_active(actor=actor, user=user, active=True), gettext("账号已启用。")),
        "unlock": (lambda: unlock(actor=actor, user=user), gettext("锁定已解除。")),
        "end": (lambda: end_sessions(actor=actor, user=user), gettext("登录已全部结束。")),
        "factor": (lambda: remove_factor(actor=actor, user=user), gettext("第二重验证已重置。")),
    }
    if verb == "link":
        return show_link(request, invite_again(actor=actor, user=user), "workbench:people")
    if verb in verbs:
        act, done = verbs[verb]
        act()
        messages.success(request, done)
    return redirect("workbench:person", key)


@require_POST
@posts_only(Post.SYSTEM)
def identity(request: HttpRequest, key: int) -> HttpResponse:
    """Say who this person is at the provider of sign-ins, or that they are nobody there."""
    user, actor = get_object_or_404(User, pk=key), operator(request)
    if request.POST.get("do") == "untie":
        untie(actor=actor, identity=get_object_or_404(user.identities, pk=request.POST.get("identity")))
        messages.success(request, gettext("已取消关联。"))
    elif settings.OIDC is not None:
        tie(actor=actor, user=user, provider=settings.OIDC.issuer, subject=request.POST.get("subject", "")[:255])
        messages.success(request, gettext("已关联。"))
    return redirect("workbench:person", key)


@require_POST
@posts_only(Post.SECURITY)
def appoint(request: HttpRequest, key: int) -> HttpResponse:
    """Give a post, or propose it where that takes two people."""
    user, actor = get_object_or_404(User, pk=key), operator(request)
    form = AppointmentForm(request.POST)
    if not form.is_valid():
        return _person(request, user, form, status=422)
    post = Post(form.cleaned_data["post"])
    place = {"government": form.cleaned_data["government"], "agency": form.cleaned_data["agency"]}
    if needs_two(post, gives=True):
        administration.propose(actor=actor, user=user, post=post, gives=True)
        messages.info(request, gettext("已提出，待另一名管理员确认后生效。"))
    else:
        actions.appoint(actor=actor, user=user, post=post, **place)
        messages.success(request, gettext("岗位已授予。"))
    return redirect("workbench:person", key)


@require_POST
@posts_only(Post.SECURITY)
def dismiss(request: HttpRequest, key: int) -> HttpResponse:
    """Take a post away, or propose it where that takes two people."""
    user, actor = get_object_or_404(User, pk=key), operator(request)
    appointment = get_object_or_404(user.appointments, pk=request.POST.get("appointment"))
    post = Post(appointment.post)
    if needs_two(post, gives=False):
        administration.propose(actor=actor, user=user, post=post, gives=False)
        messages.info(request, gettext("已提出，待另一名管理员确认后生效。"))
    else:
        actions.dismiss(actor=actor, appointment=appointment)
        messages.success(request, gettext("岗位已收回。"))
    return redirect("workbench:person", key)


@require_POST
@posts_only(*_BOTH)
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Be the second person, or take a proposal back."""
    proposal = get_object_or_404(Proposal, pk=key)
    act = administration.confirm if request.POST.get("do") == "confirm" else administration.withdraw
    try:
        act(actor=operator(request), proposal=proposal)
    except OutOfTurn as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("已办理。"))
    return redirect("workbench:people")


def _person(request: HttpRequest, user: User, form: AppointmentForm, status: int = 200) -> HttpResponse:
    mine = posts_of(operator(request))
    context = {
        "person": user,
        "appointments": user.appointments.select_related("government", "agency"),
        "phone": masked_phone(user),
        "email": masked_email(user),
        "has_factor": has_factor(user),
        "is_locked": is_locked(user),
        "is_unused": administration.unused().filter(pk=user.pk).exists(),
        "session_count": user.open_sessions.count(),
        "identities": user.identities.all(),
        "provider": settings.OIDC,
        "invitation": user.invitations.first(),
        "form": form,
        "is_me": user == request.user,
        "of_system": Post.SYSTEM in mine,
        "of_security": Post.SECURITY in mine,
    }
    return render(request, "workbench/person.html", context, status=status)
