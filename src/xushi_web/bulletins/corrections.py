"""Correcting released bulletins: one person proposes a notice, another issues it, and everybody reads it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, person
from xushi_web.accounts.policies import require
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.bulletins.machine import CORRECTION
from xushi_web.bulletins.models import Bulletin, BulletinState, CorrectionNotice, CorrectionState
from xushi_web.bulletins.policies import may_issue_correction, may_run_bulletin
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import Genre, SourceDocument


def propose_correction(
    *, actor: Actor, bulletin: Bulletin, before: str, after: str, reason: str, now: datetime | None = None
) -> CorrectionNotice:
    """Put a correction of one place of a released bulletin before a colleague who issues it.

    Raises `NotAllowed`, and `Refused` for a bulletin that was not released, a passage that it does not have or has more
    than once, a correction that changes nothing, or one without a reason.
    """
    require(may_run_bulletin(actor, bulletin), _("只有督查室可以更正通报。"))
    before, after, reason = before.strip(), after.strip(), reason.strip()
    if bulletin.state != BulletinState.RELEASED:
        raise Refused(_("“%(title)s”还没有印发，直接修改草稿即可。") % {"title": bulletin})
    found = bulletin.text.count(before) if before else 0
    if found != 1:
        message = _("“%(before)s”在%(bulletin)s中出现%(count)d次；请多抄几个字，使它只出现一次。")
        raise Refused(message % {"before": before, "bulletin": bulletin, "count": found})
    if before == after or not after:
        raise Refused(_("请写明更正后的文字，它要和原文不同。"))
    if not reason:
        raise Refused(_("请写明更正的原因，更正通知上会印出来。"))
    with transaction.atomic():
        row = CorrectionNotice.objects.create(
            government=bulletin.government,
            bulletin=bulletin,
            before=before,
            after=after,
            reason=reason,
            proposed_by=person(actor),
            proposed_at=now or timezone.now(),
        )
        _told(actor, Tag.CORRECTION_PROPOSED, row)
    return row


def issue_correction(*, actor: Actor, correction: CorrectionNotice, today: date | None = None) -> None:
    """Give a proposed correction its number and date; from then on it stands under the bulletin for everybody.

    Raises `NotAllowed` for whoever proposed it, `OutOfTurn`.
    """
    if actor == correction.proposed_by:
        require(may_issue_correction(actor, correction), _("更正不能由送签人自己签发，请督查室另一位同事签发。"))
    require(may_issue_correction(actor, correction), _("只有督查室可以更正通报。"))
    with transaction.atomic():
        # Of two at once the second waits for this row, so that they count one after the other.
        Bulletin.objects.select_for_update().get(pk=correction.bulletin_id)
        last = correction.bulletin.corrections.aggregate(last=Max("number"))["last"] or 0
        day = today or timezone.localdate()
        CORRECTION.take(correction, "issue", number=last + 1, issued_on=day, issued_by=person(actor))
        _told(actor, Tag.BULLETIN_CORRECTED, correction)


def withdraw_correction(*, actor: Actor, correction: CorrectionNotice) -> None:
    """Throw a correction away that was not issued. Raises `NotAllowed`, `OutOfTurn`."""
    require(may_run_bulletin(actor, correction.bulletin), _("只有督查室可以更正通报。"))
    with transaction.atomic():
        CORRECTION.take(correction, "withdraw")
        _told(actor, Tag.CORRECTION_WITHDRAWN, correction)


def corrections_of(document: SourceDocument) -> Sequence[CorrectionNotice]:
    """Return what corrects a document that is a released bulletin, as everybody may read it (at most one query)."""
    if document.genre != Genre.BULLETIN:
        return []
    rows = CorrectionNotice.objects.filter(bulletin__document=document, state=CorrectionState.ISSUED)
    return list(rows.order_by("number"))


def _told(actor: Actor, tag: Tag, row: CorrectionNotice) -> None:
    details = {"correction": str(row.pk), "before": row.before, "after": row.after, "reason": row.reason}
    record(actor=actor, tag=tag, subject=row.bulletin_id, government=row.government_id, details=details)
