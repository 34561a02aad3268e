"""Promises that one list states and the other only reports on."""

from __future__ import annotations

from dataclasses import replace

from xushi.document.model import Commitment, Report
from xushi.matching import Fate, compare_years, match
from xushi.targets import find_targets

from .promises import promise


def reported(text: str, narrative: str, lead: str | None = None) -> Commitment:
    """A promise with what was reported on it."""
    told = Report(None, None, narrative, tuple(find_targets(narrative)))
    return replace(promise(text, lead), report=told)


LIST = [
    promise("渔民互助养老金最低标准提高到每人每月152元", "市社保中心"),
    promise("新建口袋图书馆7座", "市文旅局"),
]
BULLETIN = [
    reported("提高老年保障水平", "渔民互助养老金最低标准由每人每月140元提至152元，走访老人300户。", "市社保中心"),
    reported("新建口袋图书馆7座", "建成口袋图书馆5座，渔民互助养老金最低标准已公示。", "市文旅局"),
]


def test_a_promise_without_a_partner_is_found_in_the_report_on_another() -> None:
    pairs = {(pair.left, pair.right): pair for pair in match(LIST, BULLETIN)}
    assert pairs.keys() == {(0, 0), (1, 1)}
    told = pairs[0, 0]
    assert [str(reason) for reason in told.reasons] == [
        "一处的进展情况写到另一处的承诺：渔民互助养老金最低标准、每人每月。",
        "牵头单位相同：市社保中心。",
    ]
    assert told.comparisons == ()
    assert told.score < pairs[1, 1].score


def test_the_other_way_round_the_same_is_found() -> None:
    assert [(pair.right, pair.left) for pair in match(BULLETIN, LIST)] == [(0, 0), (1, 1)]


def test_an_item_with_a_partner_is_not_looked_for_in_reports() -> None:
    assert (0, 1) not in {(pair.left, pair.right) for pair in match(LIST, BULLETIN)}


def test_reports_can_be_left_out() -> None:
    assert [(pair.left, pair.right) for pair in match(LIST, BULLETIN, reports=False)] == [(1, 1)]


def test_what_was_done_last_year_is_not_promised_again() -> None:
    fates = [succession.fate for succession in compare_years(BULLETIN, LIST)]
    assert fates == [Fate.DROPPED, Fate.AGAIN, Fate.NEW]
