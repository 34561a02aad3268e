"""Charts in papers: true lengths, the same in words, and no word of theirs among the words of the paper."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pypdfium2  # type: ignore[import-untyped]
import pytest
from docx import Document as Word
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import xushi
from xushi.document.model import Assignment, Commitment, Document, Field, Genre, Report, Role, VerdictGrade
from xushi.rendering import Frame, frame_of, rendered
from xushi.rendering.charts import BEHIND, ON_PACE, WORDS, Chart, charts_of, plan_and_actual, shares
from xushi.rendering.drawing import Rectangle, Stroke, Words, drawn
from xushi.rendering.pictures import pictures

from .equality import assert_equal
from .making import document

COUNTS = (
    st.lists(st.integers(0, 150), min_size=6, max_size=6)
    .filter(any)
    .map(lambda row: dict(zip(WORDS, row, strict=True)))
)
GROUPS = st.lists(COUNTS, min_size=1, max_size=15).map(
    lambda rows: {"教育托养老助残城乡"[: n % 9 + 1] + str(n): row for n, row in enumerate(rows)}
)

#: A busy machine may take its time.
LAWS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def item(number: int, grade: VerdictGrade | None, *leads: str) -> Commitment:
    units = tuple(Assignment(Role.LEAD, name, name) for name in leads)
    word = {VerdictGrade.BEHIND: "未达序时", VerdictGrade.ON_PACE: "达序时", None: None}[grade]
    told = Report(grade, word, f"已开工{number}处，其余正在选址。")
    return Commitment(str(number), f"新建公厕{number + 1}座。", assignments=units, report=told)


def bulletin() -> Document:
    schools = (item(1, VerdictGrade.BEHIND, "市教育局", "市住建局"), item(2, VerdictGrade.ON_PACE, "市教育局"))
    parks = (item(3, VerdictGrade.ON_PACE, "市住建局"), item(4, None, "市住建局"))
    return document(Genre.BULLETIN, (Field("教育托育", 2, schools), Field("城乡建设", 2, parks)))


def framed() -> tuple[Document, Frame]:
    tree = bulletin()
    charts = charts_of(tree)
    return tree, Frame(opening=("各单位按计划推进。", "请抓紧落实。"), annex="情况一览", charts=charts, charts_after=1)


def stretches(chart: Chart) -> list[list[Rectangle]]:
    """Return the rectangles of each bar, without the plates under the figures and the legend."""
    rows: dict[float, list[Rectangle]] = {}
    labels = [shape for shape in drawn(chart).shapes if isinstance(shape, Rectangle) and shape.height > 10]
    for shape in labels:
        row = rows.setdefault(shape.y, [])
        if not row or shape.x >= row[-1].x + row[-1].width - 0.001:
            row.append(shape)
    return list(rows.values())


@LAWS
@given(GROUPS)
def test_every_length_is_true_and_the_parts_make_the_whole(groups: dict[str, dict[str, int]]) -> None:
    chart = shares("各领域", groups, "领域")
    bars = [bar for bar in chart.bars if not bar.is_rest]
    for bar, row in zip(bars, stretches(chart), strict=True):
        assert [one.width / row[0].width for one in row] == pytest.approx(
            [float(part.value / bar.parts[0].value) for part in bar.parts]
        )
        assert all(one.x + one.width == pytest.approx(next_.x) for one, next_ in pairwise(row))
    longest = max(bars, key=lambda bar: bar.length)
    for bar in bars:
        end = max(end for *_, end in chart.stretches(bar))
        assert end == pytest.approx(bar.length / longest.length)


@LAWS
@given(GROUPS)
def test_nothing_is_lost_however_many_groups_there_are(groups: dict[str, dict[str, int]]) -> None:
    chart = shares("各领域", groups, "领域")
    total = sum(count for counts in groups.values() for count in counts.values())
    assert len(chart.bars) <= 12
    assert sum(bar.length for bar in chart.bars) == sum(value or 0 for *_, value in chart.legend) == total
    assert f"共{total}项" in chart.title


def test_the_lowest_share_comes_first_and_what_nobody_judged_last() -> None:
    groups = {
        "甲": {"unjudged": 3},
        "乙": {"on_pace": 2},
        "丙": {"completed": 1, "behind": 1},
        "丁": {"ahead": 2, "behind": 2},
    }
    chart = shares("各领域", groups, "领域")
    assert [(bar.label, bar.figure) for bar in chart.bars] == [
        ("丁", "50%"),
        ("丙", "50%"),
        ("乙", "100%"),
        ("甲", "—"),
    ]


def test_what_is_past_the_last_row_is_counted_together() -> None:
    chart = shares("各单位", {f"{n}局": {"on_pace": n} for n in range(1, 15)}, "单位")
    assert [bar.label for bar in chart.bars][-2:] == ["4局", "其他3个单位"]
    assert chart.told(chart.bars[-1]) == "达序时6项"


def test_a_bulletin_is_counted_by_field_and_by_the_unit_named_first() -> None:
    by_field, by_unit = charts_of(bulletin())
    assert by_field.in_words == (
        "各领域推进情况（共4项）。教育托育2项：达序时1项、未达序时1项；达序时及以上50%。"
        "城乡建设2项：达序时1项、未判定1项；达序时及以上100%。"
    )
    assert by_unit.in_words == (
        "各牵头单位推进情况（共4项）。市教育局2项：达序时1项、未达序时1项；达序时及以上50%。"
        "市住建局2项：达序时1项、未判定1项；达序时及以上100%。有几个牵头单位的事项，计入排在最前的单位。"
    )


def test_what_is_no_bulletin_or_has_no_verdict_has_no_chart() -> None:
    assert charts_of(document(Genre.BREAKDOWN, bulletin().programmes[0].fields)) == ()
    assert charts_of(document(Genre.BULLETIN, (Field("水", 1, (item(1, None, "市水利局"),)),))) == ()


def test_plan_and_actual_stand_on_one_scale() -> None:
    chart = plan_and_actual("差距", [("校舍", Decimal(75), Decimal("37.5")), ("公路", Decimal(60), Decimal(0))])
    shapes = drawn(chart).shapes
    (axis,) = [shape for shape in shapes if isinstance(shape, Stroke) and shape.kind == "axis"]
    actual = [shape for shape in shapes if isinstance(shape, Rectangle) and shape.height > 10]
    planned = [shape.x - axis.x for shape in shapes if isinstance(shape, Stroke) and shape.kind == "planned"][1:]
    assert actual[0].width / planned[0] == pytest.approx(0.5)
    assert actual[1].width == 0
    assert planned[1] / planned[0] == pytest.approx(0.8)
    assert chart.in_words == "差距。校舍：实际37.5%，计划75%。公路：实际0%，计划60%。"


def test_what_fell_below_nothing_has_no_bar() -> None:
    assert plan_and_actual("差距", [("进出口", Decimal(8), Decimal("-1.8"))]).bars == ()


def test_what_is_behind_is_hatched_so_that_black_and_white_tells_it() -> None:
    shapes = drawn(shares("各领域", {"甲": {ON_PACE: 1, BEHIND: 1}}, "领域")).shapes
    red = [shape for shape in shapes if isinstance(shape, Rectangle) and shape.kind == BEHIND]
    hatch = [shape for shape in shapes if isinstance(shape, Stroke) and shape.kind == "hatch"]
    assert hatch
    for line in hatch:
        assert any(
            box.x - 0.001 <= min(line.x, line.to_x) and max(line.x, line.to_x) <= box.x + box.width + 0.001
            for box in red
        )


def test_a_long_name_is_cut_in_the_picture_only() -> None:
    name = "云岭市住房和城乡建设局（市人民防空办公室）"
    chart = shares("各单位", {name: {"on_pace": 1}, "市水利局": {"on_pace": 1}}, "单位")
    said = [shape.text for shape in drawn(chart).shapes if isinstance(shape, Words)]
    assert "云岭市住房和城乡建设局（市人民…" in said
    assert name in chart.in_words


def test_word_has_the_picture_and_its_words() -> None:
    tree, frame = framed()
    data = rendered(tree, "docx", frame)
    told = [one.get("descr") for one in Word(io.BytesIO(data)).element.body.iter(qn("wp:docPr"))]
    assert told == [chart.in_words for chart in frame.charts]
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert sum(name.startswith("word/media/") for name in names) == 2
    assert data == rendered(tree, "docx", frame)


def test_a_pdf_has_tagged_figures_with_their_words_and_no_word_of_them_in_its_text() -> None:
    tree, frame = framed()
    with pypdfium2.PdfDocument(rendered(tree, "pdf", frame)) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
        assert "各领域推进情况" not in text
        assert text.index("各单位按计划推进") < text.index("请抓紧落实")
    plain = rendered(tree, "pdf", replace(frame, charts=()))
    data = rendered(tree, "pdf", frame)
    assert data.count(b"/Figure") - plain.count(b"/Figure") == 2
    assert b"pdfaid:part" in data


def test_a_page_has_an_image_with_its_words() -> None:
    tree, frame = framed()
    page = rendered(tree, "html", frame).decode()
    for chart in frame.charts:
        assert f'alt="{chart.in_words}"' in page
    assert page.count("data:image/svg+xml;base64,") == 2


def test_characters_of_a_picture_are_outlines() -> None:
    (picture,) = pictures(charts_of(bulletin())[:1], "svg").values()
    assert b"<text" not in picture
    assert b"<use" in picture


@pytest.mark.parametrize("to", ["txt", "html", "docx", "pdf", "xlsx"])
def test_a_paper_with_charts_is_read_as_the_same_paper(to: str) -> None:
    tree, frame = framed()
    again = xushi.parse_bytes(rendered(tree, to, frame), f"again.{to}", targets=False)
    plain = xushi.parse_bytes(rendered(tree, to, replace(frame, charts=())), f"again.{to}", targets=False)
    assert_equal(plain, again)
    assert frame_of(plain) == frame_of(again)
    assert_equal(tree, again)
