"""Names and ends of periods."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from xushi_web.portal.periods import end_of, period_name, quarter_of


@pytest.mark.parametrize(
    ("period", "end", "quarter", "name"),
    [
        ("2021-Q3", (2021, 9), 3, "三季度"),
        ("2021-01/2021-09", (2021, 9), 3, "前三季度"),
        ("2021-01/2021-06", (2021, 6), 2, "上半年"),
        ("2021-01/2021-08", (2021, 8), 3, "1–8月"),
        ("2024-06", (2024, 6), 2, "6月"),
        ("2024", (2024, 12), 4, "全年"),
        ("2024-06-15", (2024, 6), 2, "6月"),
        ("someday", (0, 0), None, "someday"),
    ],
)
def test_a_period_has_an_end_a_quarter_and_a_name(
    period: str, end: tuple[int, int], quarter: int | None, name: str
) -> None:
    assert end_of(period) == end
    assert quarter_of(period) == quarter
    with override("zh-hans"):
        assert period_name(period) == name
