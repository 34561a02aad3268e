"""Numbers at the beginning of a line."""

from __future__ import annotations

import pytest

from xushi.parsing._numbering import Scheme, marker_at

from .reading import read


@pytest.mark.parametrize(
    ("text", "scheme", "ordinal"),
    [
        ("第三章总则", Scheme.CHAPTER, 3),
        ("第12条修路", Scheme.ARTICLE, 12),
        ("十一、民生", Scheme.ZH, 11),
        ("(二)教育", Scheme.ZH_PAREN, 2),
        ("3.修路", Scheme.ARABIC, 3),
        ("序号3:修路", Scheme.ARABIC, 3),
        ("(4)修路", Scheme.ARABIC_PAREN, 4),
        ("4)修路", Scheme.ARABIC_PAREN, 4),
        ("㉒修路", Scheme.CIRCLED, 22),
        ("一是修路", Scheme.ORDINAL_IS, 1),
        ("●修路", Scheme.BULLET, 0),
    ],
)
def test_a_line_begins_with_its_number(text: str, scheme: Scheme, ordinal: int) -> None:
    marker = marker_at(text)
    assert marker is not None
    assert (marker.scheme, marker.ordinal) == (scheme, ordinal)


def test_a_quantity_is_no_number_of_an_item() -> None:
    assert marker_at("修路3条") is None


def test_digits_of_another_script_number_nothing() -> None:
    document = read("某市2024年民生实事任务分解\n（٣）修路3条。（牵头单位：市交通局）\n٣)修路3条。\n第٣条修路\n")
    assert document.verbatim().count("٣") == 3
