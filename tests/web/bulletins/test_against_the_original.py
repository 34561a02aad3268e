"""The bulletin of a real year, imported and built again from the rows: its annex is the original's but for blanks."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

from xushi_web.accounts.actors import System
from xushi_web.agencies.models import Government
from xushi_web.bulletins.build import build, counts
from xushi_web.bulletins.gathering import choices_of, gather, wording_of
from xushi_web.bulletins.models import Part, Phrase
from xushi_web.documents.actions import accept_document, describe_draft, receive_file
from xushi_web.programmes.models import Programme

#: The original writes half-width marks in most places and full-width ones in others.
_HALF = str.maketrans("（），：；。！？", "(),:;.!?")
#: How its office calls supporting units.
_BOTH = "（牵头单位：{牵头}；共同责任单位：{配合}）"


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text.translate(_HALF))


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.)])", plain(text))


def differences(one: str, other: str) -> list[tuple[str, str]]:
    ours, theirs = sentences(one), sentences(other)
    matched = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    return [("".join(ours[a:b]), "".join(theirs[c:d])) for tag, a, b, c, d in matched if tag != "equal"]


def test_the_annex_and_the_list_are_those_of_the_original(shared: Path, city: Government, system: System) -> None:
    path = next((shared / "documents").glob("004_*.txt"))
    original = path.read_text(encoding="utf-8")
    document = receive_file(actor=system, name=path.name, data=path.read_bytes(), and_check=False).document
    describe_draft(actor=system, document=document, government_name=city.name, year=2021, and_check=False)
    accept_document(actor=system, document=document, and_settle=False)
    Phrase.objects.create(government=city, name="both", text=_BOTH)

    programme = Programme.objects.get(government=city)
    rows, occasion = gather(choices_of(programme)[0])
    pieces = build(rows, occasion, wording_of(city))
    assert (counts(rows)["总数"], counts(rows)["未达序时"]) == (150, 17)

    entries = "".join(piece.text for piece in pieces if piece.part == Part.ENTRY)
    listed = original[original.index("1.", original.index("17项")) : original.index("附件:")]
    assert differences(listed, entries) == []

    items = [piece for piece in pieces if piece.part == Part.ITEM]
    annex = "".join(f"{piece.heading}{piece.text}" for piece in items)
    printed = original[original.index(items[0].heading[:2], original.index("附件:")) :]
    # What is left is no text of the bulletin: the button of the web page under it.
    assert [ours.strip("【】") for ours, _ in differences(printed, annex)] in ([], ["我要纠错"])
