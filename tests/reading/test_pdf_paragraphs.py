"""Lines of a PDF that were broken at the margin are paragraphs again; what is in doubt stays a line."""

from __future__ import annotations

import io

from tests.reading.making import pdf, ruled, written
from tests.rendering.making import document

from xushi.document.model import Commitment, Field, Genre
from xushi.reading import read_bytes
from xushi.rendering import Frame, rendered

LEFT, INDENT, TOP, PITCH = 60.0, 80.0, 780.0, 18.0
FULL = "本市今年继续把群众关心的事情列入年度清单并且按季度公布每件事情的进展和结果请各单位认真"
FIRST = FULL[:-2]  # the first line is indented by two characters


def page(*lines: tuple[float, str], top: float = TOP) -> str:
    return "".join(written(text, left, top - PITCH * place) for place, (left, text) in enumerate(lines))


def text(*pages: str) -> str:
    return read_bytes(pdf(*pages), "a.pdf").source.text


def test_an_indented_paragraph_is_whole_and_the_next_one_begins_anew() -> None:
    lines = ((INDENT, FIRST), (LEFT, FULL), (LEFT, "落实。"), (INDENT, FIRST), (LEFT, "执行。"))
    assert text(page(*lines)) == f"{FIRST}{FULL}落实。\n{FIRST}执行。\n"


def test_a_paragraph_that_ends_at_the_margin_does_not_take_the_next_heading() -> None:
    full = FULL[:-1] + "。"
    assert text(page((INDENT, FIRST), (LEFT, full), (LEFT, "一、教育"), (INDENT, FIRST), (LEFT, "好。"))) == (
        f"{FIRST}{full}\n一、教育\n{FIRST}好。\n"
    )


def test_a_paragraph_over_a_page_break_stands_where_it_begins() -> None:
    first = page((INDENT, FIRST), (LEFT, FULL)) + written("— 1 —", 300, 30)
    second = page((LEFT, "落实。"), (INDENT, "二、养老")) + written("— 2 —", 300, 30)
    assert text(first, second) == f"{FIRST}{FULL}落实。\n\f二、养老\n"


def test_a_running_head_is_not_the_end_of_a_paragraph() -> None:
    head = "清溪市人民政府公报"
    pages = [page((LEFT, head), (INDENT, FIRST), (LEFT, FULL)) for _ in range(3)]
    assert text(*pages) == f"{head}\n{FIRST}{FULL}\n\f{head}\n{FIRST}{FULL}\n\f{head}\n{FIRST}{FULL}\n"


def test_numbered_lines_at_the_margin_stay_apart() -> None:
    items = [f"{number}.{FULL[:-1]}" for number in (1, 2, 3)]
    assert text(page(*((LEFT, item) for item in items))) == "\n".join(items) + "\n"


def test_numbered_paragraphs_at_the_margin_are_whole() -> None:
    lines = [part for number in (1, 2, 3) for part in ((LEFT, f"{number}.{FULL[:-1]}"), (LEFT, "落实。"))]
    assert text(page(*lines)) == "".join(f"{number}.{FULL[:-1]}落实。\n" for number in (1, 2, 3))


def test_lines_that_hang_under_the_first_words_belong_to_them() -> None:
    hanging = (INDENT + 50, FIRST[:-5])
    assert text(page((INDENT, "附件：1." + FIRST[:-5]), hanging, (INDENT + 50, "方案"), (INDENT, FIRST))) == (
        f"附件：1.{FIRST[:-5]}{FIRST[:-5]}方案\n{FIRST}\n"
    )


def test_a_short_line_ends_its_paragraph_wherever_the_next_one_begins() -> None:
    assert text(page((INDENT, FIRST), (LEFT, FULL[:30]), (LEFT, FULL), (INDENT, FIRST))) == (
        f"{FIRST}{FULL[:30]}\n{FULL}\n{FIRST}\n"
    )


def test_rows_of_a_table_without_lines_stay_rows() -> None:
    row = f"{FULL[:20]}  {FULL[20:-2]}"
    assert text(page((INDENT, FIRST), *((LEFT, row) for _ in range(3)))).count("\n") == 4


def test_words_of_latin_letters_stay_apart() -> None:
    latin = FULL[:-9] + "Open Government"
    assert text(page((INDENT, FIRST), (LEFT, FULL), (LEFT, latin), (LEFT, "Data。"), (INDENT, FIRST))) == (
        f"{FIRST}{FULL}{latin} Data。\n{FIRST}\n"
    )


def test_letters_set_apart_are_words() -> None:
    assert text(page((LEFT, "清 溪 市 人 民 政 府 办 公 室"), (LEFT, "关 于 通 知"))) == (
        "清溪市人民政府办公室\n关 于 通 知\n"
    )


def test_lines_around_a_table_are_paragraphs_too() -> None:
    table = ruled([["序号", "任务"], ["1", "新建公园"]], 700, (60.0, 120.0, 400.0))
    below = page((INDENT, FIRST), (LEFT, FULL), (LEFT, "落实。"), top=600)
    assert text(page((INDENT, FIRST), (LEFT, "执行。")) + table + below) == (
        f"{FIRST}执行。\n序号\t任务\n1\t新建公园\n{FIRST}{FULL}落实。\n"
    )


def test_the_tags_of_a_pdf_tell_which_lines_are_one_heading() -> None:
    title = "关于2031年全市民政系统重点工作任务分解落实情况和下一步安排的通知"
    tree = document(Genre.WORK_PLAN, (Field(None, None, (Commitment("1", f"{FULL * 2}。"), Commitment("2", "好。"))),))
    data = rendered(tree, "pdf", Frame(annex=title, opening=("请认真执行。",)))
    lines = read_bytes(data, "a.pdf").source.text.splitlines()
    assert title in lines
    assert f"1.{FULL * 2}。" in lines
    assert b"StructTreeRoot" in io.BytesIO(data).read()
