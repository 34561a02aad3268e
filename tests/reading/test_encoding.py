"""Which encoding a text is in, and what is said about damaged text."""

from __future__ import annotations

import pytest
from tests.reading.making import problems

from xushi.reading import read_bytes

SIMPLIFIED = "新建改建公园绿地十处，完成老旧小区改造。"
TRADITIONAL = "新建改建公園綠地十處，完成老舊社區改造。"


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
        ("市\n", "gbk", "gb18030"),
        ("𠮷县㙦镇", "gb18030", "gb18030"),
        ("plain ascii", "ascii", "utf-8"),
    ],
)
def test_a_text_is_decoded_whatever_its_encoding(text: str, codec: str, encoding: str) -> None:
    source = read_bytes(text.encode(codec), "a.txt").source
    assert (source.text, source.encoding) == (text, encoding)


def test_big_endian_utf_16_is_told_by_its_mark() -> None:
    source = read_bytes(b"\xfe\xff" + SIMPLIFIED.encode("utf-16-be"), "a.txt").source
    assert (source.text, source.encoding) == (SIMPLIFIED, "utf-16-be")


@pytest.mark.parametrize("size", range(20, 20 * 12, 20))
def test_twenty_characters_are_enough_to_tell_gb18030_from_big5(size: int) -> None:
    simplified = "牵头单位市教育局各县区政府配合新增普惠性托位一千八百个全年完成投资四亿元建成农村公路两百公里" * 6
    traditional = "責任單位市教育局各縣區政府配合新增普惠性托位一千八百個全年完成投資四億元建成農村公路兩百公里" * 6
    some = slice(size - 20, size)
    assert read_bytes(simplified[some].encode("gb18030"), "a.txt").source.text == simplified[some]
    assert read_bytes(traditional[some].encode("big5"), "a.txt").source.text == traditional[some]


def test_line_ends_and_blanks_stay_as_they_are() -> None:
    text = "\u3000一、教育\r\n二、医疗\r三、养老\n\t\n"
    assert read_bytes(text.encode(), "a.txt").source.text == text


def test_a_byte_that_cannot_be_decoded_is_replaced_and_reported_with_its_place() -> None:
    data = ("一、教育\n" + SIMPLIFIED).encode()
    reading = read_bytes(data[:25] + b"\xff" + data[25:], "a.txt")
    assert problems(reading) == [
        (
            "reading-undecodable-bytes: 按 UTF-8 编码读取时，有 1 处字节无法识别，首处在第 2 行，已用“�”代替。"
            "请用原软件打开文件核对这些字，另存为 UTF-8 编码后再读取。"
        )
    ]
    span = reading.problems[0].span
    assert span is not None
    assert span.of(reading.source.text) == "\ufffd"
    assert reading.source.text.replace("\ufffd", "") == "一、教育\n" + SIMPLIFIED


def test_a_broken_byte_does_not_change_the_encoding_of_a_gb18030_file() -> None:
    data = SIMPLIFIED.encode("gb18030")
    reading = read_bytes(data[:20] + b"\xff" + data[20:], "a.txt")
    assert reading.source.encoding == "gb18030"
    assert reading.source.text.startswith(SIMPLIFIED[:10])


def test_characters_lost_before_are_reported_as_lost() -> None:
    assert problems(read_bytes(f"{SIMPLIFIED}\n新建��处，\ufffd".encode(), "a.txt")) == [
        (
            "reading-lost-characters: 文中有 2 处“�”，首处在第 2 行：原来的字在以前转换编码时已经丢失。"
            "请找到转换之前的原文件，或对照原件补正。"
        )
    ]


def test_nul_and_control_characters_are_kept_and_reported() -> None:
    reading = read_bytes(f"{SIMPLIFIED}\0{SIMPLIFIED}\x07\x08{SIMPLIFIED}".encode(), "a.txt")
    assert reading.source.text.count("\0") == 1
    assert problems(reading) == [
        "reading-nul-characters: 文中有 1 处空字符（NUL），首处在第 1 行。文件可能在传输或导出时损坏，请与原件核对。",
        (
            "reading-control-characters: 文中有 1 处不可见的控制字符，首处在第 1 行。"
            "识别时按空格处理；如影响阅读，请在原文件中删去。"
        ),
    ]


UNDOABLE = "可以无损还原：按 {0} 写回字节，再按 {1} 打开。这里没有改动原文，请还原后重新读取。"
LOST = "有些字已经丢失，无法完全还原；请重新获取原文件。"


@pytest.mark.parametrize(
    ("garbled", "was", "taken_for", "hint"),
    [
        (SIMPLIFIED.encode().decode("latin-1"), "UTF-8", "Latin-1", UNDOABLE.format("Latin-1", "UTF-8")),
        (SIMPLIFIED.encode("gbk").decode("latin-1"), "GB18030", "Latin-1", UNDOABLE.format("Latin-1", "GB18030")),
        ("公园" + SIMPLIFIED.encode().decode("latin-1"), "UTF-8", "Latin-1", LOST),
        ((SIMPLIFIED * 2).encode().decode("gb18030", "replace"), "UTF-8", "GB18030", LOST),
        ("第一年锟斤拷锟斤拷", "UTF-8", "GBK", LOST),
    ],
)
def test_garbled_text_is_reported_and_left_alone(garbled: str, was: str, taken_for: str, hint: str) -> None:
    reading = read_bytes(garbled.encode(), "a.txt")
    assert reading.source.text == garbled
    assert problems(reading)[-1] == (
        f"reading-garbled: 第 1 行起有乱码：{was} 编码的文字曾被当作 {taken_for} 打开并保存。{hint}"
    )


@pytest.mark.parametrize("text", ["温度 20°C±2，价格 £5–€9", "Zürich naïve façade", "鈥是字书中的罕用字", "锛"])
def test_ordinary_text_is_not_called_garbled(text: str) -> None:
    assert problems(read_bytes(text.encode(), "a.txt")) == []
