"""Drafting, editing, proposing and releasing bulletins; what corrects them afterwards is in `corrections`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, person
from xushi_web.accounts.policies import require
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.bulletins.build import Piece, build, titles
from xushi_web.bulletins.composing import compose, read_back
from xushi_web.bulletins.gathering import Choice, gather, wording_of
from xushi_web.bulletins.letterhead import letterhead_of, next_index_number, next_number
from xushi_web.bulletins.machine import BULLETIN
from xushi_web.bulletins.models import Bulletin, BulletinState, Paragraph, Publicity, Urgency, document_number
from xushi_web.bulletins.policies import may_build, may_release, may_run_bulletin
from xushi_web.bulletins.standing import drafted_today, standing_of
from xushi_web.documents.actions import accept_document, describe_draft, receive_reading
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import SourceDocument


def draft_bulletin(*, actor: Actor, choice: Choice, now: datetime | None = None) -> Bulletin:
    """Draft a bulletin on a list for a period from what the tracker knows. Raises `NotAllowed`, `Refused`."""
    programme = choice.programme
    require(may_build(actor, programme), _("只有督查室可以拟通报。"))
    rows, occasion = gather(choice)
    if not any(row.grade for row in rows):
        message = _("“%(list)s”的%(period)s还没有一项作出判定，没有可以通报的内容。")
        raise Refused(message % {"list": programme.title, "period": choice.title})
    wording = wording_of(programme.government)
    title, annex = titles(rows, occasion, wording)
    with transaction.atomic():
        bulletin = Bulletin.objects.create(
            government=programme.government,
            programme=programme,
            reporting_period=choice.reporting_period,
            period=choice.period,
            period_title=choice.title,
            title=title,
            annex_title=annex,
            issuing_body=letterhead_of(programme.government).issuing_body,
            drafted_by=person(actor),
            drafted_at=now or timezone.now(),
        )
        Paragraph.objects.bulk_create(
            _paragraph(bulletin, piece, order) for order, piece in enumerate(build(rows, occasion, wording))
        )
        _told(actor, Tag.BULLETIN_DRAFTED, bulletin, programme=str(programme.pk), period=choice.period)
    return bulletin


def edit_paragraph(*, actor: Actor, paragraph: Paragraph, text: str, revision: int) -> None:
    """Set the text of a paragraph by hand; it is then held for checked against the data of now.

    Raises `NotAllowed`; `OutOfTurn` once the bulletin is proposed or when somebody changed it since `revision`;
    `Refused` for an empty text.
    """
    bulletin = paragraph.bulletin
    _require(actor, bulletin)
    said = "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    if not said:
        raise Refused(_("“%(place)s”不能为空；不要这一段请说明由哪一段代替。") % {"place": paragraph})
    _write(actor, paragraph, said, None, revision)


def restore_paragraph(*, actor: Actor, paragraph: Paragraph, revision: int) -> None:
    """Go back to the text that is drafted from the data of today. Raises `NotAllowed`, `OutOfTurn`, `Refused`."""
    _require(actor, paragraph.bulletin)
    pieces = {(piece.part.value, piece.key): piece for piece in drafted_today(paragraph.bulletin)}
    piece = pieces.get((paragraph.part, paragraph.key))
    if piece is None:
        raise Refused(_("“%(place)s”这一段已经没有依据，请重新拟稿。") % {"place": paragraph})
    _write(actor, paragraph, piece.text, piece, revision)


def _write(actor: Actor, paragraph: Paragraph, said: str, piece: Piece | None, revision: int) -> None:
    bulletin, before = paragraph.bulletin, paragraph.text
    with transaction.atomic():
        BULLETIN.take(bulletin, "edit", given=Q(revision=revision), revision=F("revision") + 1)
        if piece is None:
            today = {(one.part.value, one.key): one for one in drafted_today(bulletin)}
            current = today.get((paragraph.part, paragraph.key))
            paragraph.edited_by, paragraph.edited_at = person(actor), timezone.now()
            if current is not None:
                paragraph.basis, paragraph.drafted, paragraph.made_of = _of_today(current)
        else:
            paragraph.edited_by = paragraph.edited_at = None
            paragraph.basis, paragraph.drafted, paragraph.made_of = _of_today(piece)
        paragraph.text = said
        paragraph.save()
        _told(actor, Tag.BULLETIN_EDITED, bulletin, place=str(paragraph), before=before, after=said)


def redraft(*, actor: Actor, bulletin: Bulletin, revision: int) -> int:
    """Draft again what is out of date; texts written by hand stay where their data are still the same.

    Return how many paragraphs are others now. Raises `NotAllowed`, `OutOfTurn`.
    """
    _require(actor, bulletin)
    pieces = drafted_today(bulletin)
    known = {(row.part, row.key): row for row in bulletin.paragraphs.all()}
    changed = 0
    with transaction.atomic():
        BULLETIN.take(bulletin, "edit", given=Q(revision=revision), revision=F("revision") + 1)
        for order, piece in enumerate(pieces):
            row = known.pop((piece.part.value, piece.key), None)
            if row is None:
                _paragraph(bulletin, piece, order).save()
                changed += 1
                continue
            if row.basis != piece.basis or (not row.is_edited and row.text != piece.text):
                row.basis, row.drafted, row.made_of = _of_today(piece)
                row.text, row.heading, row.edited_by, row.edited_at = piece.text, piece.heading, None, None
                changed += 1
            row.order = order
            row.save()
        changed += len(known)
        Paragraph.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
        _told(actor, Tag.BULLETIN_EDITED, bulletin, redrafted=changed)
    return changed


def set_publicity(*, actor: Actor, bulletin: Bulletin, publicity: str, revision: int) -> None:
    """Choose who may read the bulletin once it is released (公开属性). Raises `NotAllowed`, `OutOfTurn`, `Refused`."""
    _require(actor, bulletin)
    if publicity not in Publicity.values:
        raise Refused(_("请选择公开属性：主动公开或依申请公开。"))
    before = bulletin.publicity
    with transaction.atomic():
        changes = {"publicity": publicity, "revision": F("revision") + 1}
        BULLETIN.take(bulletin, "edit", given=Q(revision=revision), **changes)
        _told(actor, Tag.BULLETIN_EDITED, bulletin, place="publicity", before=before, after=publicity)


def set_urgency(*, actor: Actor, bulletin: Bulletin, urgency: str, revision: int) -> None:
    """Choose 特急, 加急 or neither. Raises `NotAllowed`, `OutOfTurn`, and `Refused` for anything else, such as 机密."""
    _require(actor, bulletin)
    if urgency and urgency not in Urgency.values:
        message = _("“%(urgency)s”不是紧急程度，请选择特急、加急或不标。密级不能标：本系统只处理不涉密的信息。")
        raise Refused(message % {"urgency": urgency})
    before = bulletin.urgency
    with transaction.atomic():
        changes = {"urgency": urgency, "revision": F("revision") + 1}
        BULLETIN.take(bulletin, "edit", given=Q(revision=revision), **changes)
        _told(actor, Tag.BULLETIN_EDITED, bulletin, place="urgency", before=before, after=urgency)


def propose_bulletin(
    *, actor: Actor, bulletin: Bulletin, today: date | None = None, now: datetime | None = None
) -> None:
    """Put a draft before a colleague who releases it.

    Raises `NotAllowed`, `OutOfTurn`, and `Refused` while something is wrong with it.
    """
    _require(actor, bulletin)
    _refuse_what_is_wrong(bulletin, today)
    with transaction.atomic():
        as_seen = Q(revision=bulletin.revision)
        BULLETIN.take(bulletin, "propose", given=as_seen, proposed_by=person(actor), proposed_at=now or timezone.now())
        _told(actor, Tag.BULLETIN_PROPOSED, bulletin)


def take_back(*, actor: Actor, bulletin: Bulletin) -> None:
    """Take a proposed bulletin back to be changed. Raises `NotAllowed`, `OutOfTurn`."""
    _require(actor, bulletin)
    with transaction.atomic():
        BULLETIN.take(bulletin, "take_back", proposed_by=None, proposed_at=None)
        _told(actor, Tag.BULLETIN_TAKEN_BACK, bulletin)


def withdraw_bulletin(*, actor: Actor, bulletin: Bulletin) -> None:
    """Throw a bulletin away that was not released; it has no number, so none is missing. Raises as above."""
    _require(actor, bulletin)
    with transaction.atomic():
        BULLETIN.take(bulletin, "withdraw")
        _told(actor, Tag.BULLETIN_WITHDRAWN, bulletin)


def release_bulletin(
    *, actor: Actor, bulletin: Bulletin, today: date | None = None, now: datetime | None = None
) -> None:
    """Give a proposed bulletin its number and freeze its text; one open to all becomes a document of the tracker.

    Raises `NotAllowed` for whoever proposed it, `OutOfTurn`, and `Refused` while something is wrong with it.
    """
    bulletin.refresh_from_db()
    if actor == bulletin.proposed_by:
        require(may_release(actor, bulletin), _("通报不能由送签人自己签发，请督查室另一位同事签发。"))
    require(may_release(actor, bulletin), _("只有督查室可以签发通报。"))
    day = today or timezone.localdate(now)
    if bulletin.state == BulletinState.PROPOSED:
        _refuse_what_is_wrong(bulletin, day)
    head = letterhead_of(bulletin.government)
    with transaction.atomic():
        number = next_number(bulletin.government, day.year)
        index_number = next_index_number(bulletin.government, head, day.year)
        numbered = (head.series, day.year, number)
        paragraphs = list(bulletin.paragraphs.all())
        text = compose(bulletin, paragraphs, day=day, number=numbered, index_number=index_number)
        document = _into_tracker(actor, bulletin, text, f"{document_number(*numbered)}.txt")
        as_seen = Q(revision=bulletin.revision, proposed_by=bulletin.proposed_by)
        BULLETIN.take(
            bulletin,
            "release",
            given=as_seen,
            series=head.series,
            year=day.year,
            number=number,
            index_number=index_number,
            issued_on=day,
            text=text,
            document=document,
            released_by=person(actor),
            released_at=now or timezone.now(),
        )
        _told(
            actor,
            Tag.BULLETIN_RELEASED,
            bulletin,
            number=str(bulletin),
            document=str(document.pk) if document else None,
        )


def _into_tracker(actor: Actor, bulletin: Bulletin, text: str, name: str) -> SourceDocument | None:
    """Take a bulletin into the tracker, whose documents everybody reads; not one that is given out on request only."""
    if bulletin.publicity != Publicity.OPEN:
        return None
    tree = read_back(text, name)
    document = receive_reading(actor=actor, name=name, data=text.encode(), tree=tree, and_check=False).document
    describe_draft(
        actor=actor,
        document=document,
        government_name=bulletin.government.name,
        year=bulletin.programme.year,
        and_check=False,
    )
    return accept_document(actor=actor, document=document)


def _refuse_what_is_wrong(bulletin: Bulletin, today: date | None) -> None:
    refusals = standing_of(bulletin, today=today).refusals
    if not refusals:
        return
    if len(refusals) == 1:
        raise Refused(refusals[0].sentence)
    message = _("还有%(count)d处要先改好，第一处：%(first)s")
    raise Refused(message % {"count": len(refusals), "first": refusals[0].sentence})


def _of_today(piece: Piece) -> tuple[str, str, Sequence[dict[str, str]]]:
    return piece.basis, piece.text, [one.as_json() for one in piece.made_of]


def _paragraph(bulletin: Bulletin, piece: Piece, order: int) -> Paragraph:
    return Paragraph(
        government=bulletin.government,
        bulletin=bulletin,
        part=piece.part,
        key=piece.key[:80],
        order=order,
        heading=piece.heading[:300],
        commitment_id=piece.commitment,
        drafted=piece.text,
        text=piece.text,
        made_of=[one.as_json() for one in piece.made_of],
        basis=piece.basis,
    )


def _require(actor: Actor, bulletin: Bulletin) -> None:
    require(may_run_bulletin(actor, bulletin), _("只有督查室可以处理通报。"))


def _told(actor: Actor, tag: Tag, bulletin: Bulletin, **details: object) -> None:
    record(actor=actor, tag=tag, subject=bulletin.pk, government=bulletin.government_id, details=details)
