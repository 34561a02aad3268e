"""Real lists, imported and built again from the rows: a schedule of fifty items, and a breakdown of two lists.

What the paper may have otherwise than the original: blanks and the width of marks; the marks between two units, which
the tracker does not keep; the number and the stop of a heading, since each list is a paper by itself; the head of the
table, which the original repeats every few rows; markup inside a cell.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

from xushi.document.model import Document
from xushi.document.model import Programme as ListNode
from xushi_web.accounts.actors import System
from xushi_web.agencies.models import Government
from xushi_web.documents.actions import accept_document, describe_draft, receive_file
from xushi_web.documents.queries import tree_of
from xushi_web.papers.lists import breakdown, schedule
from xushi_web.programmes.models import Programme

_HALF = str.maketrans("（），、：；。！？", "(),,:;.!?")
_COUNT = "(?:[一二三四五六七八九十]{1,3})"


def plain(text: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", text).translate(_HALF))


def unnumbered(text: str, told: ListNode) -> str:
    """Take numbers and stops off the headings of a list."""
    for field in told.fields:
        if field.title is not None:
            heading = rf"{re.escape(plain(field.title))}(\({field.stated_count}件\))?"
            text = re.sub(rf"\(?{_COUNT}[),](?P<heading>{heading})\.?", r"\g<heading>", text)
    return text


def differences(one: str, other: str) -> list[tuple[str, str]]:
    ours, theirs = (re.split(r"(?<=[.)])", text) for text in (one, other))
    matched = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    return [("".join(ours[a:b]), "".join(theirs[c:d])) for tag, a, b, c, d in matched if tag != "equal"]


def imported(path: Path, city: Government, system: System, year: int) -> Document:
    draft = receive_file(actor=system, name=path.name, data=path.read_bytes(), and_check=False).document
    describe_draft(actor=system, document=draft, government_name=city.name, year=year, and_check=False)
    return tree_of(accept_document(actor=system, document=draft, and_settle=False))


def original(tree: Document, told: ListNode) -> str:
    """Return the list as it stands in the file, from its first heading or item to its last item."""
    spans = [told.fields[0].span, *(item.span for item in told.commitments)]
    places = [span for span in spans if span is not None]
    return tree.source.text[min(span.start for span in places) : max(span.end for span in places)]


def test_both_lists_of_a_breakdown_are_those_of_the_original(shared: Path, city: Government, system: System) -> None:
    tree = imported(next((shared / "documents").glob("001_*.txt")), city, system, 2024)
    rows = Programme.objects.filter(government=city).order_by("order")
    assert [row.commitments.count() for row in rows] == [len(told.commitments) for told in tree.programmes] == [65, 59]
    for row, told in zip(rows, tree.programmes, strict=True):
        _title, _source, built = breakdown(row).file("txt").decode().split("\n\n", 2)
        theirs, ours = (unnumbered(plain(text), told) for text in (original(tree, told), built))
        assert differences(theirs, ours) == []


def test_the_schedule_of_fifty_items_is_that_of_the_original(shared: Path, city: Government, system: System) -> None:
    tree = imported(next((shared / "documents").glob("000_*.txt")), city, system, 2019)
    row = Programme.objects.get(government=city)
    assert row.commitments.count() == 50
    built = schedule(row).file("txt").decode().split("\n\n")[-1]
    head = plain("".join(built.splitlines()[:2]))
    theirs, ours = (plain(text).replace(head, "") for text in (original(tree, tree.programmes[0]), built))
    assert differences(theirs, ours) == []
