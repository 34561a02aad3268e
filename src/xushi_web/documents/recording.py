"""From an accepted document to the rows of the tracker: the same road for accepting, correcting and replacing."""

from __future__ import annotations

from uuid import UUID

from xushi_web.agencies.models import Agency, Government
from xushi_web.documents.corrections import items_of
from xushi_web.documents.models import SourceDocument, Telling
from xushi_web.documents.queries import corrections_of, tree_of
from xushi_web.programmes.models import Commitment
from xushi_web.programmes.recording import Item, Occasion, Recorded, record_lists
from xushi_web.progress.recording import record_progress
from xushi_web.search.actions import forget, put
from xushi_web.search.models import Subject


def record_document(document: SourceDocument, government: Government, year: int) -> Recorded:
    """Write all that `document` says, with its corrections, in place of what it said before.

    Runs in the caller's transaction. Commitments whose only telling was removed from the document are withdrawn.
    """
    tree = tree_of(document)
    items = items_of(tree, corrections_of(document))
    known = dict(Telling.objects.filter(document=document).values_list("position", "commitment_id"))
    occasion = Occasion(
        government=government,
        year=year,
        document_id=document.pk,
        genre=document.genre,
        title=document.title or document.file_name,
        replaces=document.supersedes_id,
        script=document.script,
        known=known,
    )
    recorded = record_lists(occasion, items)
    record_progress(occasion, items, tree.behind, recorded.commitments)
    if not known:
        _tell(occasion, items, recorded)
    _withdraw_removed(document, {item.position for item in items})
    _make_findable(document, government, year, items, recorded)
    return recorded


def _tell(occasion: Occasion, items: list[Item], recorded: Recorded) -> None:
    Telling.objects.bulk_create(
        Telling(
            commitment_id=recorded.commitments[item.position].pk,
            position=item.position,
            number=(item.commitment.number or "")[:40],
            title=item.commitment.title or "",
            text=item.commitment.text,
            link=recorded.links[item.position].link.value,
            similarity=None if (share := recorded.links[item.position].similarity) is None else round(share * 100),
            **occasion.origin(item.commitment.span),
        )
        for item in items
    )


def _withdraw_removed(document: SourceDocument, kept: set[int]) -> None:
    removed = Telling.objects.filter(document=document).exclude(position__in=kept)
    Commitment.objects.filter(tellings__in=removed, document=document).update(withdrawn=True)


def _make_findable(
    document: SourceDocument, government: Government, year: int, items: list[Item], recorded: Recorded
) -> None:
    """Let the document, the commitments whose words it gives, and the units it names be found."""
    put(
        government,
        Subject.DOCUMENT,
        [(document.pk, year, f"{document.title} {document.document_number} {document.reading.text}")],
    )
    texts: dict[UUID, str] = {}
    for item in items:
        commitment, node = recorded.commitments[item.position], item.commitment
        if commitment.document_id == document.pk:
            measures = " ".join(measure.text for measure in node.measures)
            units = " ".join(assignment.written for assignment in node.assignments)
            texts[commitment.pk] = f"{commitment.number} {commitment.title} {commitment.text} {measures} {units}"
    put(government, Subject.COMMITMENT, [(key, year, text) for key, text in texts.items()])
    withdrawn = Commitment.objects.of(government).filter(year=year, withdrawn=True)
    forget(set(withdrawn.values_list("pk", flat=True)))
    agencies = Agency.objects.of(government).prefetch_related("aliases")
    put(
        government,
        Subject.AGENCY,
        [(a.pk, None, " ".join([a.name, *(alias.name for alias in a.aliases.all())])) for a in agencies],
    )
