from __future__ import annotations

from uuid import uuid4

import pytest

from xushi_web.agencies.models import Government
from xushi_web.search.actions import forget, put
from xushi_web.search.folding import fold, pairs, tokens
from xushi_web.search.models import Subject
from xushi_web.search.queries import find

TEXTS = ["新建公办幼儿园12所", "改造老旧小区，惠及居民", "建设5G基站800个", "幼儿教师培训，园区配套"]


@pytest.fixture(autouse=True)
def entries(city: Government) -> None:
    put(city, Subject.COMMITMENT, [(uuid4(), 2024, text) for text in TEXTS])


def found(query: str) -> list[str]:
    return [entry.text for entry in find(query)]


def test_a_word_of_two_characters_is_found() -> None:
    assert found("居民") == [fold(TEXTS[1])]


def test_a_single_character_is_found_inside_and_at_the_end_of_a_run() -> None:
    assert found("旧") == [fold(TEXTS[1])]
    assert found("所") == [fold(TEXTS[0])]


def test_pairs_that_do_not_stand_together_are_not_a_word() -> None:
    assert found("幼儿园") == [fold(TEXTS[0])]


def test_traditional_characters_find_simplified_ones() -> None:
    assert found("改造老舊小區") == [fold(TEXTS[1])]


def test_width_and_case_do_not_matter() -> None:
    assert found("５ｇ基站") == [fold(TEXTS[2])]


def test_all_words_of_a_query_must_stand_in_the_text() -> None:
    assert found("改造 居民") == [fold(TEXTS[1])]
    assert found("改造 基站") == []


@pytest.mark.parametrize("query", ["", "   ", "，。", "%", "_", '"', "'", "' OR 1=1 --", "*", "a\x00b"])
def test_punctuation_alone_finds_nothing_and_breaks_nothing(query: str) -> None:
    assert found(query) == []


def test_a_percent_sign_is_no_wildcard() -> None:
    assert found("公办%12") == []


def test_another_governments_entries_stay_apart(city: Government, other_city: Government) -> None:
    assert find("居民", city).count() == 1
    assert find("居民", other_city).count() == 0


def test_what_is_put_again_replaces_what_was_there(city: Government) -> None:
    key = uuid4()
    put(city, Subject.COMMITMENT, [(key, 2024, "新建停车场")])
    put(city, Subject.COMMITMENT, [(key, 2024, "新建体育场")])
    assert found("停车") == []
    assert found("体育") == [fold("新建体育场")]


def test_what_is_forgotten_is_not_found(city: Government) -> None:
    key = uuid4()
    put(city, Subject.COMMITMENT, [(key, 2024, "新建停车场")])
    forget([key])
    assert found("停车") == []


def test_the_newest_year_comes_first(city: Government) -> None:
    put(city, Subject.COMMITMENT, [(uuid4(), year, f"{year}年绿道") for year in (2022, 2025, 2023)])
    assert found("绿道") == ["2025年绿道", "2023年绿道", "2022年绿道"]


def test_tokens_are_pairs_and_the_last_character() -> None:
    assert tokens("幼儿园,12所") == ["幼儿", "儿园", "园", "12", "2所", "所"]
    assert pairs("幼儿园") == ["幼儿", "儿园"]
