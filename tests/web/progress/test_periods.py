from __future__ import annotations

import pytest

from xushi_web.progress.periods import reported_period


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("2024年民生实事前三季度推进情况通报", "2024-01/2024-09"),
        ("重点任务第二季度进展", "2024-Q2"),
        ("1-8月推进情况", "2024-01/2024-08"),
        ("上半年完成情况", "2024-01/2024-06"),
        ("2024年民生实事完成情况", "2024"),
    ],
)
def test_the_period_of_a_bulletin_is_told_by_its_title(title: str, period: str) -> None:
    assert reported_period(title, 2024) == period
