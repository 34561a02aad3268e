"""Counting how commitments stand."""

from __future__ import annotations

from xushi_web.progress.statuses import UNJUDGED, Tally, sum_of


def tally(*statuses: str) -> Tally:
    result = Tally()
    for status in statuses:
        result.add(status)
    return result


def test_the_share_on_pace_is_of_the_judged_and_is_rounded_down() -> None:
    assert tally("on_pace", "completed", "behind", UNJUDGED).share == 66
    assert tally(UNJUDGED).share is None
    assert tally(*["on_pace"] * 999, "behind").share == 99


def test_what_is_not_ours_is_kept_apart() -> None:
    result = tally("ahead")
    result.add(UNJUDGED, ours=False)
    assert (result.total, result.elsewhere) == (1, 1)


def test_the_parts_of_a_bar_fill_it_in_order() -> None:
    parts = list(tally("behind", "completed", "on_pace", "on_pace").segments())
    assert [(part.status, part.start, part.width) for part in parts] == [
        ("completed", 0.0, 25.0),
        ("on_pace", 25.0, 50.0),
        ("behind", 75.0, 25.0),
    ]


def test_tallies_add_up() -> None:
    assert sum_of([tally("ahead"), tally("ahead", "behind")]).rows() == [
        ("ahead", "超序时", 2),
        ("behind", "未达序时", 1),
    ]
