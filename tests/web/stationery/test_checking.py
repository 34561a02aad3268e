"""What cannot be a template is refused with the place and what to do."""

from __future__ import annotations

import pytest

from xushi_web.documents.errors import Refused
from xushi_web.stationery.checking import check
from xushi_web.stationery.kinds import FILLABLE
from xushi_web.stationery.models import Kind
from xushi_web.stationery.packages import LARGEST

from .conftest import part_of, template_of, with_part

RELATIONS, BODY, TYPES = "word/_rels/document.xml.rels", "word/document.xml", "[Content_Types].xml"
OFFERED = FILLABLE[Kind.BULLETIN].offered
SINGLE = "、".join(
    "{{" + name + "}}"
    for name in ("标题", "附件标题", "文号", "索引号", "发布机构", "成文日期", "附注", "清单引语", "紧急程度")
)
GOOD = template_of("{{标题}}")
PROGRAM = "“a.docx”里有宏或嵌入的对象，不能作模板；请删去后另存为 docx 再上传。"
NO_WORD = "“a.docx”不是 docx 文档；请用 Word 或 WPS 另存为 docx 后再上传。"


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        check("a.docx", data, OFFERED)
    return str(refused.value)


def test_a_good_one_tells_its_tags_in_their_order() -> None:
    data = template_of("{{正文.段落}}", rows=(("{{事项.编号}}", "{{事项.内容}}"),), header="{{标题}}")
    assert check("a.docx", data, OFFERED).tags == ("正文.段落", "事项.编号", "事项.内容", "标题")


@pytest.mark.parametrize(
    ("paragraph", "fault"),
    [
        ("{{标 题}}", f"没有“标 题”这个标签，可以用的有：{SINGLE}。"),
        (
            "{{未达.名称}}",
            "没有“未达.名称”这个标签，可以用的有：{{未达.序号}}、{{未达.标题}}、{{未达.项号}}、{{未达.情况}}。",
        ),
        ("{{ 标题.__class__ }}", f"没有“标题.__class__”这个标签，可以用的有：{SINGLE}。"),
        ("{{标题|safe}}", f"没有“标题|safe”这个标签，可以用的有：{SINGLE}。"),
        ("{{标题", "括号不成对，或用了标签以外的写法；标签写成 {{标题}}，用半角花括号，不跨段落。"),
        ("{% for x in y %}", "括号不成对，或用了标签以外的写法；标签写成 {{标题}}，用半角花括号，不跨段落。"),
        ("｛｛标题｝｝", "括号不成对，或用了标签以外的写法；标签写成 {{标题}}，用半角花括号，不跨段落。"),
        ("{{正文.段落}}{{事项.编号}}", "同一段或同一行里有“事项、正文”几种重复内容，请分开写。"),
    ],
)
def test_a_wrong_tag_is_named_with_its_paragraph(paragraph: str, fault: str) -> None:
    assert refusal(template_of("{{标题}}", paragraph)) == f"第2段“{paragraph}”：{fault}"


def test_a_wrong_tag_in_a_table_and_at_the_edge_of_the_page_is_named_there() -> None:
    told = refusal(template_of(rows=(("{{甲}}",),)))
    assert told.startswith("第1段（表格中）“{{甲}}”：没有“甲”这个标签，可以用的有：{{标题}}、")
    assert refusal(template_of("{{标题}}", header="{{正文.段落}}")) == (
        "页眉第1段“{{正文.段落}}”：页眉、页脚里不能有重复的内容。"
    )


def test_five_faults_are_told_and_the_others_counted() -> None:
    told = refusal(template_of(*["{{甲}}"] * 7))
    assert told.count("没有“甲”这个标签") == 5
    assert told.endswith("另外还有2处。")


def test_one_without_a_tag_is_no_template() -> None:
    assert refusal(template_of("通报")) == ("模板里一个标签也没有；请至少写上 {{标题}}，或从起始模板改起。")


def test_macros_and_embedded_objects_are_refused() -> None:
    assert refusal(with_part(GOOD, "word/vbaProject.bin", b"x")) == PROGRAM
    assert refusal(with_part(GOOD, "word/embeddings/oleObject1.bin", b"x")) == PROGRAM
    types = part_of(GOOD, TYPES).replace(b"document.main+xml", b"document.macroEnabled.main+xml")
    assert refusal(with_part(GOOD, TYPES, types, instead=True)) == PROGRAM


def test_what_leads_outside_is_refused_by_its_address() -> None:
    link = b'<Relationship Id="x" Type="t/image" Target="http://example.org/a.png" TargetMode="External"/>'
    relations = part_of(GOOD, RELATIONS).replace(b"</Relationships>", link + b"</Relationships>")
    assert refusal(with_part(GOOD, RELATIONS, relations, instead=True)) == (
        "“a.docx”里有指向外部的链接“http://example.org/a.png”，不能作模板；请取消链接后再上传。"
    )


def test_a_field_that_fetches_something_is_refused_however_it_is_split() -> None:
    code = b"<w:p><w:r><w:instrText> INCL</w:instrText></w:r><w:r><w:instrText>UDETEXT x</w:instrText></w:r></w:p>"
    body = part_of(GOOD, BODY).replace(b"<w:body>", b"<w:body>" + code)
    assert refusal(with_part(GOOD, BODY, body, instead=True)) == (
        "“a.docx”里有会读取外部内容的域“INCLUDE”，不能作模板；请把域转换为文字后再上传。"
    )


def test_a_part_that_brings_its_own_entities_is_refused() -> None:
    body = part_of(GOOD, BODY)
    start = body.index(b"<w:document")
    bomb = body[:start] + b'<!DOCTYPE w:document [<!ENTITY a "aaaa">]>' + body[start:]
    assert refusal(with_part(GOOD, BODY, bomb, instead=True)) == (
        "“a.docx”打不开，文件可能已损坏；请重新保存后再上传。"
    )


def test_a_bomb_a_large_file_and_other_files_are_refused() -> None:
    assert refusal(with_part(GOOD, "word/media/a.bmp", bytes(30_000_000))) == (
        "“a.docx”解压后大得反常，没有保存；请另存一份再上传。"
    )
    assert refusal(bytes(LARGEST + 1)) == "“a.docx”超过2兆字节，请压缩里面的图片后再上传。"
    assert refusal(b"") == NO_WORD
    assert refusal(b"%PDF-1.7") == NO_WORD
    assert refusal(with_part(b"PK\x05\x06" + bytes(18), "a.txt", b"x")) == NO_WORD
