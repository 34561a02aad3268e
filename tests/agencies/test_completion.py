"""Names that a list shortens, and names that only look shortened."""

from __future__ import annotations

from xushi.agencies.completion import FullNames

LIST = [("lead", "市交通局"), ("supporting", "城管局"), ("supporting", "云川公交集团")]


def test_a_level_holds_for_the_names_after_it() -> None:
    assert FullNames([LIST]).of(LIST)[1] == "市城管局"


def test_a_company_that_is_called_after_the_city_is_no_short_name() -> None:
    assert FullNames([LIST], "云川市人民政府").of(LIST)[2] == "云川公交集团"
