"""What a list says, item by item, so that two trees of it can be compared."""

from __future__ import annotations

from xushi.document.model import Document, Programme


def said(told: Document | Programme) -> list[tuple[object, ...]]:
    """Return headings with their counts, items with units, whose task they are, planned states and votes."""
    programmes = told.programmes if isinstance(told, Document) else (told,)
    return [
        (
            field.title,
            field.stated_count,
            item.number,
            item.text,
            [(unit.role, unit.written, unit.name) for unit in item.assignments],
            item.applicability,
            [(planned.period, planned.text, [step.text for step in planned.steps]) for planned in item.milestones],
            item.ballot,
        )
        for programme in programmes
        for field in programme.fields
        for item in field.commitments
    ]
