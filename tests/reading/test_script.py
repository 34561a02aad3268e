"""The folded twin of a text: Simplified, half width, equal in length."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xushi.reading import folded, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [("責任單位：市發展改革委", "hant"), ("责任单位：市发展改革委", "hans"), ("公里 12", "hans"), ("", "hans")],
)
def test_the_script_of_a_text(text: str, script: str) -> None:
    assert script_of(text) == script


def test_one_name_in_traditional_characters_does_not_make_a_text_traditional() -> None:
    text = "邀请國華集团参与全市发展规划编制工作"
    assert script_of(text) == "hans"
    assert folded(text) == text


def test_a_long_text_is_judged_by_windows_over_all_of_it() -> None:
    assert script_of("公里" * 60_000 + "責任單位" * 60_000) == "hant"


@pytest.mark.parametrize(
    ("text", "twin"),
    [
        ("責任單位：市發展改革委、國資委", "责任单位:市发展改革委、国资委"),
        ("（１２．５％；Ａ，ｂ！？）", "(12.5%;A,b!?)"),
        ("一—二–三－四～五〜六―七−八", "一-二-三-四-五-六-七-八"),
        ("甲\u3000乙\xa0丙\u2003丁\ufeff戊\0己", "甲 乙 丙 丁 戊 己"),
        ("“一”《二》、三。【四】〔五〕", "“一”《二》、三。【四】〔五〕"),
        ("甲︰乙∶丙﹕丁", "甲:乙:丙:丁"),
        ("甲\r\n乙\r丙\u2028丁\t戊\v己\f", "甲 \n乙\n丙\n丁\t戊\v己\f"),
        ("⼀⽇⾥金", "一日里金"),
    ],
)
def test_folding_unifies_what_patterns_should_not_have_to_know(text: str, twin: str) -> None:
    assert folded(text) == twin


def test_a_known_script_is_not_looked_for_again() -> None:
    assert folded("國", "hant") == "国"
    assert folded("國務", "hans") == "國務"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("國務責任單位\r\n（）\u3000"))))
def test_the_twin_is_as_long_as_the_text_and_folding_it_again_changes_nothing(text: str) -> None:
    twin = folded(text)
    assert len(twin) == len(text)
    assert folded(twin.replace("\r", "")) == twin.replace("\r", "")
    assert len(folded(text, "hant")) == len(text)
