"""Laws that hold for every file: spans are right, and nothing but a refusal is ever raised."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.making import (
    assert_span_law,
    levels,
    numbered,
    numbering,
    paragraph,
    pdf,
    ruled,
    word,
    workbook,
    written,
)

from xushi.reading import UnreadableFile, read_bytes

LAWS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf", "a.xlsx", "a"])
TAGS = (
    "<p> </p> <br/> <table> </table> <tr> <td> </td> <td rowspan=2> <td colspan=3> <td rowspan=0> <ol> <li> </ol> "
    "<pre> </pre> <script> </script> <style> <!-- --> <b> &nbsp; &amp; &#20013; &#0; &x; < > & <div <![if>"
)
MARKUP = st.lists(
    st.one_of(
        st.sampled_from(TAGS.split(" ")),
        st.text(alphabet="市县 1.\t\n\r<>&'\"", max_size=6),
    ),
    max_size=40,
).map("".join)


@LAWS
@given(MARKUP, st.sampled_from(["a.txt", "a.html"]))
def test_the_span_law_holds_for_any_markup(markup: str, name: str) -> None:
    with suppress(UnreadableFile):
        reading = read_bytes(markup.encode(), name)
        assert reading.source.text == markup
        assert_span_law(reading)


@LAWS
@given(st.text(min_size=1))
def test_the_source_of_a_text_is_the_text(text: str) -> None:
    with suppress(UnreadableFile):
        reading = read_bytes(("市" + text).encode(), "a.txt")
        assert reading.source.text == "市" + text
        assert_span_law(reading)


@LAWS
@given(
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"<html>"]),
    st.binary(max_size=400),
    NAMES,
)
def test_any_bytes_are_read_or_refused(start: bytes, data: bytes, name: str) -> None:
    with suppress(UnreadableFile):
        assert_span_law(read_bytes(start + data, name))


@cache
def sound(kind: str) -> bytes:
    """Return a sound file with something of everything in it."""
    if kind == "docx":
        wide = f"<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{numbered('甲')}</w:tc>"
        row = f"<w:tr>{wide}<w:tc>{paragraph('乙')}</w:tc></w:tr>"
        body = numbered("一") + numbered("二", level=1) + f"<w:tbl>{row}{row}</w:tbl>" + paragraph("完")
        return word(body, numbering=numbering(levels(("chineseCounting", "%1、"), ("decimal", "%1.%2"))))
    if kind == "xlsx":
        return workbook(
            ("表", [["标题"], ["序号", "项目"], [1, "甲"], [0.5, "乙"]]), merges=("A1:B1",), formats={"A4": "0%"}
        )
    table = ruled([["序号", "任务"], ["1", "新建公园"]], 700, (50, 100, 300))
    return pdf(written("标题", 100, 800) + table, table + written("2", 300, 30))


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """Cut, double and overwrite parts of `data`."""
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(0, 40))
        piece = draw(st.sampled_from([b"", data[place : place + length] * 2, b"\xff", b"9", b"<", b'"', b"\0"]))
        data = data[:place] + piece + data[place + length :]
    return data


@LAWS
@given(st.data(), st.sampled_from(["docx", "xlsx", "pdf"]))
def test_a_file_damaged_anywhere_is_read_or_refused(data: st.DataObject, kind: str) -> None:
    damaged = data.draw(mutated(sound(kind)))
    with suppress(UnreadableFile):
        assert_span_law(read_bytes(damaged, f"a.{kind}"))


@LAWS
@given(st.data(), st.sampled_from(["docx", "xlsx"]))
def test_a_package_with_damaged_markup_is_read_or_refused(data: st.DataObject, kind: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound(kind))) as old, zipfile.ZipFile(file, "w") as new:
        victim = data.draw(st.sampled_from(sorted(name for name in old.namelist() if "theme" not in name)))
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, data.draw(mutated(content)) if name == victim else content)
    with suppress(UnreadableFile):
        assert_span_law(read_bytes(file.getvalue(), f"a.{kind}"))


@LAWS
@given(st.data(), st.sampled_from(["docx", "xlsx"]), st.sampled_from(["-1", "99999999999", "x", "", "0", "1e9"]))
def test_an_absurd_attribute_is_survived(data: st.DataObject, kind: str, absurd: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound(kind))) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            places = list(re.finditer(rb"=([\"'])[^\"'<>]*\1", content))
            if places and name.endswith(".xml") and "theme" not in name:
                place = data.draw(st.sampled_from(places))
                content = content[: place.start()] + f'="{absurd}"'.encode() + content[place.end() :]
            new.writestr(name, content)
    with suppress(UnreadableFile):
        assert_span_law(read_bytes(file.getvalue(), f"a.{kind}"))


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_a_sound_file_of_every_kind_keeps_the_span_law(kind: str) -> None:
    reading = read_bytes(sound(kind), f"a.{kind}")
    assert_span_law(reading)
    assert reading.problems == () if kind != "pdf" else len(reading.blocks) >= 2
