"""The second factor: setting it up, checking a code, recovery codes, taking it away."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts import totp
from xushi_web.accounts.actors import Actor, NotAllowed
from xushi_web.accounts.models import ADMINISTRATORS, RecoveryCode, SecondFactor
from xushi_web.accounts.policies import holds, may_remove_factor, require
from xushi_web.accounts.sealing import seal, unseal
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag

_PURPOSE = "second factor"
_CODES = 8
_BYTES = 15  # 120 bits: 24 characters in base 32


def has_factor(user: User) -> bool:
    """Tell whether `user` has a second factor that was confirmed once."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists()


def must_have_factor(user: User) -> bool:
    """Tell whether the posts of `user` ask for one: the three administrators."""
    return holds(user, *ADMINISTRATORS)


def secret_in_the_making(user: User) -> str:
    """Return the secret that `user` is about to confirm, made at the first call. Not for who has one already."""
    row, _created = SecondFactor.objects.get_or_create(
        user=user, defaults={"secret": seal(totp.new_secret(), _PURPOSE)}
    )
    if row.confirmed_at is not None:
        raise NotAllowed(_("您已经设置了第二重验证。要换手机，请先停用。"))
    return unseal(row.secret, _PURPOSE)


def confirm_factor(*, user: User, code: str, seconds: float | None = None) -> list[str] | None:
    """Take the secret into use if `code` shows that the phone has it; return new recovery codes, or None."""
    secret = secret_in_the_making(user)
    step = totp.step_of(secret, _plain(code), time.time() if seconds is None else seconds)
    if step is None:
        return None
    with transaction.atomic():
        rows = SecondFactor.objects.filter(user=user, confirmed_at__isnull=True)
        if rows.update(confirmed_at=timezone.now(), last_step=step) != 1:
            return None
        record(actor=user, tag=Tag.FACTOR_SET_UP, subject=str(user.pk), government=None)
        return _new_recovery_codes(user)


def check_code(*, user: User, code: str, seconds: float | None = None) -> bool:
    """Tell whether `code` is one of the phone's or a recovery code, and use it up: it is good only once."""
    plain = _plain(code)
    row = SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first()
    if row is None:
        return False
    step = totp.step_of(unseal(row.secret, _PURPOSE), plain, time.time() if seconds is None else seconds)
    if step is not None:
        return SecondFactor.objects.filter(user=user, last_step__lt=step).update(last_step=step) == 1
    with transaction.atomic():
        used = RecoveryCode.objects.filter(user=user, digest=_digest(plain)).delete()[0] == 1
        if used:
            left = RecoveryCode.objects.filter(user=user).count()
            details = {"left": left}
            record(actor=user, tag=Tag.RECOVERY_CODE_USED, subject=str(user.pk), government=None, details=details)
    return used


def remove_factor(*, actor: Actor, user: User) -> None:
    """Take the second factor away: one's own where the posts do not ask for it, or anybody else's who lost the phone.

    The security administrator does the latter. Raises `NotAllowed`.
    """
    own = actor == user
    require(may_remove_factor(actor, user), _("只有安全管理员可以重置他人的第二重验证。"))
    require(not (own and must_have_factor(user)), _("三员必须使用第二重验证，不能停用；手机丢失请另一管理员重置。"))
    with transaction.atomic():
        RecoveryCode.objects.filter(user=user).delete()
        if SecondFactor.objects.filter(user=user).delete()[0]:
            record(actor=actor, tag=Tag.FACTOR_REMOVED, subject=str(user.pk), government=None)


def _new_recovery_codes(user: User) -> list[str]:
    codes = [base64.b32encode(secrets.token_bytes(_BYTES)).decode("ascii") for _ in range(_CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=_digest(code)) for code in codes)
    return ["-".join(code[start : start + 6] for start in range(0, len(code), 6)) for code in codes]


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "").upper()


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
