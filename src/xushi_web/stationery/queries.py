"""Papers as Word files: by the office's template where one is in use, in the usual layout otherwise."""

from __future__ import annotations

import io

from docx import Document as Word

from xushi.document.model import Document
from xushi.rendering import rendered
from xushi_web.agencies.models import Government
from xushi_web.bulletins.composing import letter_of, read_back
from xushi_web.bulletins.models import Bulletin, BulletinState
from xushi_web.bulletins.standing import standing_of
from xushi_web.stationery.filling import filled
from xushi_web.stationery.models import Kind, Template
from xushi_web.stationery.tags import sample_values, values_of


def as_word(government: Government, kind: Kind, document: Document) -> bytes:
    """Return `document` as a Word file. Raises `Refused` where the template in use cannot be filled."""
    row = Template.objects.of(government).filter(kind=kind, in_use=True).first()
    frame = letter_of(document)
    if row is None:
        return rendered(document, "docx", frame)
    return filled(row.name, bytes(row.content), values_of(document, frame))


def previewed(template: Template) -> bytes:
    """Return the template filled with the last bulletin of its government, with an invented one where there is none."""
    rows = Bulletin.objects.of(template.government).exclude(state=BulletinState.WITHDRAWN)
    row = rows.select_related("government", "programme__government", "reporting_period").first()
    values = sample_values()
    if row is not None:
        tree = read_back(text_of(row), f"{row.pk}.txt")
        values = values_of(tree, letter_of(tree))
    return filled(template.name, bytes(template.content), values)


def lines_of(word: bytes) -> list[str]:
    """Return the paragraphs and rows of a Word file as lines, to be looked over on a page."""
    lines = []
    for block in Word(io.BytesIO(word)).iter_inner_content():
        rows = [" ｜ ".join(cell.text for cell in row.cells) for row in getattr(block, "rows", ())]
        lines += rows or [getattr(block, "text", "")]
    return [line for line in lines if line.strip()]


def text_of(bulletin: Bulletin) -> str:
    """Return the text of a bulletin: as released, or as the draft would go out today."""
    return bulletin.text or standing_of(bulletin).text
