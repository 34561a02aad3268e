"""A template to begin with: the usual layout of a kind of paper as a Word file, with tags where its texts stand."""

from __future__ import annotations

import io

from docx import Document

from xushi.rendering import docx
from xushi.rendering.layout import Layout, written_day
from xushi_web.agencies.models import Government
from xushi_web.bulletins.letterhead import letterhead_of
from xushi_web.stationery.forms import ANY_DAY
from xushi_web.stationery.kinds import FILLABLE
from xushi_web.stationery.models import Kind
from xushi_web.stationery.packages import opened, packed


def starting_template(government: Government, kind: Kind) -> bytes:
    """Return the template, with the name of the office that issues the papers of `government`."""
    blocks = FILLABLE[kind].form(letterhead_of(government).issuing_body)
    word = Document(io.BytesIO(docx.written(Layout("", blocks))))
    for paragraph in word.paragraphs:
        if paragraph.text == written_day(ANY_DAY):
            paragraph.runs[0].text = "{{成文日期}}"
    saved = io.BytesIO()
    word.save(saved)
    return packed(opened("", saved.getvalue()))
