"""Invitations: the office's people in the units, the link that is handed over, and the page it leads to."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from xushi_web.accounts import actions
from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.contacts import email_of, masked_email, masked_phone, show_contact
from xushi_web.accounts.invitations import (
    Invited,
    accept_invitation,
    find_invitation,
    invite,
    invite_again,
    withdraw_invitation,
)
from xushi_web.accounts.models import OF_UNIT, Appointment, InvitationState, Post
from xushi_web.accounts.queries import governments_of_office
from xushi_web.agencies.models import Agency
from xushi_web.states import OutOfTurn
from xushi_web.workbench.access import office_only, operator
from xushi_web.workbench.password_forms import password_form
from xushi_web.workbench.views.sign_in import absolute


class PersonForm(forms.Form):
    """Who is invited, and how to reach them."""

    name = forms.CharField(label=_("姓名"), max_length=150)
    username = forms.CharField(label=_("账号（登录用，以后不能改）"), max_length=150)
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    phone = forms.RegexField(
        r"^\+?[0-9][0-9 -]{5,19}$",
        label=_("电话"),
        required=False,
        error_messages={"invalid": _("电话只含数字、空格和“-”，例如 021-12345678。")},
    )


class UnitPersonForm(PersonForm):
    """… and for which unit."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("单位"), empty_label=_("请选择"))
    post = forms.ChoiceField(label=_("岗位"), choices=[(post.value, post.label) for post in OF_UNIT])

    def __init__(self, user: User, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type] # what a request brings
        units = Agency.objects.filter(government__in=governments_of_office(user), is_group=False)
        self.fields["agency"].queryset = units.order_by("government__name", "name")  # type: ignore[attr-defined] # it has

    def values(self) -> dict[str, object]:
        """Return what was typed, as `invite` takes it."""
        return self.cleaned_data | {"post": Post(self.cleaned_data["post"])}


@require_http_methods(["GET", "POST"])
@office_only
def contacts(request: HttpRequest) -> HttpResponse:
    """List the people in the units, invite others, and dismiss them."""
    actor = operator(request)
    form = UnitPersonForm(actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invited = invite(actor=actor, **form.values())  # type: ignore[arg-type] # as the form has them
        except NotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            return show_link(request, invited, "workbench:contacts")
    rows = _of_units(actor).prefetch_related("user__invitations").order_by("agency__name", "post", "user__username")
    people = [
        (row, masked_phone(row.user), masked_email(row.user), _waiting(row.user))
        for row in rows.select_related("user__contact", "agency", "government")
    ]
    return render(request, "workbench/contacts.html", {"people": people, "form": form})


@require_POST
@office_only
def change_contact(request: HttpRequest, key: str) -> HttpResponse:
    """Do one thing with a person of a unit: the button says which."""
    actor = operator(request)
    row = get_object_or_404(_of_units(actor).select_related("user__contact"), pk=key)
    verb = request.POST.get("do")
    if verb == "link":
        return show_link(request, invite_again(actor=actor, user=row.user), "workbench:contacts")
    if verb == "show":
        phone, email = show_contact(actor=actor, user=row.user)
        text = gettext("%(name)s：电话 %(phone)s，邮箱 %(email)s。本次查看已记入审计。")
        values = {"name": row.user.first_name or row.user, "phone": phone or "—", "email": email or "—"}
        messages.info(request, text % values)
    elif verb == "withdraw" and (waiting := row.user.invitations.filter(state=InvitationState.WAITING).first()):
        withdraw_invitation(actor=actor, invitation=waiting)
        messages.success(request, gettext("邀请已撤回，链接不再有效。"))
    elif verb == "dismiss":
        actions.dismiss(actor=actor, appointment=row)
        messages.success(request, gettext("岗位已收回。"))
    return redirect("workbench:contacts")


@sensitive_variables("invited")
def show_link(request: HttpRequest, invited: Invited, back: str) -> HttpResponse:
    """Show the link once, to be handed over; mail it too where mail is set up and there is an address."""
    address = absolute(request, reverse("workbench:invitation", args=[invited.secret]))
    user = invited.invitation.user
    mailed = bool(settings.MAIL and email_of(user) and _mail(user, address, invited))
    context = {"person": user, "address": address, "invitation": invited.invitation, "mailed": mailed, "back": back}
    return render(request, "workbench/invitation_link.html", context)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Let the invited person choose a password; then they sign in with it."""
    found = find_invitation(secret)
    if found is None:
        return render(request, "workbench/invitation_over.html", status=410)
    form = password_form(found.user, request.POST or None, knows_one=False)
    if request.method == "POST" and form.is_valid():
        try:
            accept_invitation(invitation=found, password=form.cleaned_data["new_password1"])
        except OutOfTurn:
            return render(request, "workbench/invitation_over.html", status=410)
        messages.success(request, gettext("口令已设置。请用账号“%(name)s”登录。") % {"name": found.user})
        return redirect("workbench:login")
    return render(request, "workbench/invitation.html", {"form": form, "person": found.user})


def _mail(user: User, address: str, invited: Invited) -> bool:
    text = gettext(
        "%(name)s：\n\n您的账号是“%(account)s”。请在 %(until)s 之前打开下面的链接，设置口令：\n\n%(address)s\n"
    ) % {
        "name": user.first_name,
        "account": user.get_username(),
        "until": timezone.localtime(invited.invitation.expires_at).strftime("%Y-%m-%d %H:%M"),
        "address": address,
    }
    message = EmailMessage(subject=gettext("请设置口令"), body=text, to=[email_of(user)])
    return bool(message.send(fail_silently=True))


def _of_units(actor: User) -> QuerySet[Appointment]:
    return Appointment.objects.filter(post__in=OF_UNIT, government__in=governments_of_office(actor))


def _waiting(user: User) -> bool:
    return any(
        row.state == InvitationState.WAITING and row.expires_at > timezone.now() for row in user.invitations.all()
    )
