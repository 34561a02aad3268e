"""A template to begin with: the usual layout of a bulletin, with tags where its texts stand."""

from __future__ import annotations

import io
from datetime import date

from docx import Document

from xushi.rendering import docx
from xushi.rendering.layout import Annex, Flag, Layout, Line, Signature, Style, written_day
from xushi_web.agencies.models import Government
from xushi_web.bulletins.letterhead import letterhead_of
from xushi_web.stationery.packages import opened, packed

_ANY_DAY = date(2000, 1, 1)


def starting_template(government: Government) -> bytes:
    """Return the template, with the name of the office that issues the bulletins of `government` on its head."""
    body = letterhead_of(government).issuing_body
    blocks = (
        Flag(f"{body}文件", "{{文号}}"),
        Line("{{标题}}", Style.TITLE),
        Line("{{正文.段落}}"),
        Line("{{清单引语}}"),
        Line("{{未达.序号}}.{{未达.标题}}（第{{未达.项号}}项）：{{未达.情况}}", Style.ITEM),
        Signature(body, _ANY_DAY),
        Line("{{附注}}", Style.NOTE),
        Annex("附件", "{{附件标题}}"),
        Line("{{事项.领域}}", Style.LIST),
        Line("{{事项.编号}}.{{事项.内容}}{{事项.责任}}", Style.ITEM),
        Line("工作进展：{{事项.判定}}。{{事项.进展}}"),
    )
    word = Document(io.BytesIO(docx.written(Layout("", blocks))))
    for paragraph in word.paragraphs:
        if paragraph.text == written_day(_ANY_DAY):
            paragraph.runs[0].text = "{{成文日期}}"
    saved = io.BytesIO()
    word.save(saved)
    return packed(opened("", saved.getvalue()))
