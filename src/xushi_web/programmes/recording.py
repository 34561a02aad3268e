"""Writing what a document promises into the tracker: lists, fields, commitments and everything below them.

Recording a document again replaces the rows that came from it and keeps the commitments, so accepting, correcting
and replacing by a newer version are one piece of code. The number of statements does not depend on the number of rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from xushi.document import model as tree
from xushi.reading import folded
from xushi.spans import Span
from xushi.targets.model import Target as TargetNode
from xushi_web.agencies.actions import register
from xushi_web.agencies.models import Agency, Government
from xushi_web.programmes.kinds import is_from_above, kind_of, list_title
from xushi_web.programmes.linking import Link, Linked, Promise, bigrams, link
from xushi_web.programmes.models import (
    Assignment,
    Commitment,
    Field,
    Measure,
    Milestone,
    Programme,
    ProgrammeKind,
    Step,
    Target,
)

#: Whose wording a commitment has when several documents tell of it: the document that assigns it comes first.
PRECEDENCE = ("breakdown", "work_plan", "schedule", "ballot_result", "bulletin", "satisfaction", "unknown")

_COMMITMENT_COLUMNS = (
    *("document", "programme", "field", "number", "order", "title", "text", "applicability", "applicability_text"),
    *("start", "end", "text_start", "text_end", "by_hand", "withdrawn"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a document as it is to be recorded; `by_hand` names what was corrected (``text``, ``units`` …)."""

    position: int
    programme: tree.Programme
    field: tree.Field
    commitment: tree.Commitment
    by_hand: frozenset[str] = frozenset()
    figures_by_hand: frozenset[Span] = frozenset()  #: places of figures that were put right


@dataclass(frozen=True, slots=True)
class Occasion:
    """For which government and year, and out of which document, something is recorded.

    `replaces` is the document that this one is a newer version of. `known` are the commitments that its items were
    linked to when it was recorded before.
    """

    government: Government
    year: int
    document_id: UUID
    genre: str
    title: str
    replaces: UUID | None = None
    script: str = tree.Script.HANS
    known: Mapping[int, UUID] = field(default_factory=dict)

    def registered(self, name: str) -> str:
        """Return the name under which a unit is registered: in Simplified characters, whatever the document's."""
        return folded(name, "hant") if self.script == tree.Script.HANT else name

    def origin(self, span: Span | None, *, by_hand: bool = False) -> dict[str, object]:
        """Return the columns every recorded row has: whose it is and where it was read."""
        return {
            "government_id": self.government.pk,
            "document_id": self.document_id,
            "start": span.start if span else None,
            "end": span.end if span else None,
            "by_hand": by_hand or span is None,
        }


@dataclass(frozen=True, slots=True)
class Recorded:
    """The commitment of each item by its position, and how it was found."""

    commitments: Mapping[int, Commitment]
    links: Mapping[int, Linked[UUID]]


def record_lists(occasion: Occasion, items: Sequence[Item]) -> Recorded:
    """Write lists, fields, commitments, units, measures, targets and milestones of `items`."""
    programmes = _programmes(occasion, items)
    recorded = _commitments(occasion, items, programmes)
    clear(occasion.document_id)
    _assignments(occasion, items, recorded.commitments)
    _measures(occasion, items, recorded.commitments)
    _schedule(occasion, items, recorded.commitments)
    return recorded


def clear(document_id: UUID) -> None:
    """Remove the rows below commitments that were read from the document."""
    for model in (Assignment, Measure, Target, Step, Milestone):
        model.objects.filter(document_id=document_id).delete()


def targets_of(
    occasion: Occasion,
    commitment: Commitment,
    nodes: Iterable[TargetNode],
    *,
    by_hand: Collection[Span] = (),
    **owner: object,
) -> list[Target]:
    """Return unsaved rows of quantities; `owner` is the milestone or the report they stand in."""
    return [
        Target(
            commitment_id=commitment.pk,
            order=order,
            text=node.text[:200],
            of=(node.of or "")[:300],
            comparator=node.comparator.value,
            value=node.value,
            value_high=node.value_high,
            unit=node.unit or "",
            kind=node.kind.value,
            change=node.change.value if node.change else "",
            period=node.period or "",
            **owner,
            **occasion.origin(node.span, by_hand=node.span in by_hand),
        )
        for order, node in enumerate(nodes)
    ]


def _programmes(occasion: Occasion, items: Sequence[Item]) -> dict[int, Programme]:
    """Return the row of each list of the document, by identity of its node, named by the document that governs.

    A list is one already known when it has the same title, or is the only one of its kind and level that the
    document has not used yet. Lists of no known kind are told apart by their titles alone.
    """
    existing = list(
        Programme.objects.filter(government=occasion.government, year=occasion.year).select_related("document")
    )
    result: dict[int, Programme] = {}
    used: set[UUID] = set()
    changed: list[Programme] = []
    for node in {id(item.programme): item.programme for item in items}.values():
        title = (node.title or list_title(occasion.title))[:300]
        kind = kind_of(node.title or "", occasion.title)
        above = is_from_above(title, occasion.government.level)
        row = next((row for row in existing if row.title == title), None) or next(
            (
                row
                for row in existing
                if kind != ProgrammeKind.OTHER and (row.kind, row.from_above) == (kind, above) and row.pk not in used
            ),
            None,
        )
        if row is None:
            row = Programme(year=occasion.year, kind=kind, from_above=above, order=len(existing))
            existing.append(row)
            _entitle(occasion, row, node, title)
            changed.append(row)
        elif row.title != title and _governs(occasion, row):
            _entitle(occasion, row, node, title)
            changed.append(row)
        used.add(row.pk)
        result[id(node)] = row
    Programme.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["title", "document", "start", "end", "by_hand"],
    )
    return result


def _entitle(occasion: Occasion, row: Programme, node: tree.Programme, title: str) -> None:
    row.title = title
    for name, value in occasion.origin(node.span).items():
        setattr(row, name, value)


def _fields(occasion: Occasion, items: Sequence[Item], programmes: Mapping[int, Programme]) -> dict[int, Field]:
    """Return the heading of each item, by identity of its node, adding those the list does not have yet."""
    rows = {
        (row.programme_id, row.title): row
        for row in Field.objects.filter(programme__in={row.pk for row in programmes.values()})
    }
    result: dict[int, Field] = {}
    new: list[Field] = []
    for item in items:
        if id(item.field) in result:
            continue
        programme = programmes[id(item.programme)]
        title = (item.field.title or "")[:300]
        row = rows.get((programme.pk, title))
        if row is None:
            row = Field(
                programme=programme,
                title=title,
                stated_count=item.field.stated_count,
                order=len(rows),
                **occasion.origin(item.field.span),
            )
            rows[programme.pk, title] = row
            new.append(row)
        result[id(item.field)] = row
    Field.objects.bulk_create(new)
    return result


def _commitments(
    occasion: Occasion,
    items: Sequence[Item],
    programmes: Mapping[int, Programme],
) -> Recorded:
    """Link the items to commitments, add the new ones, and give the others these words where they govern."""
    known = {
        row.pk: row
        for row in Commitment.objects.filter(government=occasion.government, year=occasion.year)
        .select_related("document")
        .defer("document__title")
    }
    links = _links(occasion, items, programmes, known.values())
    result: dict[int, Commitment] = {}
    governed: list[Item] = []
    for item in items:
        key = links[item.position].key
        row = known[key] if key else Commitment(government=occasion.government, year=occasion.year)
        if key is None or _governs(occasion, row):
            governed.append(item)
        result[item.position] = row
    fields = _fields(occasion, governed, programmes)
    for item in governed:
        _put_in_words(occasion, item, result[item.position], programmes[id(item.programme)], fields[id(item.field)])
    changed = [result[item.position] for item in governed]
    told = {row.pk for row in result.values()}
    for row in known.values():
        if occasion.replaces and row.document_id == occasion.replaces and row.pk not in told:
            row.withdrawn = True
            changed.append(row)
    Commitment.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["id"], update_fields=_COMMITMENT_COLUMNS
    )
    return Recorded(result, links)


def _links(
    occasion: Occasion, items: Sequence[Item], programmes: Mapping[int, Programme], known: Collection[Commitment]
) -> dict[int, Linked[UUID]]:
    remembered = {
        item.position: Linked(occasion.known[item.position], Link.NUMBER)
        for item in items
        if item.position in occasion.known
    }
    if len(remembered) == len(items):
        return remembered
    told = _told(occasion)
    taken = {linked.key for linked in remembered.values()}
    return remembered | link(
        [
            Promise(
                item.position,
                programmes[id(item.programme)].pk,
                (item.commitment.number or "",),
                (bigrams(item.commitment.title or "", item.commitment.text),),
            )
            for item in items
            if item.position not in remembered
        ],
        [
            Promise(row.pk, row.programme_id, numbers, wordings)
            for row in known
            if row.pk not in taken
            for numbers, wordings in [told[row.pk]]
        ],
    )


def _told(occasion: Occasion) -> dict[UUID, tuple[tuple[str, ...], tuple[frozenset[str], ...]]]:
    """Return the numbers and the wordings that the documents of the year have for each commitment."""
    rows = Commitment.objects.of(occasion.government).filter(year=occasion.year)
    found: dict[UUID, list[tuple[str, frozenset[str]]]] = {}
    for key, *told in rows.values_list("pk", "tellings__number", "tellings__title", "tellings__text"):
        number, title, text = (part or "" for part in told)
        found.setdefault(key, []).append((number, bigrams(title, text)))
    return {key: (tuple(n for n, _ in told), tuple(words for _, words in told)) for key, told in found.items()}


def _governs(occasion: Occasion, row: Commitment | Programme) -> bool:
    """Tell whether the words of this document go before those the row has now."""
    if row.document_id in {occasion.document_id, occasion.replaces}:
        return True
    return PRECEDENCE.index(occasion.genre) < PRECEDENCE.index(row.document.genre)


def _put_in_words(occasion: Occasion, item: Item, row: Commitment, programme: Programme, heading: Field) -> None:
    node = item.commitment
    by_hand = bool(item.by_hand & {"text", "title", "number"})
    for name, value in occasion.origin(node.span, by_hand=by_hand).items():
        setattr(row, name, value)
    row.programme, row.field = programme, heading
    row.number, row.order = (node.number or "")[:40], item.position
    row.title, row.text = node.title or "", node.text
    row.applicability, row.applicability_text = node.applicability.value, node.applicability_text or ""
    row.text_start, row.text_end = node.text_span or (None, None)
    row.withdrawn = False


def _assignments(occasion: Occasion, items: Sequence[Item], commitments: Mapping[int, Commitment]) -> None:
    named = {node.name: occasion.registered(node.name) for item in items for node in item.commitment.assignments}
    agencies: dict[str, Agency] = register(
        occasion.government,
        ((named[a.name], a.written, a.group) for item in items for a in item.commitment.assignments),
    )
    Assignment.objects.bulk_create(
        Assignment(
            commitment_id=commitments[item.position].pk,
            agency_id=agencies[named[node.name]].pk,
            role=node.role.value,
            order=order,
            written=node.written,
            **occasion.origin(node.span),
        )
        for item in items
        for order, node in enumerate(item.commitment.assignments)
    )


def _measures(occasion: Occasion, items: Sequence[Item], commitments: Mapping[int, Commitment]) -> None:
    Measure.objects.bulk_create(
        Measure(
            commitment_id=commitments[item.position].pk,
            order=order,
            text=node.text,
            **occasion.origin(node.span, by_hand=f"measure.{order}" in item.by_hand),
        )
        for item in items
        for order, node in enumerate(item.commitment.measures)
    )


def _schedule(occasion: Occasion, items: Sequence[Item], commitments: Mapping[int, Commitment]) -> None:
    milestones: list[Milestone] = []
    steps: list[Step] = []
    targets: list[Target] = []
    for item in items:
        commitment = commitments[item.position]
        targets.extend(targets_of(occasion, commitment, item.commitment.targets, by_hand=item.figures_by_hand))
        for order, node in enumerate(item.commitment.milestones):
            milestone = Milestone(
                commitment_id=commitment.pk,
                period=node.period,
                order=order,
                text=node.text,
                **occasion.origin(node.span, by_hand=f"milestone.{order}" in item.by_hand),
            )
            milestones.append(milestone)
            steps.extend(
                Step(
                    milestone_id=milestone.pk,
                    order=n,
                    number=step.number or "",
                    text=step.text,
                    **occasion.origin(step.span),
                )
                for n, step in enumerate(node.steps)
            )
            targets.extend(
                targets_of(occasion, commitment, node.targets, by_hand=item.figures_by_hand, milestone_id=milestone.pk)
            )
    Milestone.objects.bulk_create(milestones)
    Step.objects.bulk_create(steps)
    Target.objects.bulk_create(targets)
