from __future__ import annotations

import json
from pathlib import Path

import pytest

import xushi
from xushi.document.model import Document
from xushi_web.documents.codec import decode, encode

from ..invented import breakdown, bulletin, schedule


def _spans(tree: Document) -> list[object]:
    return [(c.span, c.text_span, [a.span for a in c.assignments], c.report) for c in tree.commitments]


@pytest.mark.parametrize("tree", [breakdown(), schedule(), bulletin()], ids=["breakdown", "schedule", "bulletin"])
def test_a_tree_comes_back_from_json_as_it_was(tree: Document) -> None:
    again = decode(json.loads(json.dumps(encode(tree))), tree.source.text)
    assert again == tree
    assert _spans(again) == _spans(tree)
    assert again.verbatim() == tree.verbatim()
    assert again.masthead.spans == tree.masthead.spans
    assert again.problems == tree.problems


def test_the_source_text_is_not_repeated_in_the_tree() -> None:
    tree = breakdown()
    assert tree.source.text not in json.dumps(encode(tree), ensure_ascii=False)


def test_real_documents_come_back_from_json_as_they_were(shared: Path) -> None:
    for path in sorted((shared / "documents").glob("*.txt")):
        tree = xushi.parse_bytes(path.read_bytes(), path.name, targets=False)
        again = decode(json.loads(json.dumps(encode(tree))), tree.source.text)
        assert again == tree
        assert again.leaves == tree.leaves
