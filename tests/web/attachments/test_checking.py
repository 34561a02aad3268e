"""What may be kept, and the exact sentence for what may not."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from xushi_web.attachments import packages, photos
from xushi_web.attachments.checking import check
from xushi_web.attachments.errors import Unsuitable
from xushi_web.attachments.models import Kind

from .made import PDF, excel, packed, photo, word


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(Unsuitable) as refused:
        check(name, data)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("现场.jpg", photo(), Kind.JPEG),
        ("现场.JPEG", photo(), Kind.JPEG),
        ("截图.png", photo("PNG"), Kind.PNG),
        ("批复.pdf", PDF, Kind.PDF),
        ("说明.docx", word(), Kind.DOCX),
        ("台账.xlsx", excel(), Kind.XLSX),
        ("说明.txt", "已开工3所。".encode(), Kind.TEXT),
        ("说明.txt", "已开工3所。".encode("gb18030"), Kind.TEXT),
    ],
)
def test_what_may_be_kept_is_known_by_its_content(name: str, data: bytes, kind: Kind) -> None:
    checked = check(name, data)
    assert (checked.kind, checked.name) == (kind, name)


def test_an_empty_file() -> None:
    assert refusal("现场.jpg", b"") == "“现场.jpg”是空文件，请重新选择。"


def test_a_file_that_is_too_large(settings: Any) -> None:
    settings.ATTACHMENT_LIMIT = 1_000_000
    assert refusal("录像.jpg", b"x" * 1_250_000) == (
        "“录像.jpg”有1.3MB，超过上限1MB；照片请缩小、扫描件请降低分辨率后再上传。"
    )


@pytest.mark.parametrize("data", [b"MZ\x90\x00program", b"<html><script>x</script>", b"#!/bin/sh\n", b"\x00\x01\x02"])
@pytest.mark.parametrize("name", ["现场.jpg", "程序.exe", "页面.html"])
def test_another_kind_of_file(name: str, data: bytes) -> None:
    assert refusal(name, data) == f"“{name}”不是可以上传的文件；可以上传 jpg、png 照片和 pdf、docx、xlsx、txt 文件。"


@pytest.mark.parametrize("data", [b"a\x00b", b"\x1b]0;title\x07", b"\xff\xfe\xff\xff\xff"])
def test_a_text_that_is_none(data: bytes) -> None:
    assert refusal("说明.txt", data).startswith("“说明.txt”不是可以上传的文件；")


def test_a_name_that_denies_the_content() -> None:
    assert refusal("批复.pdf", photo()) == ("“批复.pdf”的内容是jpg 照片，与扩展名不符；请把扩展名改为 .jpg 后再上传。")
    assert refusal("台账.docx", excel()) == (
        "“台账.docx”的内容是xlsx 表格，与扩展名不符；请把扩展名改为 .xlsx 后再上传。"
    )


def test_a_damaged_photo() -> None:
    sentence = "“现场.jpg”打不开，图片可能已损坏；请重新导出后再上传。"
    assert refusal("现场.jpg", photo()[:-2000]) == sentence
    assert refusal("现场.jpg", b"\xff\xd8\xff" + b"x" * 100) == sentence
    assert refusal("截图.png", photo("PNG")[:60]) == sentence.replace("现场.jpg", "截图.png")


def test_a_photo_that_unpacks_to_a_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "MOST_PIXELS", 1000)
    assert refusal("现场.png", photo("PNG")) == "“现场.png”有640×480像素，过大；请缩小后再上传。"


def test_a_photo_of_billions_of_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    assert refusal("现场.png", photo("PNG")) == "“现场.png”解压后大得反常，没有保存；请另存一份再上传。"


def test_half_a_pdf_and_one_that_runs_something() -> None:
    assert refusal("批复.pdf", PDF[:-8]) == "“批复.pdf”不完整，可能没有传完；请重新导出后再上传。"
    for active in (b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>", b"/S /L#61unch", b"/Type /EmbeddedFile"):
        assert refusal("批复.pdf", PDF.replace(b"/Type /Catalog", active)) == (
            "“批复.pdf”里有脚本或内嵌文件，不能作为佐证材料；请重新打印成 pdf 后再上传。"
        )


def test_packed_bytes_of_a_pdf_may_spell_anything() -> None:
    assert check("批复.pdf", PDF.replace(b"endobj", b"stream\n\x00/JS \x01\nendstream endobj")).kind == Kind.PDF


@pytest.mark.parametrize(
    "parts",
    [
        {"word/vbaProject.bin": b"x"},
        {"word/activeX/activeX1.bin": b"x"},
        {"word/embeddings/oleObject1.bin": b"x"},
        {
            "word/_rels/settings.xml.rels": b'<Relationship Type="x/attachedTemplate" Target="http://elsewhere.example/"/>'
        },
    ],
)
def test_macros_and_embedded_programs(parts: dict[str, bytes]) -> None:
    assert refusal("说明.docx", packed(parts, onto=word())) == (
        "“说明.docx”里有宏或嵌入的程序，不能作为佐证材料；请另存为不带宏的 docx 或 xlsx 后再上传。"
    )


def test_a_document_that_says_it_has_macros() -> None:
    data = packed(
        {"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled", "word/document.xml": b"<x/>"}
    )
    assert refusal("说明.docx", data).startswith("“说明.docx”里有宏或嵌入的程序，")


def test_an_old_or_encrypted_document() -> None:
    assert refusal("说明.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100) == (
        "“说明.doc”是旧格式或加密的办公文档，里面可能带有宏；请另存为不加密的 docx 或 xlsx 后再上传。"
    )


def test_an_archive_that_is_no_document() -> None:
    assert refusal("材料.docx", packed({"1.jpg": b"x"})) == (
        "“材料.docx”是压缩包或其他文件；请解压后逐个上传 jpg、png、pdf、docx、xlsx、txt 文件。"
    )


def test_an_archive_that_unpacks_without_end() -> None:
    bomb = packed({"word/media/bomb.bin": bytes(8_000_000)}, onto=word())
    assert refusal("说明.docx", bomb) == "“说明.docx”解压后大得反常，没有保存；请另存一份再上传。"


def test_an_archive_of_too_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_PARTS", 3)
    assert refusal("说明.docx", word()) == "“说明.docx”解压后大得反常，没有保存；请另存一份再上传。"


def test_a_damaged_document() -> None:
    sentence = "“说明.docx”打不开，文件可能已损坏；请重新保存后再上传。"
    data = word()
    assert refusal("说明.docx", data[: len(data) // 2]) == sentence
    middle = data.index(b"word/document.xml") + 60
    assert refusal("说明.docx", data[:middle] + bytes(40) + data[middle + 40 :]) == sentence


def test_a_name_is_shown_without_folders_and_unseen_characters() -> None:
    assert check("C:\\照片\\..\\现\u202e场\r\n.jpg", photo()).name == "现场.jpg"
    assert check("../../etc/passwd/现场.jpg", photo()).name == "现场.jpg"
    assert len(check("长" * 300 + ".jpg", photo()).name) == 150


def test_the_copy_for_everybody_has_nothing_of_the_camera() -> None:
    for form, name in (("JPEG", "现场.jpg"), ("PNG", "现场.png")):
        copies = check(name, photo(form, gps=True)).copies
        assert copies is not None
        for copy in (copies.published, copies.thumbnail):
            image = Image.open(io.BytesIO(copy))
            assert not image.getexif()
            assert b"Phone of the clerk" not in copy
            assert b"taken at the site" not in copy
            assert "exif" not in image.info
        assert Image.open(io.BytesIO(copies.published)).size == (640, 480)
        assert Image.open(io.BytesIO(copies.thumbnail)).size == (320, 240)


def test_a_photo_taken_sideways_stands_upright() -> None:
    copies = check("现场.jpg", photo(turned=True)).copies
    assert copies is not None
    assert Image.open(io.BytesIO(copies.published)).size == (480, 640)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_every_make_have_copies(mode: str) -> None:
    target = io.BytesIO()
    Image.new(mode, (400, 300)).save(target, "PNG")
    copies = check("截图.png", target.getvalue()).copies
    assert copies is not None
    assert Image.open(io.BytesIO(copies.thumbnail)).size == (320, 240)
