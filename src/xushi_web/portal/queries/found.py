"""What a search leads to, as the page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from xushi_web.agencies.models import Agency, Government
from xushi_web.documents.models import SourceDocument, State
from xushi_web.portal.addresses import place
from xushi_web.portal.queries.overview import leads
from xushi_web.portal.queries.standing import Standing, standings
from xushi_web.portal.text import Piece, excerpt, first_place, with_words
from xushi_web.programmes.models import Commitment
from xushi_web.search.models import SearchEntry, Subject
from xushi_web.search.queries import find

PER_PAGE = 30
#: How many of each kind the first page shows, in this order.
FIRST = {Subject.AGENCY.value: 6, Subject.COMMITMENT.value: 20, Subject.DOCUMENT.value: 5}


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: `title` and `excerpt` with the words marked."""

    subject: str
    thing: Commitment | SourceDocument | Agency
    title: Sequence[Piece]
    excerpt: Sequence[Piece]
    standing: Standing | None = None
    place: str = ""  #: where in a document its first word stands


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind: some of them, and how many there are."""

    subject: str
    hits: Sequence[Hit]
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, by kind. `has_more` tells of a further page of the one kind that was asked for."""

    groups: Sequence[Group]
    counts: dict[str, int]
    has_more: bool = False

    @property
    def total(self) -> int:
        """How many things were found in all."""
        return sum(self.counts.values())


def found(query: str, government: Government | None, subject: str, page: int) -> Found:
    """Return what holds every word of `query`: the first of each kind, or page `page` (from 1) of one kind.

    Eleven queries at most.
    """
    entries = find(query, government)
    counted = entries.order_by().values("subject").annotate(count=Count("pk")).values_list("subject", "count")
    counts = dict(counted)
    if subject:
        start = (page - 1) * PER_PAGE
        rows = list(entries.filter(subject=subject)[start : start + PER_PAGE + 1])
        group = Group(subject, _hits(rows[:PER_PAGE], query), counts.get(subject, 0))
        return Found([group] if rows else [], counts, len(rows) > PER_PAGE)
    shown = {name: list(entries.filter(subject=name)[:most]) for name, most in FIRST.items() if counts.get(name)}
    hits = _hits([row for rows in shown.values() for row in rows], query)
    groups = [Group(name, [hit for hit in hits if hit.subject == name], counts[name]) for name in shown]
    return Found([group for group in groups if group.hits], counts)


def _hits(rows: Sequence[SearchEntry], query: str) -> list[Hit]:
    keys: dict[str, list[UUID]] = {subject.value: [] for subject in Subject}
    for row in rows:
        keys[row.subject].append(row.object_id)
    standing = standings(Q(pk__in=keys[Subject.COMMITMENT]))
    things: dict[UUID, Hit] = {}
    for commitment in (
        Commitment.objects.filter(pk__in=keys[Subject.COMMITMENT], withdrawn=False)
        .select_related("programme", "government")
        .prefetch_related(leads())
    ):
        things[commitment.pk] = Hit(
            "commitment",
            commitment,
            with_words(commitment.title, query),
            with_words(commitment.text, query),
            standing[commitment.pk],
        )
    for document in SourceDocument.objects.filter(pk__in=keys[Subject.DOCUMENT], state=State.ACCEPTED).select_related(
        "government", "reading"
    ):
        text = document.reading.text
        at = first_place(text, query)
        things[document.pk] = Hit(
            "document",
            document,
            with_words(str(document), query),
            excerpt(text, at, query),
            place=place(document.pk, at.start, at.end) if at else "",
        )
    for agency in Agency.objects.filter(pk__in=keys[Subject.AGENCY]).select_related("government"):
        things[agency.pk] = Hit("agency", agency, with_words(agency.name, query), ())
    return [things[row.object_id] for row in rows if row.object_id in things]
