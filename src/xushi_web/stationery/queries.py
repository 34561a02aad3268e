"""Papers as Word files: by the office's template where one is in use, in the usual layout otherwise."""

from __future__ import annotations

import io

from django.utils.translation import gettext as _
from docx import Document as Word

from xushi.document.model import Document
from xushi.rendering import rendered
from xushi_web.agencies.models import Government
from xushi_web.bulletins.composing import letter_of
from xushi_web.bulletins.letterhead import letterhead_of
from xushi_web.documents.errors import Refused
from xushi_web.papers.paper import Paper
from xushi_web.papers.tags import Values, sample_values, written
from xushi_web.stationery.bulletin import values_of
from xushi_web.stationery.filling import filled
from xushi_web.stationery.kinds import FILLABLE
from xushi_web.stationery.models import Kind, Template


def in_use(government: Government, kind: Kind) -> Template | None:
    """Return the version that papers of a kind are written with; None for the usual layout."""
    return Template.objects.of(government).filter(kind=kind, in_use=True).first()


def bulletin_as_word(government: Government, document: Document) -> bytes:
    """Return a bulletin as a Word file. Raises `Refused` where the template in use cannot be filled."""
    row = in_use(government, Kind.BULLETIN)
    frame = letter_of(document, sealed=letterhead_of(government).sealed)
    if row is None:
        return rendered(document, "docx", frame)
    return _filled(row, values_of(document, frame))


def paper_as_word(government: Government, kind: Kind, paper: Paper) -> bytes:
    """Return any other paper as a Word file. Raises like `bulletin_as_word`."""
    row = in_use(government, kind)
    return paper.file("docx") if row is None else by_template(row, paper)


def by_template(row: Template, paper: Paper) -> bytes:
    """Return a paper as a Word file by a version of its template. Raises `Refused` where that cannot be filled."""
    return _filled(row, paper.values)


def previewed(template: Template) -> tuple[str, bytes]:
    """Return the template filled with the last paper of its government and what that is called.

    Where there is none yet, the name is empty and the paper an invented one.
    """
    kind = FILLABLE[Kind(template.kind)]
    latest = kind.latest(template.government)
    name, values = latest if latest is not None else ("", sample_values(kind.offered.values()))
    return name, _filled(template, values)


def lines_of(word: bytes) -> list[str]:
    """Return the paragraphs and rows of a Word file as lines, to be looked over on a page."""
    lines = []
    for block in Word(io.BytesIO(word)).iter_inner_content():
        rows = [" ｜ ".join(cell.text for cell in row.cells) for row in getattr(block, "rows", ())]
        lines += rows or [getattr(block, "text", "")]
    return [line for line in lines if line.strip()]


def _filled(row: Template, values: Values) -> bytes:
    lacking = [name for name in values.columns if name not in row.tags]
    if lacking and any(name in row.tags for name in values.columns):
        message = _(
            "%(template)s没有%(lacking)s，这一份有%(count)d栏，填出来会缺内容；请在模板里补上，或改用标准版式。"
        )
        named = "、".join(map(written, lacking))
        raise Refused(message % {"template": row, "lacking": named, "count": len(values.columns)})
    return filled(row.name, bytes(row.content), values, FILLABLE[Kind(row.kind)].offered)
