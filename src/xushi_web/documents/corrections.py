"""Values put right by hand, laid over the tree that was read. The tree itself is never changed.

A correction has a path and a value:

| path | value |
|---|---|
| ``masthead.title`` (document_number, index_number, issuing_body, issued_on) | text |
| ``item.3.number``, ``.title``, ``.text``, ``.applicability``, ``.applicability_text`` | text |
| ``item.3.field`` | title of the heading it belongs under |
| ``item.3.units`` | ``{"lead": [names], "supporting": [names], "sole": [names]}`` |
| ``item.3.measure.1``, ``item.3.milestone.0`` | text |
| ``item.3.target.0``, ``item.3.milestone.1.target.0`` | ``{"text", "comparator", "value", "value_high"}`` |
| ``item.3.report.verdict``, ``.verdict_text``, ``.narrative`` | text |
| ``item.3.removed`` | true: this is no item |

Items are counted from 0 in the order of the document. What is corrected keeps the place of what was read there, so
that it can still be compared with its source; a unit that was not read anywhere has no place. A figure is put right
before the sentence around it, in which it is exchanged too, in its measure and in its step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from xushi.agencies.names import is_group
from xushi.document.model import (
    Applicability,
    Assignment,
    Commitment,
    Document,
    Field,
    Masthead,
    Measure,
    Milestone,
    Report,
    Role,
    VerdictGrade,
)
from xushi.spans import Span
from xushi.targets.model import Comparator, Target, plain
from xushi_web.programmes.recording import Item

Corrections = Mapping[str, Any]


def items_of(tree: Document, corrections: Corrections) -> list[Item]:
    """Return the items of all lists with their corrections; those that were removed are left out."""
    result: list[Item] = []
    position = 0
    for programme in tree.programmes:
        headings = {field.title or "": field for field in programme.fields}
        for field in programme.fields:
            for commitment in field.commitments:
                changes = _below(corrections, f"item.{position}.")
                if not changes.get("removed"):
                    heading = _heading(headings, field, changes)
                    by_hand = frozenset(_aspect(path) for path in changes)
                    figures = frozenset(figure.span for figure in _figures_at(commitment, changes))
                    node = _corrected(commitment, changes)
                    result.append(Item(position, programme, heading, node, by_hand, figures))
                position += 1
    return result


def removed_from(corrections: Corrections) -> list[int]:
    """Return the positions of what was read as an item and is none."""
    paths = (path.split(".") for path, value in corrections.items() if path.endswith(".removed") and value)
    return sorted(int(parts[1]) for parts in paths)


def masthead_of(tree: Document, corrections: Corrections) -> Masthead:
    """Return what the document says about itself, with its corrections."""
    changes = dict(_below(corrections, "masthead."))
    if "issued_on" in changes:
        changes["issued_on"] = date.fromisoformat(changes["issued_on"]) if changes["issued_on"] else None
    return replace(tree.masthead, **changes)


def value_at(tree: Document, path: str) -> Any:
    """Return what was read at `path`, in the form corrections have. Raises KeyError for a path that is none."""
    subject, _, rest = path.partition(".")
    if subject == "masthead" and rest in {"title", "document_number", "index_number", "issuing_body", "issued_on"}:
        value = getattr(tree.masthead, rest)
        return value.isoformat() if isinstance(value, date) else value or ""
    index, _, aspect = rest.partition(".")
    items = items_of(tree, {})
    if subject != "item" or not index.isdecimal() or int(index) >= len(items):
        raise KeyError(path)
    return _read(items[int(index)], aspect)


def units_by_role(assignments: Iterable[Assignment]) -> dict[str, list[str]]:
    """Return the names as written, by role, in their order."""
    result: dict[str, list[str]] = {role.value: [] for role in Role}
    for assignment in assignments:
        result[assignment.role.value].append(assignment.written)
    return result


def figure_as_json(figure: Target) -> dict[str, Any]:
    """Return how much a figure is, as a correction has it."""
    return {
        "text": figure.text,
        "comparator": figure.comparator.value,
        "value": plain(figure.value),
        "value_high": None if figure.value_high is None else plain(figure.value_high),
    }


def _read(item: Item, aspect: str) -> Any:
    commitment = item.commitment
    if aspect in {"number", "title", "text", "applicability", "applicability_text"}:
        return str(getattr(commitment, aspect) or "")
    if aspect == "field":
        return item.field.title or ""
    if aspect == "units":
        return units_by_role(commitment.assignments)
    if aspect == "removed":
        return False
    if _is_figure(aspect):
        return figure_as_json(_figure_at(commitment, aspect))
    name, _, rest = aspect.partition(".")
    if name == "report" and rest in {"verdict", "verdict_text", "narrative"}:
        return str(getattr(commitment.report, rest, None) or "")
    rows: tuple[Measure, ...] | tuple[Milestone, ...] = ()
    if name == "measure":
        rows = commitment.measures
    if name == "milestone":
        rows = commitment.milestones
    if rest.isdecimal() and int(rest) < len(rows):
        return rows[int(rest)].text
    raise KeyError(aspect)


def _below(corrections: Corrections, prefix: str) -> dict[str, Any]:
    return {path.removeprefix(prefix): value for path, value in corrections.items() if path.startswith(prefix)}


def _aspect(path: str) -> str:
    """Return the part of an item that `path` corrects: ``report`` for all parts of a report."""
    return "report" if path.startswith("report.") else path


def _heading(headings: Mapping[str, Field], own: Field, changes: Mapping[str, Any]) -> Field:
    title = changes.get("field", own.title or "")
    return headings.get(title) or Field(title)


def _is_figure(path: str) -> bool:
    return ".target." in f".{path}"


def _figure_at(commitment: Commitment, path: str) -> Target:
    """Return the figure at ``target.0`` or ``milestone.1.target.0``. Raises KeyError where there is none."""
    owner, _, index = path.rpartition("target.")
    figures = commitment.targets
    if owner:
        number = owner.removeprefix("milestone.").rstrip(".")
        if not number.isdecimal() or int(number) >= len(commitment.milestones):
            raise KeyError(path)
        figures = commitment.milestones[int(number)].targets
    if not index.isdecimal() or int(index) >= len(figures):
        raise KeyError(path)
    return figures[int(index)]


def _figures_at(commitment: Commitment, changes: Mapping[str, Any]) -> list[Target]:
    return [_figure_at(commitment, path) for path in changes if _is_figure(path)]


def _corrected(commitment: Commitment, changes: Mapping[str, Any]) -> Commitment:
    for path, value in sorted(changes.items(), key=lambda change: not _is_figure(change[0])):
        commitment = _change_for(path)(commitment, path, value)
    return commitment


def _change_for(path: str) -> Callable[[Commitment, str, Any], Commitment]:
    return _with_figure if _is_figure(path) else _CHANGES.get(path.partition(".")[0], _unchanged)


def _unchanged(commitment: Commitment, _path: str, _value: Any) -> Commitment:
    return commitment


def _with_words(commitment: Commitment, path: str, value: Any) -> Commitment:
    words: dict[str, Any] = {path: value or None}
    return replace(commitment, **words)


def _with_text(commitment: Commitment, _path: str, value: Any) -> Commitment:
    """Return the commitment with another text; quantities that no longer stand in it are gone."""
    kept = tuple(target for target in commitment.targets if target.text in value)
    return replace(commitment, text=value, targets=kept)


def _with_applicability(commitment: Commitment, _path: str, value: Any) -> Commitment:
    return replace(commitment, applicability=Applicability(value))


def _with_units(commitment: Commitment, _path: str, value: Any) -> Commitment:
    read = {(a.role, a.written): a for a in commitment.assignments}
    names = {a.written: a.name for a in commitment.assignments}
    return replace(
        commitment,
        assignments=tuple(
            read.get((role, written)) or Assignment(role, written, names.get(written, written), is_group(written))
            for role in Role
            for written in value.get(role.value, ())
        ),
    )


def _with_measure(commitment: Commitment, path: str, value: Any) -> Commitment:
    index = int(path.partition(".")[2])
    rows = tuple(replace(m, text=value) if n == index else m for n, m in enumerate(commitment.measures))
    return replace(commitment, measures=rows)


def _with_milestone(commitment: Commitment, path: str, value: Any) -> Commitment:
    """Return the commitment with another planned state; its steps and figures were read from the old words."""
    index = int(path.partition(".")[2])
    return replace(
        commitment,
        milestones=tuple(
            replace(
                m,
                text=value,
                steps=tuple(s for s in m.steps if s.text in value),
                targets=tuple(t for t in m.targets if t.text in value),
            )
            if n == index
            else m
            for n, m in enumerate(commitment.milestones)
        ),
    )


def _with_figure(commitment: Commitment, path: str, value: Any) -> Commitment:
    """Return the commitment with another figure, also in the words around it."""
    old = _figure_at(commitment, path)
    new = replace(
        old,
        text=value["text"],
        comparator=Comparator(value["comparator"]),
        value=Decimal(value["value"]),
        value_high=None if value["value_high"] is None else Decimal(value["value_high"]),
    )

    def put(text: str) -> str:
        return text.replace(old.text, new.text, 1)

    def holds(span: Span | None) -> bool:
        return span is not None and span.start <= old.span.start < span.end

    def exchanged(figures: tuple[Target, ...]) -> tuple[Target, ...]:
        return tuple(new if figure is old else figure for figure in figures)

    if path.startswith("milestone."):
        milestones = tuple(
            replace(
                m,
                text=put(m.text),
                targets=exchanged(m.targets),
                steps=tuple(replace(s, text=put(s.text)) if holds(s.span) else s for s in m.steps),
            )
            if any(figure is old for figure in m.targets)
            else m
            for m in commitment.milestones
        )
        return replace(commitment, milestones=milestones)
    return replace(
        commitment,
        text=put(commitment.text),
        title=commitment.title and put(commitment.title),
        targets=exchanged(commitment.targets),
        measures=tuple(replace(m, text=put(m.text)) if holds(m.span) else m for m in commitment.measures),
    )


def _with_report(commitment: Commitment, path: str, value: Any) -> Commitment:
    report = commitment.report or Report(None, None, None)
    name = path.partition(".")[2]
    if name == "verdict":
        return replace(commitment, report=replace(report, verdict=VerdictGrade(value) if value else None))
    if name == "narrative":
        kept = tuple(fact for fact in report.facts if fact.text in value)
        return replace(commitment, report=replace(report, narrative=value or None, facts=kept))
    return replace(commitment, report=replace(report, verdict_text=value or None))


_CHANGES: Mapping[str, Callable[[Commitment, str, Any], Commitment]] = {
    "number": _with_words,
    "title": _with_words,
    "applicability_text": _with_words,
    "text": _with_text,
    "applicability": _with_applicability,
    "units": _with_units,
    "measure": _with_measure,
    "milestone": _with_milestone,
    "report": _with_report,
}
