"""Files of which nothing can be understood: the exact sentence for each."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.reading.making import W, paragraph, pdf, refused, word, workbook
from tests.reading.test_pdf import IMAGE

from xushi.reading import UnreadableFile, read_bytes, read_file

DOCX = "请用 Word 或 WPS 打开，另存为 docx 后再试。"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
EMPTY = "reading-empty-file: 文件是空的，没有任何文字。请确认选对了文件，或重新导出后再试。"
BOMB = (
    "reading-zip-bomb: 文件解压后的体积异常大，可能是恶意文件，已停止读取。"
    "请确认文件来源；如果确实是正常文件，请用原软件打开，另存一份后再试。"
)
UNSAFE = (
    "reading-unsafe-xml: 文件内部含有正常文档不会有的实体声明（DOCTYPE），可能是恶意文件，已停止读取。"
    "请确认文件来源；如果确实是正常文件，请用原软件打开，另存一份后再试。"
)
LOCKED = "reading-encrypted: 文件设有打开密码，无法读取。请用原软件打开，取消密码并另存一份后再试。"


def zipped(**parts: bytes | str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def other(found: str, hint: str) -> str:
    return f"reading-other-format: 这是{found}，不能直接读取。{hint}"


def damaged(kind: str) -> str:
    return (
        f"reading-damaged: 文件看起来是 {kind}，但内容已损坏，无法打开。"
        "请重新获取或重新导出该文件；如果能用原软件打开，另存一份后再试。"
    )


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + bytes(512)


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.txt", EMPTY),
        (b" \r\n\t\0\0", "a.txt", EMPTY),
        (b"\xef\xbb\xbf", "a.txt", EMPTY),
        (b"<html><script>1</script></html>", "a.html", ("reading-no-text: 这个 html 文件里没有任何文字。"
         "如果内容是图片，请先做文字识别（OCR）；否则请确认选对了文件。")),
        (bytes(range(256)) * 8, "a.txt", ("reading-not-text: 文件的内容不是文字，也不是能识别的文档格式。"
         "请用原软件打开它，另存为 docx、pdf、xlsx 或 txt 后再试。")),
        (stream("WordDocument"), "a.doc", other("旧版 Word 或 WPS 文字文件（doc、wps）", DOCX)),
        (stream("WordDocument"), "a.docx", other("旧版 Word 或 WPS 文字文件（doc、wps）", DOCX)),
        (stream("EncryptedPackage"), "a.docx", LOCKED),
        (stream("PowerPoint Document"), "a.ppt",
         other("旧版演示文稿（ppt、dps）", "请把其中的文字复制到 docx 文件中再试。")),
        (stream("Workbook"), "a.xls", damaged("xls")),
        (b"\x01\x02", "a.wps", other("旧版 Word 或 WPS 文字文件（doc、wps）", DOCX)),
        (b"\x01\x02", "a.et", other(" WPS 表格文件（et）", "请用 WPS 打开，另存为 xlsx 后再试。")),
        (b"{\\rtf1 a}", "a.doc", other(" RTF 文件", DOCX)),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><a/>', "a.xml",
         other(" Word XML 文件", "请用 Word 打开，另存为 docx 后再试。")),
        (b"\x89PNG\r\n\x1a\n", "a.png", other("图片", "请先做文字识别（OCR），把结果存为 docx 或 txt 后再试。")),
        (b"\xff\xd8\xff\xe0", "a.pdf", other("图片", "请先做文字识别（OCR），把结果存为 docx 或 txt 后再试。")),
        (zipped(OFD_xml="<a/>"), "a.ofd", other(" OFD 版式文件", "请用 OFD 阅读器打开，导出为 pdf 或 docx 后再试。")),
        (zipped(ppt__presentation_xml="<a/>"), "a.pptx",
         other("演示文稿（pptx）", "请把其中的文字复制到 docx 文件中再试。")),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "a.odt",
         other(" OpenDocument 文字文件（odt）", "请用 Word、WPS 或 LibreOffice 打开，另存为 docx 后再试。")),
        (zipped(a_txt="1"), "a.zip", other("压缩包", "请先解压，再选择其中的文件。")),
        (b"Rar!\x1a\x07", "a.rar", other("压缩包", "请先解压，再选择其中的文件。")),
        (b"PK\x03\x04broken", "a.docx", damaged("zip")),
        (word(paragraph("")), "a.docx", ("reading-no-text: 这个 docx 文件里没有任何文字。"
         "如果内容是图片，请先做文字识别（OCR）；否则请确认选对了文件。")),
        (zipped(word__document_xml="<a"), "a.docx", damaged("docx")),
        (zipped(word__document_xml="<a/>"), "a.docx", damaged("docx")),
        (workbook(("表", [])), "a.xlsx", ("reading-no-text: 这个 xlsx 文件里没有任何文字。"
         "如果内容是图片，请先做文字识别（OCR）；否则请确认选对了文件。")),
        (zipped(xl__workbook_xml="<a/>"), "a.xlsx", damaged("xlsx")),
        (workbook(("表", [["甲"]])).replace(b"xl/workbook.xml", b"xl/workbook.bin"), "a.xlsb",
         other("二进制 Excel 文件（xlsb）", "请用 Excel 打开，另存为 xlsx 后再试。")),
        (b"%PDF-1.7\nnothing", "a.pdf", damaged("pdf")),
        (pdf(IMAGE, IMAGE), "a.pdf", ("reading-no-text-layer: 这个 PDF 共 2 页，都是图片，没有文字层。"
         "请先做文字识别（OCR），把结果存为 docx 或 txt 后再试。")),
        (pdf(""), "a.pdf", ("reading-no-text: 这个 pdf 文件里没有任何文字。"
         "如果内容是图片，请先做文字识别（OCR）；否则请确认选对了文件。")),
    ],
)  # fmt: skip
def test_what_was_found_and_what_to_do(data: bytes, name: str, sentence: str) -> None:
    assert refused(data, name) == sentence


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    sentence = "文件有 2.5 MB，超过了 2 MB 的上限。请拆分成几个文件，或去掉其中的图片后再试。"
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(b"a" * 2_500_000, "a.txt", limit=2_000_000)
    assert str(refusal.value) == sentence
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 2_500_000)
    with pytest.raises(UnreadableFile) as refusal:
        read_file(path, limit=2_000_000)
    assert str(refusal.value) == sentence


def test_a_file_is_named_by_the_last_part_of_its_path(tmp_path: Path) -> None:
    path = tmp_path / "任务.txt"
    path.write_bytes("一、教育".encode())
    assert read_file(path).source.name == "任务.txt"


def test_a_pdf_with_a_password_is_refused() -> None:
    key = "00" * 32
    locked = pdf("", extra=f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<00> <00>]")
    assert refused(locked, "a.pdf") == LOCKED


def test_a_pdf_that_names_one_page_ten_thousand_times_is_refused() -> None:
    many = pdf("").replace(b"/Kids [4 0 R] /Count 1", b"/Kids [" + b"4 0 R " * 10_000 + b"] /Count 10000")
    assert refused(many, "a.pdf") == (
        "reading-too-many-pages: 这个 PDF 有 10000 页，超过了 5000 页的上限。请拆分成几个文件后再试。"
    )


# Hostile packages

LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha" * 10}">' for i in range(10))


@pytest.mark.parametrize(
    "markup",
    [
        f"<!DOCTYPE w:document [{LAUGHS}]><w:document xmlns:w='{W}'><w:body>&a9;</w:body></w:document>",
        (
            f"<!DOCTYPE w:document [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><w:document xmlns:w='{W}'><w:body>"
            f"<w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
        ),
        f"<!DOCTYPE w:document SYSTEM 'http://example.invalid/a.dtd'><w:document xmlns:w='{W}'/>",
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entities_are_never_resolved(markup: str, codec: str) -> None:
    assert refused(zipped(word__document_xml=markup.encode(codec)), "a.docx") == UNSAFE


def test_entities_in_a_workbook_are_refused() -> None:
    data = zipped(xl__workbook_xml="<!DOCTYPE a [<!ENTITY a 'b'>]><workbook/>")
    assert refused(data, "a.xlsx") == UNSAFE


def test_a_zip_bomb_is_refused() -> None:
    assert refused(zipped(word__document_xml=b" " * 20_000_000), "a.docx") == BOMB


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    data = zipped(word__document_xml=b" " * 120_000_000)
    assert refused(data.replace((120_000_000).to_bytes(4, "little"), (99).to_bytes(4, "little")), "a.docx") in {
        BOMB,
        damaged("docx"),
    }


def test_a_package_of_very_many_parts_is_refused() -> None:
    file = io.BytesIO(word(paragraph("甲")))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as package:
        for i in range(20_001):
            package.writestr(f"a{i}", b"")
    assert refused(file.getvalue(), "a.docx") == BOMB


def test_markup_nested_without_end_is_refused() -> None:
    assert refused(word("<w:tbl><w:tr><w:tc>" * 20_000), "a.docx") == damaged("docx")
    closed = "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000
    assert refused(word(closed), "a.docx") == damaged("docx")


def test_a_value_in_the_last_corner_of_a_sheet_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(("表", [["甲"]])))) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            new.writestr(part, content.replace(b"</sheetData>", row) if "sheet1" in part else content)
    assert refused(file.getvalue(), "a.xlsx") == (
        "reading-sheet-too-large: 工作表“表”有 1048576 行 16384 列，范围过大。"
        "多半是远处的单元格里误填了内容，请用 Excel 或 WPS 删去后再试。"
    )


# What an import costs


@pytest.fixture(scope="module")
def modules_after_a_text() -> set[str]:
    code = "import sys, xushi.reading as r; r.read_bytes('一、教育'.encode(), 'a.txt'); print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return set(shown.stdout.split())


@pytest.mark.parametrize("library", ["lxml", "pypdfium2", "pdfplumber", "python_calamine", "opencc", "zipfile"])
def test_a_text_is_read_without_loading_what_other_formats_need(library: str, modules_after_a_text: set[str]) -> None:
    assert library not in modules_after_a_text
