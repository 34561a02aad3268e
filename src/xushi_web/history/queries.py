"""The history of a commitment: a public part, and all of it for the office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.adjustments.models import Adjustment, AdjustmentState
from xushi_web.audit.models import AuditEntry, Tag
from xushi_web.dispatches.models import Dispute
from xushi_web.documents.models import Correction, SourceDocument, State, Telling
from xushi_web.history.aspects import aspect_name, in_words
from xushi_web.notices.models import Notice, NoticeState
from xushi_web.objections.models import Objection
from xushi_web.programmes.models import Commitment
from xushi_web.questions.models import Question, QuestionState, Round
from xushi_web.reporting.models import PeriodState, ReportState, UnitReport


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `who` is an organ in the public part and a person for the office."""

    at: datetime
    what: str
    who: str = ""
    before: str = ""
    after: str = ""
    note: str = ""  #: reason, basis, or what was said
    document: SourceDocument | None = None


def public_history(commitment: Commitment) -> list[Event]:
    """Return what everybody may know, the latest first (five queries, six with questions).

    That is which documents tell of it, what was corrected in them or adjusted, how published reports were judged, and
    which questions of deputies were published with their answers.
    """
    tellings = _tellings(commitment)
    organ = _("%(government)s督查室") % {"government": commitment.government.name}
    rows = Adjustment.objects.filter(commitment=commitment, state=AdjustmentState.APPROVED)
    adjusted = list(rows.select_related("document", "basis_document"))
    events = [*_told(tellings), *_corrected(tellings, adjusted, organ), *_adjusted(adjusted, organ)]
    judged = UnitReport.objects.filter(
        commitment=commitment, state=ReportState.JUDGED, reporting_period__state=PeriodState.PUBLISHED
    ).select_related("reporting_period")
    events += [_judged(report, organ, report.reporting_period.published_at) for report in judged]
    events += _answered_in_public(commitment, organ)
    return _latest_first(events)


def office_history(commitment: Commitment) -> list[Event]:
    """Return all that happened with the names of who did it, the latest first (at most eleven queries)."""
    tellings = _tellings(commitment)
    events = [
        *_told(tellings, _accepted_by(tellings)),
        *_corrected_with_names(commitment, tellings),
        *_proposed(commitment),
        *_disputed(commitment),
        *_noticed(commitment),
        *_reported(commitment),
        *_objected(commitment),
        *_asked(commitment),
    ]
    return _latest_first(events)


def _latest_first(events: Sequence[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.at, reverse=True)


def _tellings(commitment: Commitment) -> list[Telling]:
    rows = Telling.objects.filter(commitment=commitment).exclude(document__state=State.DRAFT)
    return list(rows.select_related("document").order_by("document__accepted_at"))


def _told(tellings: Sequence[Telling], names: dict[str, str] | None = None) -> Iterator[Event]:
    """Yield the documents, each with the wording it replaced where it is a newer version of another."""
    by_document = {telling.document_id: telling for telling in tellings}
    for telling in tellings:
        document = telling.document
        earlier = by_document.get(document.supersedes_id) if document.supersedes_id else None
        is_new = earlier is not None and earlier.text != telling.text
        what = _("新版文件改了文字") if is_new else _("写入文件")
        if earlier is not None and not is_new:
            what = _("新版文件，文字未变")
        yield Event(
            _moment(document),
            what,
            (names or {}).get(str(document.pk), "") or document.issuing_body,
            earlier.text if earlier and is_new else "",
            telling.text if is_new else "",
            _("第 %(n)s 项") % {"n": telling.number} if telling.number else "",
            document,
        )


def _corrected(tellings: Sequence[Telling], adjusted: Sequence[Adjustment], organ: str) -> Iterator[Event]:
    """Yield the corrections that stand now; those that carried out an adjustment are told as such."""
    told = [(row.document_id, row.sentence_path, row.after["sentence"]) for row in adjusted]
    prefixes = {telling.document_id: f"item.{telling.position}." for telling in tellings}
    for row in Correction.objects.filter(document__in=prefixes).select_related("document"):
        path = row.path.removeprefix(prefixes[row.document_id])
        is_adjusted = ".target." in f".{path}" or (row.document_id, row.path, row.value) in told
        if path != row.path and not is_adjusted:
            what = _("更正%(aspect)s") % {"aspect": aspect_name(path)}
            yield Event(row.made_at, what, organ, in_words(row.was), in_words(row.value), "", row.document)


def _corrected_with_names(commitment: Commitment, tellings: Sequence[Telling]) -> Iterator[Event]:
    """Yield every correction that was ever made, out of the audit trail."""
    documents = {str(telling.document_id): telling for telling in tellings}
    entries = AuditEntry.objects.filter(
        chain__key=str(commitment.government_id), tag=Tag.DOCUMENT_CORRECTED, subject__in=documents
    )
    read: dict[tuple[UUID, str], Any] = {
        (row.document_id, row.path): row.was
        for row in Correction.objects.filter(document__in=[telling.document_id for telling in tellings])
    }
    for entry in entries:
        telling = documents[entry.subject]
        prefix = f"item.{telling.position}."
        before = entry.details["before"]
        if any(".target." in path for path in entry.details["after"]):
            continue
        for path, value in entry.details["after"].items():
            was = before[path] if before.get(path) is not None else read.get((telling.document_id, path))
            if path.startswith(prefix) and was is not None and was != value:
                what = _("更正%(aspect)s") % {"aspect": aspect_name(path.removeprefix(prefix))}
                yield Event(entry.at, what, entry.actor, in_words(was), in_words(value), "", telling.document)


def _adjusted(rows: Sequence[Adjustment], organ: str) -> Iterator[Event]:
    for row in rows:
        note = _("理由：%(reason)s 依据：%(basis)s") % {"reason": row.reason, "basis": row.basis}
        what = _("调整指标：%(of)s") % {"of": row.of or row.before["text"]}
        assert row.decided_at is not None  # noqa: S101 - an approved one was decided
        yield Event(
            row.decided_at,
            what,
            organ,
            row.before["sentence"],
            row.after["sentence"],
            note,
            row.basis_document or row.document,
        )


def _proposed(commitment: Commitment) -> Iterator[Event]:
    rows = Adjustment.objects.filter(commitment=commitment).select_related("document", "proposed_by", "decided_by")
    for row in rows:
        of, note = row.of or row.before["text"], f"{row.reason} {row.basis}"
        before, after = row.before["sentence"], row.after["sentence"]
        what = _("提出调整：%(of)s") % {"of": of}
        yield Event(row.proposed_at, what, _name(row.proposed_by), before, after, note, row.document)
        if row.decided_at:
            what = f"{_('指标调整')} · {row.get_state_display()}"
            yield Event(row.decided_at, what, _name(row.decided_by), before, after, row.decision_reason, row.document)


def _disputed(commitment: Commitment) -> Iterator[Event]:
    rows = Dispute.objects.filter(commitment=commitment)
    rows = rows.select_related("confirmation__agency", "confirmation__answered_by", "answered_by")
    for row in rows:
        unit = row.confirmation.agency.name
        if row.confirmation.answered_at:
            what = _("“%(unit)s”提出异议") % {"unit": unit}
            yield Event(row.confirmation.answered_at, what, _name(row.confirmation.answered_by), note=row.text)
        if row.answered_at:
            what = _("答复“%(unit)s”的异议：%(outcome)s") % {"unit": unit, "outcome": row.get_state_display()}
            yield Event(row.answered_at, what, _name(row.answered_by), note=row.answer)


def _noticed(commitment: Commitment) -> Iterator[Event]:
    rows = Notice.objects.filter(commitment=commitment).exclude(state__in=(NoticeState.DRAFTED, NoticeState.CANCELLED))
    for row in rows.select_related("agency", "issued_by", "closed_by"):
        if row.issued_at:
            what = _("签发%(notice)s给“%(unit)s”") % {"notice": row, "unit": row.agency.name}
            yield Event(row.issued_at, what, _name(row.issued_by), note=row.matter)
        if row.closed_at:
            yield Event(row.closed_at, _("%(notice)s销号") % {"notice": row}, _name(row.closed_by), note=row.close_note)


def _reported(commitment: Commitment) -> Iterator[Event]:
    rows = UnitReport.objects.filter(commitment=commitment)
    rows = rows.select_related("reporting_period", "agency", "submitted_by", "verified_by", "judged_by")
    for row in rows:
        title = row.reporting_period.title
        if row.submitted_at:
            what = _("“%(unit)s”报送%(period)s进展") % {"unit": row.agency.name, "period": title}
            yield Event(row.submitted_at, what, _name(row.submitted_by), note=row.narrative)
        if row.state == ReportState.JUDGED:
            yield _judged(row, _name(row.judged_by), row.judged_at, note=row.verdict_reason)


def _judged(report: UnitReport, who: str, at: datetime | None, *, note: str = "") -> Event:
    what = _("%(period)s判定：%(verdict)s") % {
        "period": report.reporting_period.title,
        "verdict": report.get_verdict_display(),
    }
    return Event(at or report.judged_at or timezone.now(), what, who, note=note)


def _objected(commitment: Commitment) -> Iterator[Event]:
    rows = Objection.objects.filter(report__commitment=commitment)
    rows = rows.select_related("report__agency", "report__reporting_period", "filed_by", "decided_by")
    for row in rows:
        unit, period = row.report.agency.name, row.report.reporting_period.title
        what = _("“%(unit)s”对%(period)s判定申请复核") % {"unit": unit, "period": period}
        yield Event(row.filed_at, what, _name(row.filed_by), note=row.grounds)
        if row.decided_at:
            yield Event(
                row.decided_at,
                _("复核：%(outcome)s") % {"outcome": row.get_state_display()},
                _name(row.decided_by),
                row.get_verdict_display() if row.new_verdict else "",
                row.get_new_verdict_display(),
                row.decision,
            )


def _answered_in_public(commitment: Commitment, organ: str) -> Iterator[Event]:
    rows = Question.objects.filter(commitment=commitment, state=QuestionState.PUBLISHED)
    for row in rows.prefetch_related("asked"):
        if row.published_at:
            yield Event(row.published_at, _("公开代表询问和答复"), organ, note=row.current.text)


def _asked(commitment: Commitment) -> Iterator[Event]:
    """Yield what deputies asked, which answers went out to them, how they graded, and what became public."""
    rows = Question.objects.filter(commitment=commitment).exclude(state=QuestionState.WITHDRAWN)
    rounds = Round.objects.select_related("agency", "approved_by", "written_by")
    for row in rows.select_related("asked_by", "government").prefetch_related(Prefetch("asked", rounds)):
        deputy = _name(row.asked_by)
        for one in row.asked.all():
            yield Event(one.asked_at, _("代表询问") if one.number == 1 else _("代表追问"), deputy, note=one.text)
            if one.released_at:
                what = _("“%(unit)s”答复代表询问") % {"unit": one.agency or row.government}
                yield Event(one.released_at, what, _name(one.approved_by or one.written_by), note=one.answer)
        if row.closed_at:
            what = _("代表评价答复：%(contentment)s") % {"contentment": row.get_contentment_display()}
            yield Event(row.closed_at, what, deputy)
        if row.published_at:
            yield Event(row.published_at, _("公开代表询问和答复"))


def _accepted_by(tellings: Sequence[Telling]) -> dict[str, str]:
    subjects = [str(telling.document_id) for telling in tellings]
    entries = AuditEntry.objects.filter(tag=Tag.DOCUMENT_ACCEPTED, subject__in=subjects)
    return dict(entries.values_list("subject", "actor"))


def _moment(document: SourceDocument) -> datetime:
    """Return when a document spoke: the day it was issued, else when it came into the tracker."""
    if document.issued_on:
        return datetime.combine(document.issued_on, time(), timezone.get_default_timezone())
    return document.accepted_at or document.received_at


def _name(user: User | Any) -> str:
    return (user.first_name or user.get_username()) if isinstance(user, User) else ""
