"""Taking in a sheet that a unit filled in: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from xushi.pacing import end_of
from xushi.targets.model import Target
from xushi_web.accounts.actors import Actor, NotAllowed
from xushi_web.reporting.actions.writing import Texts, write
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.figures import Given, bare, read_figure, unit_as_written
from xushi_web.reporting.models import Figure, ReportingPeriod, UnitReport
from xushi_web.reporting.policies import may_write_report
from xushi_web.reporting.reckoning import figures_of, promised
from xushi_web.reporting.sheets import (
    DIFFICULTIES,
    FIGURE,
    HEADER,
    NARRATIVE,
    NEXT_STEPS,
    PERIOD,
    Line,
    NotTaken,
    Wrong,
    read_sheet,
    targets_in_order,
)
from xushi_web.states import OutOfTurn


def take_sheet(*, actor: Actor, period: ReportingPeriod, data: bytes) -> list[UnitReport]:
    """Write what a sheet says into its reports, each by `write`, all in one transaction; return those that changed.

    Raises `Incomplete` for a file that is no sheet of this period, and `NotTaken` with every cell that is wrong; rows
    of a unit that `actor` does not write for are wrong. Then nothing is changed.
    """
    lines = read_sheet(data, period)
    by_report: dict[UUID, list[Line]] = {}
    for line in lines:
        by_report.setdefault(line.report, []).append(line)
    rows = UnitReport.objects.filter(pk__in=by_report, reporting_period=period)
    reports = {row.pk: row for row in rows.select_related("commitment", "agency", "reporting_period", "government")}
    targets = promised([row.commitment_id for row in reports.values()])
    figures = figures_of(list(reports.values()))
    wrong: list[Wrong] = []
    changed: list[UnitReport] = []
    with transaction.atomic():
        for key, own in by_report.items():
            report = reports.get(key)
            if report is None or not may_write_report(actor, report):
                message = _("这一行不是本单位在这一期的填报件。")
                wrong += [Wrong(line.row, HEADER[0], "", message, _("本单位下载的填报表")) for line in own]
                continue
            nodes = targets_in_order(targets[report.commitment_id])
            found = _wrong_in(report, own, nodes)
            wrong += found
            if not found and _write(actor, report, own, nodes, figures[report.pk], wrong):
                changed.append(report)
        if wrong:
            raise NotTaken(sorted(wrong, key=lambda one: one.row))
    return changed


def _wrong_in(report: UnitReport, lines: Sequence[Line], nodes: Sequence[Target]) -> list[Wrong]:
    """Return what is wrong in the rows of one report, cell by cell."""
    wrong = []
    asked = set(range(max(len(nodes), 1)))
    if len(lines) != len(asked) or {line.order for line in lines} != asked:
        message = _("“%(report)s”应有 %(asked)d 行，表中有 %(now)d 行。") % {
            "report": report, "asked": len(asked), "now": len(lines)
        }  # fmt: skip
        return [Wrong(lines[0].row, HEADER[0], "", message, _("每个指标一行；指标调整过时请重新下载"))]
    first = min(lines, key=lambda line: line.order)
    for line in lines:
        if line.figure and not nodes:
            wrong.append(Wrong(line.row, HEADER[FIGURE], line.figure, _("这一项没有指标，不填数字。"), _("空白")))
        elif line.figure:
            try:
                read_figure(line.figure, nodes[line.order])
            except Incomplete as refusal:
                expected = _("数字，按“%(unit)s”计") % {"unit": nodes[line.order].unit or ""}
                wrong.append(Wrong(line.row, HEADER[FIGURE], line.figure, str(refusal), expected))
        if line.period and end_of(line.period, report.commitment.year) is None:
            message = _("数字所属时期“%(period)s”看不懂。") % {"period": line.period}
            expected = _("例如 %(year)d-08 或 %(year)d-01/%(year)d-08") % {"year": report.commitment.year}
            wrong.append(Wrong(line.row, HEADER[PERIOD], line.period, message, expected))
        for column, text in line.texts.items():
            if line is not first and text and text != first.texts[column]:
                message = _("“%(column)s”在同一事项的第一行填写，这一行填的另有内容。") % {"column": HEADER[column]}
                wrong.append(Wrong(line.row, HEADER[column], text[:60], message, _("空白，内容并到第一行")))
    return wrong


def _write(  # noqa: PLR0917 - one report with all that belongs to it
    actor: Actor,
    report: UnitReport,
    lines: Sequence[Line],
    nodes: Sequence[Target],
    known: Sequence[Figure],
    wrong: list[Wrong],
) -> bool:
    """Write one report; return whether anything changed. What is refused goes to `wrong`."""
    first = min(lines, key=lambda line: line.order)
    words = first.texts
    texts = Texts(words[NARRATIVE], words[DIFFICULTIES], words[NEXT_STEPS], report.coordination)
    before = {(row.of, row.promised): row for row in known}
    given = []
    for line in lines:
        if line.figure:
            node = nodes[line.order]
            old = before.get((node.of or "", node.text))
            unit = unit_as_written(node)
            is_same = old is not None and bare(old.written, unit) == bare(line.figure, unit)
            figure = old.written if old and is_same else line.figure
            kept = is_same and texts.narrative == report.narrative
            place = (old.start, old.end) if kept and old and old.start is not None and old.end is not None else None
            given.append(Given(node.of or "", node.text, figure, line.period, place=place))
    own = Texts(report.narrative, report.difficulties, report.next_steps, report.coordination)
    same = [(row.of, row.promised, row.written, row.period) for row in known]
    if texts == own and sorted(same) == sorted((row.of, row.promised, row.written, row.period) for row in given):
        return False
    try:
        with transaction.atomic():
            write(actor=actor, report=report, revision=first.revision, texts=texts, figures=given)
    except (Incomplete, NotAllowed, OutOfTurn) as refusal:
        wrong.append(Wrong(first.row, HEADER[0], report.commitment.number, str(refusal), _("重新下载后填写")))
        return False
    return True
