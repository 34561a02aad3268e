"""The worked examples of the real bulletin: item numbers and figures only, no sentence of it is repeated here."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import xushi
from xushi.document.model import Document
from xushi.pacing import Figure, Opinion, bind_report, implied_plan, recompute_rates, reporting_day, second_opinions
from xushi.pacing.wording import Wording
from xushi.targets import find_targets
from xushi.targets.model import Change, Kind


@pytest.fixture(scope="module")
def document(shared: Path) -> Document:
    (path,) = (shared / "documents").glob("004_*")
    return xushi.read(path)


@pytest.fixture(scope="module")
def opinions(document: Document) -> dict[str | None, Opinion]:
    return {opinion.item: opinion for opinion in second_opinions(document)}


def rates(document: Document, number: str) -> list[str]:
    wording, day = Wording.of(document), reporting_day(document)
    (item,) = [item for item in document.commitments if item.number == number]
    bound = bind_report(item, wording, document.masthead.year, day)
    return [str(rate.sentence) for rate in recompute_rates(item, bound, wording)]


def test_item_6_is_behind_by_its_growth(opinions: dict[str | None, Opinion]) -> None:
    widest = opinions["6"].widest
    assert widest is not None
    assert widest.gap.points == Decimal("9.8")
    assert str(widest.gap.sentence) == "目标增幅8%，实际增幅-1.8%，相减为9.8个百分点，落后。"


def test_item_7_is_behind_by_its_share_of_the_year(opinions: dict[str | None, Opinion]) -> None:
    assert str(opinions["7"].sentence) == (
        "852.9亿元÷1350亿元=63.2%；没有当期计划数，按月均摊，9月30日应完成75%，落后11.8个百分点。"
    )


def test_item_10_states_a_rate_that_its_figures_do_not_give(document: Document) -> None:
    assert rates(document, "10") == ["6.9亿美元÷8.5亿美元=81.2%，文中写81.9%，相差0.7个百分点。"]


def test_the_planned_level_of_item_54_follows_from_its_stated_lag(document: Document) -> None:
    (headline,) = [headline for headline in document.behind if headline.item == "54"]
    facts = find_targets(headline.text)
    (level,) = [fact for fact in facts if fact.kind is Kind.PERCENT]
    (lag,) = [fact for fact in facts if fact.change is Change.LAG]
    gap = implied_plan(Figure.of(level), Figure.of(lag))
    assert str(gap.sentence) == "实际58%，称滞后32个百分点，相加得当期计划90%。"


def test_the_rate_of_item_97_is_right(document: Document) -> None:
    assert rates(document, "97") == ["303公里÷350公里=86.6%，与文中的86.6%相符。"]


def test_items_without_figures_are_not_judged(opinions: dict[str | None, Opinion]) -> None:
    assert not opinions["33"].judgeable
    assert str(opinions["33"].sentence) == "没有可与目标对照的数字，不能凭数字判断。"


@pytest.mark.parametrize(("number", "gap"), [("112", "25.0"), ("134", "63.2"), ("142", "22.3")])
def test_items_on_pace_whose_figures_say_otherwise(opinions: dict[str | None, Opinion], number: str, gap: str) -> None:
    widest = opinions[number].widest
    assert widest is not None
    assert opinions[number].differs
    assert widest.gap.points == Decimal(gap)
