"""Letting go of what is over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, System
from xushi_web.accounts.policies import require
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.retention.rules import RULES


def forget_what_is_over(*, actor: Actor, now: datetime | None = None) -> dict[str, int]:
    """Delete the rows whose time is over by `RULES`; record how many of each kind, and return that.

    One entry in the audit trail, none when nothing went. Raises `NotAllowed` for anybody but the system itself.
    """
    require(isinstance(actor, System), _("到期数据由系统每夜自动清理，不能手工删除。"))
    moment = now or timezone.now()
    with transaction.atomic():
        counts = {rule.name: rule.over(moment).delete()[0] for rule in RULES}
        gone = {name: count for name, count in counts.items() if count}
        if gone:
            record(actor=actor, tag=Tag.RETENTION_KEPT, subject="", government=None, details=gone)
    return gone
