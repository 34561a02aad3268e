"""Making accounts. There are none to begin with."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import User
from django.db import transaction

from xushi_web.accounts.actors import NotAllowed, System
from xushi_web.accounts.demo import OPERATOR
from xushi_web.accounts.models import FirstPassword
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag


def create_administrator(*, actor: System, username: str, password: str | None = None) -> str:
    """Create the administrator `username` and return the password: the one given, or one made at random.

    A password made here is good for one sign-in and must then be changed. Only the command line of the server may
    (hence `System`). Raises `NotAllowed` when the name is taken.
    """
    with transaction.atomic():
        if User.objects.filter(username=username).exists():
            message = f"账号“{username}”已经存在，请另取名称。"
            raise NotAllowed(message)
        secret = password or secrets.token_urlsafe(15)
        user = User.objects.create_superuser(username=username, password=secret)
        if password is None:
            FirstPassword.objects.create(user=user)
        record(actor=actor, tag=Tag.USER_CREATED, subject=str(user.pk), government=None, details={"name": username})
    return secret


def create_local_operator(*, actor: System) -> User:
    """Return the operator of the demonstration, who has no password and can only be signed in by ``demo`` itself."""
    with transaction.atomic():
        user = User.objects.filter(username=OPERATOR).first()
        if user is None:
            user = User.objects.create_superuser(username=OPERATOR)
            record(actor=actor, tag=Tag.USER_CREATED, subject=str(user.pk), government=None, details={"name": OPERATOR})
    return user
