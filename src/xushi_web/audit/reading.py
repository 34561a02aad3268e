"""What the audit administrator does with the trail; that is in the trail as well."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import require
from xushi_web.audit.actions import record
from xushi_web.audit.models import Outcome, Tag
from xushi_web.audit.narrowing import Narrowing
from xushi_web.audit.policies import may_read_trail
from xushi_web.audit.queries import Verdict, verify_all


def verify(*, actor: Actor) -> list[Verdict]:
    """Check every chain and record that it was done, and with which result. Raises `NotAllowed`."""
    require(may_read_trail(actor, None), _("只有审计管理员可以查看审计记录。"))
    with transaction.atomic():
        verdicts = verify_all()
        broken = {verdict.key: verdict.broken for verdict in verdicts if not verdict.holds}
        record(
            actor=actor,
            tag=Tag.AUDIT_VERIFIED,
            subject="",
            government=None,
            outcome=Outcome.FAILED if broken else Outcome.DONE,
            details={"chains": len(verdicts), "broken": broken},
        )
    return verdicts


def note_export(*, actor: Actor, asked: Narrowing, form: str) -> None:
    """Record that entries are taken out. Raises `NotAllowed`."""
    require(may_read_trail(actor, None), _("只有审计管理员可以查看审计记录。"))
    with transaction.atomic():
        details = {"format": form, "asked": asked.address()}
        record(actor=actor, tag=Tag.AUDIT_EXPORTED, subject="", government=None, details=details)
