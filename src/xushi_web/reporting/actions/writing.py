"""Filling a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from xushi.pacing import end_of
from xushi_web.accounts.actors import Actor, person_or_none
from xushi_web.accounts.policies import require
from xushi_web.agencies.models import Agency
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.programmes.nodes import target_nodes
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.figures import Given, read_figure
from xushi_web.reporting.machine import REPORT
from xushi_web.reporting.models import Figure, PeriodState, Share, UnitReport, Unsaved
from xushi_web.reporting.policies import may_write_report
from xushi_web.reporting.reckoning import targets_of

#: More than any office wrote into one item; what is longer is no report but a file (11. of a form is bounded).
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Texts:
    """What a report says in words."""

    narrative: str = ""
    difficulties: str = ""
    next_steps: str = ""
    coordination: str = ""


def write(
    *, actor: Actor, report: UnitReport, revision: int, texts: Texts, figures: Sequence[Given] = ()
) -> UnitReport:
    """Save the words and the figures of a report as a whole. `revision` is the one the writer started from.

    The figures of counties (with `Given.agency`) are theirs to give and stay as they are. Raises `NotAllowed`;
    `OutOfTurn` when the report was handed in or somebody else saved it meanwhile; `Incomplete` for a figure that is
    none, a text that is too long, or a period that is closed.
    """
    require(may_write_report(actor, report), _("这一事项由“%(unit)s”填报，您不能填写。") % {"unit": report.agency})
    require_open(report)
    for text in asdict(texts).values():
        if len(text) > LONGEST:
            raise Incomplete(
                _("一栏最多 %(most)d 字，现有 %(now)d 字；请精简，或作为附件上传。")
                % {"most": LONGEST, "now": len(text)}
            )
    rows = figure_rows(report, figures)
    with transaction.atomic():
        before = written(report)
        REPORT.take(report, "write", given=Q(revision=revision), revision=F("revision") + 1, **asdict(texts))
        report.figures.filter(agency=None).delete()
        Figure.objects.bulk_create(rows)
        if (user := person_or_none(actor)) is not None:
            Unsaved.objects.filter(report=report, user=user).delete()
        record(
            actor=actor,
            tag=Tag.REPORT_WRITTEN,
            subject=report.pk,
            government=report.government_id,
            details={"before": before, "after": written(report)},
        )
    return report


def require_open(report: UnitReport) -> None:
    """Raise `Incomplete` unless the report's period takes reports. A write that meets the closing counts as before."""
    period = report.reporting_period
    period.refresh_from_db(fields=["state"])
    if period.state != PeriodState.OPEN:
        raise Incomplete(_("“%(period)s”的填报%(state)s，不能再改；如需补报，请督查室重新开放。") % {
            "period": period, "state": PeriodState(period.state).label
        })  # fmt: skip


def figure_rows(report: UnitReport, figures: Sequence[Given], agency: UUID | None = None) -> list[Figure]:
    """Return the rows of the given figures, empty ones left out. Raises `Incomplete` for one that does not fit."""
    targets = {(node.of or "", node.text): node for node in target_nodes(targets_of(report.commitment))}
    rows = []
    for given in figures:
        if not given.written.strip():
            continue
        target = targets.get((given.of, given.promised))
        if target is None:
            raise Incomplete(
                _("没有指标“%(of)s %(promised)s”，可能刚刚调整过，请刷新页面。")
                % {"of": given.of, "promised": given.promised}
            )
        value, words = read_figure(given.written, target)
        period = given.period.strip() or report.reporting_period.period
        if end_of(period, report.commitment.year) is None:
            raise Incomplete(
                _("指标“%(of)s”的数字所属时期“%(period)s”看不懂，请写成“2025-08”或“2025-01/2025-08”。")
                % {"of": given.of, "period": period}
            )
        start, end = given.place or (None, None)
        rows.append(
            Figure(
                government_id=report.government_id,
                report=report,
                agency_id=agency,
                of=given.of,
                promised=given.promised,
                unit=target.unit or "",
                value=value,
                period=period,
                written=words[:60],
                start=start,
                end=end,
            )
        )
    return rows


def written(report: UnitReport) -> dict[str, object]:
    """Return all that a report says, for the audit trail."""
    return {
        "narrative": report.narrative,
        "difficulties": report.difficulties,
        "next_steps": report.next_steps,
        "coordination": report.coordination,
        "figures": [[row.of, row.promised, row.written, row.period] for row in report.figures.filter(agency=None)],
    }


def sum_of_shares(report: UnitReport) -> list[str]:
    """Return a sentence for each divided target whose counties do not add up to the figure of the whole.

    A target is divided so that its figure can be traced to the counties: a whole that no county has given anything of,
    and counties without a whole, do not add up either. Who has given nothing yet is named, for then the others'
    figures need no second look.
    """
    divided: dict[tuple[str, str], list[Agency]] = {}
    for share in Share.objects.filter(commitment=report.commitment).select_related("agency").order_by("agency__name"):
        divided.setdefault((share.of, share.promised), []).append(share.agency)
    sentences = [
        _unlike(report, of, promised, agencies)
        for (of, promised), agencies in sorted(divided.items(), key=lambda one: one[0])
    ]
    return [sentence for sentence in sentences if sentence]


def _unlike(report: UnitReport, of: str, promised: str, agencies: Sequence[Agency]) -> str:
    """Return what is wrong with the figures of one divided target, or nothing."""
    whole = report.figures.filter(agency=None, of=of, promised=promised).first()
    parts = list(report.figures.filter(agency__isnull=False, of=of, promised=promised))
    given = {part.agency_id for part in parts}
    missing = "、".join(str(agency) for agency in agencies if agency.pk not in given)
    values = {"of": of or promised, "missing": missing}
    if not parts:
        sentence = _(
            "“%(of)s”已分解到各地，各地都还没有填数：%(missing)s。请各地在“我的任务”里补充后再报送；不再分解的，请先取消分解。"
        )
        return sentence % values
    total = sum((part.value for part in parts[1:]), start=parts[0].value)
    values["sum"] = f"{total:f}{parts[0].unit}"
    if whole is None:
        sentence = _("“%(of)s”各地合计 %(sum)s，总数还没有填；请填写总数后再报送。")
        return sentence % values
    if total == whole.value:
        return ""
    values["whole"] = f"{whole.value:f}{whole.unit}"
    sentence = (
        _("“%(of)s”各地合计 %(sum)s，总数填的是 %(whole)s，两者不符；还没有填的：%(missing)s。")
        if missing
        else _("“%(of)s”各地合计 %(sum)s，总数填的是 %(whole)s，两者不符；请核对各地数字。")
    )
    return sentence % values
