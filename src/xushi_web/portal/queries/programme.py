"""A list with its fields, narrowed down as the reader asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from xushi_web.agencies.models import Agency
from xushi_web.portal.queries.overview import leads
from xushi_web.portal.queries.standing import Standing, Standings, grouped_by, standings
from xushi_web.portal.text import Piece, with_figures
from xushi_web.programmes.models import Commitment, Field, Programme, Target
from xushi_web.progress.statuses import Tally, sum_of
from xushi_web.search.folding import fold


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the reader wants to see of a list; empty values mean all."""

    field: str = ""
    agency: str = ""
    status: str = ""
    words: str = ""

    def __bool__(self) -> bool:
        return any((self.field, self.agency, self.status, self.words))


@dataclass(frozen=True, slots=True)
class Row:
    """A commitment as a line of the list."""

    commitment: Commitment
    pieces: Sequence[Piece]
    leading: Sequence[Agency]
    standing: Standing
    promised: Sequence[Target]


@dataclass(frozen=True, slots=True)
class FieldPart:
    """A field with all that is in it counted, and the lines that are shown of it."""

    field: Field
    tally: Tally
    rows: Sequence[Row]

    headed: int  #: how many items stand under the heading; 26.1 and 26.2 are one, as the heading counts them

    @property
    def counted(self) -> int:
        """How many lines there are, those of others included."""
        return self.tally.total + self.tally.elsewhere


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """All that the page of a list shows. `largest` is the size of its largest field."""

    tally: Tally
    fields: Sequence[FieldPart]
    agencies: Sequence[Agency]
    shown: int
    has_pace: bool

    @property
    def largest(self) -> int:
        """The size of the largest field, to which the bars of all are drawn."""
        return max((part.tally.total for part in self.fields), default=0)


def programme_page(programme: Programme, narrowing: Narrowing) -> ProgrammePage:
    """Return a list as its page shows it (six queries)."""
    condition = Q(programme=programme, withdrawn=False)
    figures = Target.objects.in_force().filter(milestone__isnull=True, report__isnull=True).order_by("start", "order")
    commitments = list(
        Commitment.objects.filter(condition).prefetch_related(leads(), Prefetch("targets", figures, to_attr="promised"))
    )
    standing = standings(condition, with_plan=True)
    by_field = grouped_by(commitments, "field_id")
    parts = []
    for field in programme.fields.all():
        inside = by_field.get(field.pk, [])
        rows = [_row(row, standing[row.pk]) for row in inside if _matches(row, narrowing, standing)]
        if inside:
            headed = len({row.number.partition(".")[0] or row.pk for row in inside})
            parts.append(FieldPart(field, standing.tally(inside), rows, headed))
    units = {unit.pk: unit for row in commitments for unit in _leading(row)}
    return ProgrammePage(
        sum_of(part.tally for part in parts),
        parts,
        sorted(units.values(), key=lambda unit: unit.name),
        sum(len(part.rows) for part in parts),
        any(standing[row.pk].has_pace for row in commitments),
    )


def _leading(commitment: Commitment) -> list[Agency]:
    return [assignment.agency for assignment in commitment.leading]  # type: ignore[attr-defined] # prefetched


def _row(commitment: Commitment, standing: Standing) -> Row:
    promised: list[Target] = commitment.promised  # type: ignore[attr-defined] # prefetched
    pieces = with_figures(commitment.text, [(target.text, "") for target in promised])
    return Row(commitment, pieces, _leading(commitment), standing, promised)


def _matches(commitment: Commitment, narrowing: Narrowing, standing: Standings) -> bool:
    if narrowing.field and str(commitment.field_id) != narrowing.field:
        return False
    if narrowing.status and standing[commitment.pk].status != narrowing.status:
        return False
    if narrowing.agency and narrowing.agency not in {str(unit.pk) for unit in _leading(commitment)}:
        return False
    text = fold(f"{commitment.number} {commitment.title} {commitment.text}") if narrowing.words else ""
    return all(fold(word) in text for word in narrowing.words.split())
