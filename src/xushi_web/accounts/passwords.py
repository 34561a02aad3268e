"""Choosing a password, and for how long it is good."""

from __future__ import annotations

from copy import copy
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, User
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import System
from xushi_web.accounts.contacts import email_of
from xushi_web.accounts.models import FirstPassword, OldPassword
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag


class LongEnough(MinimumLengthValidator):
    """Of a least length; said in the words of this application, which Django's catalogue has in part only."""

    def get_error_message(self) -> str:
        """Say what is wrong."""
        return _("口令太短，至少要 %(least)d 个字符。") % {"least": self.min_length}

    def get_help_text(self) -> str:
        """Say what is expected."""
        return _("口令至少 %(least)d 个字符，可以是一句容易记住的话。") % {"least": self.min_length}


class NotCommon(CommonPasswordValidator):
    """None of those that everybody tries first."""

    def get_error_message(self) -> str:
        """Say what is wrong."""
        return _("这个口令太常见，请换一个。")

    def get_help_text(self) -> str:
        """Say what is expected."""
        return _("不能是常见的口令。")


class UnlikeThePerson(UserAttributeSimilarityValidator):
    """Nothing that is known of the person."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise `ValidationError` for a password too much like something of `user`."""
        known = copy(user) if isinstance(user, User) else None
        if known is not None and known.pk:
            known.email = email_of(known)
        super().validate(password, known)

    def get_error_message(self) -> str:
        """Say what is wrong."""
        return _("口令与账号、姓名或邮箱太相似，请换一个。")

    def get_help_text(self) -> str:
        """Say what is expected."""
        return _("不能与账号、姓名或邮箱相似。")


class SeveralClasses:
    """Capital letters, small letters, digits and everything else: at least so many of the four."""

    def __init__(self, classes: int) -> None:
        self.classes = classes

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:  # noqa: ARG002 - Django gives it
        """Raise `ValidationError` for a password of fewer classes."""
        tests = (str.isupper, str.islower, str.isdigit)
        kinds = {next((number for number, test in enumerate(tests) if test(c)), len(tests)) for c in password}
        if len(kinds) < self.classes:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self) -> str:
        """Say what is expected."""
        return _("口令须含大写字母、小写字母、数字、其他字符中的至少 %(classes)s 类。") % {"classes": self.classes}


class NotChosenBefore:
    """None of the last passwords."""

    def __init__(self, remembered: int) -> None:
        self.remembered = remembered

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise `ValidationError` for one of the last passwords of `user`."""
        if user is None or user.pk is None:
            return
        last = OldPassword.objects.filter(user_id=user.pk).values_list("digest", flat=True)[: self.remembered]
        if any(check_password(password, digest) for digest in [*last, user.password]):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def get_help_text(self) -> str:
        """Say what is expected."""
        return _("口令不能与最近 %(count)s 次用过的相同。") % {"count": self.remembered}


def choose_password(*, user: User, password: str, actor: User | System | None = None) -> None:
    """Let `user` have `password`, which a form has checked; a password made for them is over with."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        OldPassword.objects.create(user=user, digest=user.password, at=timezone.now())
        FirstPassword.objects.filter(user=user).delete()
        record(actor=actor or user, tag=Tag.PASSWORD_CHANGED, subject=str(user.pk), government=None)


def is_over(user: User, now: datetime | None = None) -> bool:
    """Tell whether the password of `user` was chosen longer ago than the profile allows."""
    lifetime = settings.PASSWORD_PROFILE.lifetime
    if lifetime is None or not user.has_usable_password():
        return False
    chosen = user.old_passwords.values_list("at", flat=True).first() or user.date_joined
    return bool(chosen < (now or timezone.now()) - lifetime)
