"""Forms in which a password is chosen: Django's, in the words that the other pages use."""

from __future__ import annotations

from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

_LABELS = {"old_password": _("现在的口令"), "new_password1": _("新口令"), "new_password2": _("再输入一次")}
_ERRORS = {
    "password_mismatch": _("两次输入的口令不一样。"),
    "password_incorrect": _("现在的口令不对，请重新输入。"),
}


def password_form(user: User, data: QueryDict | None, *, knows_one: bool) -> SetPasswordForm[User]:
    """Return the form for a new password; whoever `knows_one` has to give the present one."""
    form = (PasswordChangeForm if knows_one else SetPasswordForm)(user, data)
    form.error_messages = {**form.error_messages, **_ERRORS}
    for name, field in form.fields.items():
        field.label = _LABELS[name]
    return form
