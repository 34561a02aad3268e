"""Web pages: what a browser shows, with the place of each character."""

from __future__ import annotations

import pytest
from tests.reading.making import assert_span_law, cells, problems

from xushi.reading import read_bytes
from xushi.reading.model import Reading


def page(markup: str) -> Reading:
    reading = read_bytes(markup.encode(), "a.html")
    assert_span_law(reading)
    assert reading.source.text == markup
    return reading


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p>一</p><p>二</p>", "一\n二"),
        ("<div>一<br>二</div> 三", "一\n二\n三"),
        ("<p>一  、\n  <b>教</b>育 </p>", "一 、 教育"),
        ("<p>甲&nbsp;乙&lt;丙&gt;&#19969;</p>", "甲\xa0乙<丙>丁"),
        ("<title>标题</title><style>p{}</style><p>正文</p><script>if(a<b)x</script>末", "正文\n末"),
        ("<nav>首页</nav><main>正文</main>", "首页\n正文"),
        ("一<!-- 不显示 <p> -->二", "一二"),
        ("<pre>一\n  二</pre>", "一\n  二"),
        ("<p>不低于<5万元", "不低于<5万元"),
        ("<p title='a>b'>一", "一"),
        ("<o:p></o:p><st1:a>一</st1:a>", "一"),
    ],
)
def test_the_view_is_what_a_browser_shows(markup: str, shown: str) -> None:
    assert page(markup).view.text == shown


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<ol><li>甲<li>乙</ol>", "1. 甲\n2. 乙"),
        ("<ol type=i start=3><li>甲</li><li value=9>乙</li><li>丙</li></ol>", "iii. 甲\nix. 乙\nx. 丙"),
        ('<ol style="list-style-type: cjk-ideographic"><li>甲<li>乙</ol>', "一、甲\n二、乙"),
        ("<ol><li>甲<ul><li>乙</ul><li>丙</ol>", "1. 甲\n乙\n2. 丙"),
        ('<ol style="list-style:none"><li>一、甲</ol>', "一、甲"),
        ("<table><tr><td>前<ol><li>甲<li>乙</ol></table>", "前\v1. 甲\v2. 乙\n"),
    ],
)
def test_numbers_of_ordered_lists_are_written_out(markup: str, shown: str) -> None:
    assert page(markup).view.text == shown


def test_a_written_out_number_stands_for_its_tag() -> None:
    reading = page("<ol><li class=x>甲</ol>")
    assert reading.view.origin(0, 2).of(reading.source.text) == "<li class=x>"
    ten = page("<ol start=10><li>甲</ol>")
    assert [ten.view.origin(i, i + 1).of(ten.source.text) for i in range(5)] == [*["<li>"] * 4, "甲"]


def test_a_table_with_spans() -> None:
    reading = page(
        "<p>前</p><table><caption>表一</caption><tr><th rowspan=2>序号<th colspan=2>进度</tr>"
        "<tr><td>一季度<br>（3月）</td><td></td></tr></table>后"
    )
    assert cells(reading) == [
        [("序号", 0, 0, 2, 1), ("进度", 0, 1, 1, 2), ("一季度\v（3月）", 1, 1, 1, 1), ("", 1, 2, 1, 1)]
    ]
    assert reading.view.text == "前\n表一\n序号\t进度\n一季度\v（3月）\t\n后"


def test_text_between_cells_and_nested_tables_are_kept() -> None:
    reading = page("<table><tr><td>甲<table><tr><td>乙<td>丙<tr><td>丁</table>戊</td></tr>散<tr></tr></table>")
    assert cells(reading) == [[("甲\v乙 丙\v丁\v戊", 0, 0, 1, 1), ("散", 0, 1, 1, 1)]]


def test_spans_beyond_the_table_are_cut_and_absurd_ones_limited() -> None:
    reading = page("<table><tr><td rowspan=0>甲<td rowspan=99 colspan=999999>乙<tr><td>丙</table>")
    assert cells(reading) == [[("甲", 0, 0, 2, 1), ("乙", 0, 1, 2, 1000), ("丙", 1, 256, 1, 1)]]


@pytest.mark.parametrize(
    ("declared", "codec", "encoding"),
    [("gb2312", "gbk", "gb18030"), ("big5", "big5", "big5"), ("utf-8", "gbk", "gb18030"), ("gbk", "utf-8", "utf-8")],
)
def test_the_charset_a_page_declares_is_believed_if_the_bytes_agree(declared: str, codec: str, encoding: str) -> None:
    markup = f'<html><meta charset="{declared}"><body>公共服务中心，新建公路</body></html>'
    text = "".join(c if codec != "big5" else {"务": "務", "书": "書"}.get(c, c) for c in markup)
    reading = read_bytes(text.encode(codec), "a")
    assert (reading.source.encoding, reading.source.text) == (encoding, text)


def test_a_page_is_known_by_its_beginning_whatever_its_name() -> None:
    assert read_bytes("\ufeff <!DOCTYPE html><p>一</p>".encode(), "a.doc").source.format == "html"


def test_a_sound_page_has_no_problems() -> None:
    assert problems(page("<p>一</p>")) == []


@pytest.mark.parametrize(
    "unit",
    ["<p>", "<", '<a "', "<!--", "<script>", "<table><tr><td>", "<tr><td rowspan=9>", "<ol><li>", "& ", "<a b='", "<!"],
)
@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_twenty_thousand_broken_or_empty_tags_are_read(unit: str, name: str) -> None:
    reading = read_bytes((unit * 20_000 + "市").encode(), name)
    assert reading.view.text.endswith("市")


def test_a_million_empty_tags_are_read() -> None:
    assert read_bytes(("<b></b>" * 500_000 + "市").encode(), "a.html").view.text == "市"
