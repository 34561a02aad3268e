"""The form of a report: what is shown in it, and what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from django.http import QueryDict

from xushi.targets.model import Target
from xushi_web.programmes.nodes import target_nodes
from xushi_web.reporting.actions import Texts
from xushi_web.reporting.figures import Given, bare, is_bare, proposals, unit_as_written
from xushi_web.reporting.models import Figure, UnitReport, Unsaved
from xushi_web.reporting.reckoning import targets_of


@dataclass(frozen=True, slots=True)
class Row:
    """One target with the figure that is given for it."""

    order: int
    of: str
    promised: str
    unit: str
    written: str = ""
    period: str = ""
    start: str = ""
    end: str = ""
    proposed: bool = False  #: found in the narrative, not typed
    elsewhere: str = ""  #: given for the same promise in another list

    @property
    def beside(self) -> str:
        """The unit to be shown beside the number, so that it is not there twice."""
        return self.unit if is_bare(self.written) else ""

    @property
    def given(self) -> Given:
        """The figure as the action takes it."""
        place = (int(self.start), int(self.end)) if self.start.isdecimal() and self.end.isdecimal() else None
        return Given(self.of, self.promised, self.written, self.period, place=place)


@dataclass(frozen=True, slots=True)
class Typed:
    """All that stands in the form."""

    revision: int
    texts: Texts
    rows: Sequence[Row]

    @property
    def figures(self) -> list[Given]:
        """The figures as the action takes them."""
        return [row.given for row in self.rows]


def saved(report: UnitReport) -> Typed:
    """Return what the report says now."""
    figures = {(row.of, row.promised): row for row in report.figures.filter(agency=None)}
    rows = [_with(row, figures.get((row.of, row.promised))) for row in _rows(report)]
    texts = Texts(report.narrative, report.difficulties, report.next_steps, report.coordination)
    return Typed(report.revision, texts, rows)


def unsaved(report: UnitReport, kept: Unsaved) -> Typed:
    """Return what was typed and not saved; it counts from the revision it was typed on."""
    return _typed(report, kept.fields)


def posted(report: UnitReport, data: QueryDict) -> Typed:
    """Return what was typed into the form."""
    return _typed(report, {name: str(value) for name, value in data.items()})


def with_proposals(report: UnitReport, typed: Typed) -> Typed:
    """Return the form with figures that its narrative states; what was typed is not touched."""
    nodes = target_nodes(targets_of(report.commitment))
    found = {
        (row.target.of or "", row.target.text): row
        for row in proposals(
            typed.texts.narrative,
            report.commitment.text,
            nodes,
            year=report.commitment.year,
            period=report.reporting_period.period,
        )
    }
    rows = []
    for row in typed.rows:
        proposal = found.get((row.of, row.promised))
        if proposal is None or (row.written and not row.proposed):
            rows.append(row)
            continue
        start, end = (str(position) for position in proposal.place)
        written = bare("".join(proposal.fact.text.split()), row.unit)
        rows.append(replace(row, written=written, period=proposal.period, start=start, end=end, proposed=True))
    return replace(typed, rows=rows)


def with_figures_of(typed: Typed, others: Sequence[Figure]) -> Typed:
    """Return the form with what was reported once for the same promise in another list, where nothing is given yet."""

    def filled(row: Row) -> Row:
        same = [other for other in others if other.promised == row.promised or (row.of and other.of == row.of)]
        if row.written or not same:
            return row
        other = same[0]
        return replace(
            row,
            written=bare(other.written, row.unit),
            period=other.period,
            elsewhere=str(other.report.reporting_period),
        )

    return replace(typed, rows=[filled(row) for row in typed.rows])


def fields_of(typed: Typed) -> Mapping[str, str]:
    """Return the form as the fields it posts."""
    fields = {name: value for name, value in asdict(typed.texts).items() if value}
    for row in typed.rows:
        fields |= {f"{name}-{row.order}": getattr(row, name) for name in ("written", "period", "start", "end")}
    return fields


def _typed(report: UnitReport, fields: Mapping[str, str]) -> Typed:
    revision = fields.get("revision", "")
    names = asdict(Texts())
    rows = [
        replace(
            row,
            written=fields.get(f"written-{row.order}", "").strip(),
            period=fields.get(f"period-{row.order}", "").strip(),
            start=fields.get(f"start-{row.order}", ""),
            end=fields.get(f"end-{row.order}", ""),
            promised=fields.get(f"promised-{row.order}", row.promised),
            of=fields.get(f"of-{row.order}", row.of),
            proposed=bool(fields.get(f"start-{row.order}", "")),
        )
        for row in _rows(report)
    ]
    texts = Texts(**{name: fields.get(name, "").replace("\r\n", "\n") for name in names})
    return Typed(int(revision) if revision.isdecimal() else report.revision, texts, rows)


def _rows(report: UnitReport) -> list[Row]:
    nodes: Sequence[Target] = target_nodes(targets_of(report.commitment))
    unique = {(node.of or "", node.text): node for node in nodes}
    return [
        Row(order, of, promised, unit_as_written(node)) for order, ((of, promised), node) in enumerate(unique.items())
    ]


def _with(row: Row, figure: Figure | None) -> Row:
    if figure is None:
        return row
    start, end = ("", "") if figure.start is None else (str(figure.start), str(figure.end))
    return replace(row, written=bare(figure.written, row.unit), period=figure.period, start=start, end=end)
