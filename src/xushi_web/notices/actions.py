"""Drafting, issuing, answering and closing notices."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, person
from xushi_web.accounts.policies import require
from xushi_web.agencies.models import Agency
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.documents.errors import Refused
from xushi_web.notices.machine import NOTICE
from xushi_web.notices.models import Colour, Notice, NumberSeries, Rectification
from xushi_web.notices.policies import may_answer_notice, may_draft, may_issue, may_run_notice
from xushi_web.notices.queries import units_for
from xushi_web.notices.telling import tell_of_notice
from xushi_web.programmes.models import Commitment


@dataclass(frozen=True, slots=True)
class Wording:
    """What a notice says."""

    colour: Colour
    matter: str
    demand: str
    deadline: date

    def in_words(self) -> dict[str, str]:
        """Return it for the audit trail."""
        return {name: str(value) for name, value in asdict(self).items()}


def draft_notice(
    *, actor: Actor, commitment: Commitment, agency: Agency, wording: Wording, now: datetime | None = None
) -> Notice:
    """Draft a notice to a unit that has a part in the commitment.

    Raises `NotAllowed`, and `Refused` for a unit without a part, empty words, a day that is past, or while another
    notice on the same matter to the same unit is not closed (一事一单).
    """
    require(may_draft(actor, commitment), _("只有督查室可以拟督办单。"))
    now = now or timezone.now()
    _check(wording, now)
    if agency not in units_for(commitment):
        message = _("“%(unit)s”不承担第 %(item)s 项，督办单应发给牵头或配合单位。")
        raise Refused(message % {"unit": agency, "item": commitment.number})
    try:
        with transaction.atomic():
            notice = Notice.objects.create(
                government_id=commitment.government_id,
                commitment=commitment,
                agency=agency,
                drafted_by=person(actor),
                drafted_at=now,
                **asdict(wording),
            )
            _told(actor, Tag.NOTICE_DRAFTED, notice, after=wording.in_words())
    except IntegrityError as clash:
        message = _("第 %(item)s 项已有一份发给“%(unit)s”、尚未销号的督办单（一事一单）。")
        raise Refused(message % {"unit": agency, "item": commitment.number}) from clash
    return notice


def revise_notice(*, actor: Actor, notice: Notice, wording: Wording, now: datetime | None = None) -> None:
    """Change a draft; whoever changes it is its drafter from then on. Raises `NotAllowed`, `Refused`, `OutOfTurn`."""
    require(may_run_notice(actor, notice), _("只有督查室可以修改督办单。"))
    now = now or timezone.now()
    _check(wording, now)
    before = Wording(Colour(notice.colour), notice.matter, notice.demand, notice.deadline)
    with transaction.atomic():
        NOTICE.take(notice, "revise", drafted_by=person(actor), drafted_at=now, **asdict(wording))
        _told(actor, Tag.NOTICE_REVISED, notice, before=before.in_words(), after=wording.in_words())


def cancel_notice(*, actor: Actor, notice: Notice) -> None:
    """Throw a draft away; it has no number, so none is missing. Raises `NotAllowed`, `OutOfTurn`."""
    require(may_run_notice(actor, notice), _("只有督查室可以作废督办单。"))
    with transaction.atomic():
        NOTICE.take(notice, "cancel")
        _told(actor, Tag.NOTICE_CANCELLED, notice)


def issue_notice(*, actor: Actor, notice: Notice, now: datetime | None = None) -> None:
    """Give a draft the next number of the year and put it to the unit. Raises `NotAllowed`, `Refused`, `OutOfTurn`.

    Colour and drafter are part of the condition: what is issued is what the policy was asked about.
    """
    notice.refresh_from_db()
    if actor == notice.drafted_by and notice.colour == Colour.RED:
        require(may_issue(actor, notice), _("红色督办单不能由拟稿人自己签发，请督查室另一位同事签发。"))
    require(may_issue(actor, notice), _("只有督查室可以签发督办单。"))
    now = now or timezone.now()
    if notice.deadline < timezone.localdate(now):
        raise Refused(_("整改期限 %(day)s 已经过去，请先修改。") % {"day": notice.deadline.isoformat()})
    as_seen = Q(colour=notice.colour, drafted_by=notice.drafted_by)
    with transaction.atomic():
        year = timezone.localdate(now).year
        number = _next_number(notice, year)
        NOTICE.take(notice, "issue", given=as_seen, year=year, number=number, issued_by=person(actor), issued_at=now)
        _told(actor, Tag.NOTICE_ISSUED, notice, number=str(notice), colour=notice.colour, unit=notice.agency.name)


def receive_notice(*, actor: Actor, notice: Notice, now: datetime | None = None) -> None:
    """Sign for a notice (签收). Raises `NotAllowed`, `OutOfTurn`."""
    require(may_answer_notice(actor, notice), _("只有“%(unit)s”的联络员和负责人可以签收。") % _unit(notice))
    with transaction.atomic():
        NOTICE.take(notice, "receive", received_by=person(actor), received_at=now or timezone.now())
        _told(actor, Tag.NOTICE_RECEIVED, notice, **_unit(notice))


def answer_notice(*, actor: Actor, notice: Notice, text: str, now: datetime | None = None) -> None:
    """Report what was done. Raises `NotAllowed`, `OutOfTurn`, and `Refused` for an empty text."""
    require(may_answer_notice(actor, notice), _("只有“%(unit)s”的联络员和负责人可以报送整改。") % _unit(notice))
    if not text.strip():
        raise Refused(_("请写明整改情况：做了什么、到什么程度、何时完成。"))
    with transaction.atomic():
        NOTICE.take(notice, "answer")
        Rectification.objects.create(
            government_id=notice.government_id,
            notice=notice,
            text=text.strip(),
            by=person(actor),
            at=now or timezone.now(),
        )
        _told(actor, Tag.NOTICE_ANSWERED, notice, **_unit(notice), text=text.strip())


def return_notice(*, actor: Actor, notice: Notice, reason: str, now: datetime | None = None) -> None:
    """Send a unit back to work, saying why. Raises `NotAllowed`, `OutOfTurn`, and `Refused` without a reason."""
    require(may_run_notice(actor, notice), _("只有督查室可以退回整改。"))
    if not reason.strip():
        raise Refused(_("请写明退回的理由，单位会看到这句话。"))
    with transaction.atomic():
        NOTICE.take(notice, "give_back")
        latest = notice.rectifications.latest()
        latest.return_reason, latest.returned_by = reason.strip(), person(actor)
        latest.returned_at = now or timezone.now()
        latest.save(update_fields=["return_reason", "returned_by", "returned_at"])
        _told(actor, Tag.NOTICE_RETURNED, notice, reason=reason.strip())


def close_notice(*, actor: Actor, notice: Notice, note: str = "", now: datetime | None = None) -> None:
    """Hold the matter for settled (销号). Raises `NotAllowed`, `OutOfTurn`."""
    require(may_run_notice(actor, notice), _("只有督查室可以销号。"))
    with transaction.atomic():
        NOTICE.take(notice, "close", closed_by=person(actor), closed_at=now or timezone.now(), close_note=note.strip())
        _told(actor, Tag.NOTICE_CLOSED, notice, note=note.strip())


def _next_number(notice: Notice, year: int) -> int:
    """Return the next number of the year; undone with the transaction, so that no number is ever missing."""
    series, _created = NumberSeries.objects.get_or_create(government_id=notice.government_id, year=year)
    NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    series.refresh_from_db()
    return series.last


def _check(wording: Wording, now: datetime) -> None:
    if not wording.matter.strip() or not wording.demand.strip():
        raise Refused(_("请写明存在的问题和整改要求。"))
    if wording.deadline < timezone.localdate(now):
        raise Refused(_("整改期限 %(day)s 已经过去，请填写今天或以后的日期。") % {"day": wording.deadline.isoformat()})


def _told(actor: Actor, tag: Tag, notice: Notice, **details: object) -> None:
    commitment = str(notice.commitment_id)
    entry = record(
        actor=actor,
        tag=tag,
        subject=notice.pk,
        government=notice.government_id,
        details={"commitment": commitment, **details},
    )
    tell_of_notice(actor=actor, notice=notice, entry=entry, details=details)


def _unit(notice: Notice) -> dict[str, str]:
    return {"unit": notice.agency.name}
