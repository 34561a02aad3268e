"""Figures and words made to stand out."""

from __future__ import annotations

from xushi_web.portal.text import Piece, excerpt, first_place, with_figures, with_words


def marked(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in pieces if piece.mark]


def test_figures_are_marked_in_their_order_and_nothing_is_lost() -> None:
    text = "建成3所，改造3所、5处"
    pieces = with_figures(text, [("3所", "/a"), ("3所", "/b"), ("5处", "/c")])
    assert "".join(piece.text for piece in pieces) == text
    assert [(piece.text, piece.href) for piece in pieces if piece.mark] == [("3所", "/a"), ("3所", "/b"), ("5处", "/c")]


def test_blanks_inside_a_figure_of_the_source_do_not_hide_it() -> None:
    assert marked(with_figures("新增6家机构", [("6 家", "")])) == ["6家"]


def test_a_figure_that_is_not_in_the_text_is_passed_over() -> None:
    assert with_figures("建成3所", [("7所", ""), ("3所", "")]) == [Piece("建成"), Piece("3所", mark=True)]


def test_words_are_found_in_traditional_characters_full_width_and_across_blanks() -> None:
    assert marked(with_words("民生實事 ＧＤＰ 养 老", "实事 gdp 养老")) == ["實事", "ＧＤＰ", "养 老"]


def test_words_are_found_beside_a_character_that_unfolds_into_several() -> None:
    assert marked(with_words("面积5㎡养老", "养老")) == ["养老"]


def test_an_excerpt_begins_near_the_first_word() -> None:
    text = "前" * 100 + "养老" + "后" * 200
    at = first_place(text, "养老")
    assert at == (100, 102)
    assert "".join(piece.text for piece in excerpt(text, at, "养老", around=5)) == "…前前前前前养老后后后后后后后后…"


def test_an_empty_query_marks_nothing() -> None:
    assert with_words("养老", "  ") == [Piece("养老")]
    assert first_place("养老", "") is None
