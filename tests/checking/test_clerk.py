"""The rules and the clerk: what is sure is found, what is reported is right, silence is kept."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import xushi
from xushi.checking import check
from xushi.pacing import second_opinions

from .clerk.lists import read_list
from .measuring import Measured, measure


def measured(shared: Path, document: str) -> Measured:
    (path,) = (shared / "documents").glob(f"{document}_*.txt")
    return measure(check(xushi.read(path)), read_list(document))


@pytest.mark.parametrize("document", ["000", "001", "002", "003", "004"])
def test_what_a_clerk_is_sure_of_is_found(shared: Path, document: str) -> None:
    assert [(missed.item, missed.code, missed.figures) for missed in measured(shared, document).missed] == []


@pytest.mark.parametrize("document", ["000", "001", "002", "003", "004"])
def test_at_least_nine_in_ten_reports_are_right(shared: Path, document: str) -> None:
    result = measured(shared, document)
    wrong = len(result.beyond) + len(result.cried)
    assert wrong * 10 <= len(result.confirmed) + wrong


@pytest.mark.parametrize("document", ["000", "001", "002", "003", "004"])
def test_no_rule_speaks_where_the_clerk_asks_for_silence(shared: Path, document: str) -> None:
    assert measured(shared, document).cried == ()


def test_the_counts_of_the_bulletin_agree(shared: Path) -> None:
    (path,) = (shared / "documents").glob("004_*.txt")
    document = xushi.read(path)
    codes = {problem.code for problem in check(document)}
    assert len(document.behind) == 17
    assert not codes & {"headline-differs-from-annex", "stated-count-differs", "numbering-skipped"}


def test_items_whose_verdict_the_figures_do_not_support_are_found(shared: Path) -> None:
    (path,) = (shared / "documents").glob("004_*.txt")
    found = [problem.item for problem in check(xushi.read(path)) if problem.code == "verdict-differs-from-arithmetic"]
    assert found == ["79", "112", "134", "134", "142"]


def test_the_arithmetic_is_the_clerk_s_wherever_it_judges(shared: Path) -> None:
    (path,) = (shared / "documents").glob("004_*.txt")
    clerk = read_list("004")
    opinions = {opinion.item: opinion for opinion in second_opinions(xushi.read(path))}
    gaps = [
        (judged.item, judged.computed, str(-judgement.gap.exact.quantize(Decimal("0.01"))))
        for judged in clerk.judged
        for judgement in opinions[judged.item].judgements
        if any(judgement.bound.fact.span.overlaps(span) for span in judged.spans)
    ]
    differing = [gap for gap in gaps if gap[1] is not None and abs(Decimal(gap[1]) - Decimal(gap[2])) > Decimal("0.01")]
    assert differing == []
    assert len(gaps) >= 55


def test_no_verdict_is_guessed_for_items_without_figures(shared: Path) -> None:
    (path,) = (shared / "documents").glob("004_*.txt")
    opinions = {opinion.item: opinion for opinion in second_opinions(xushi.read(path))}
    judged = [item for item in read_list("004").cannot if opinions[item].judgeable]
    assert judged == ["57"]  # whose promise is 全覆盖, and whose report says that it is so
