from __future__ import annotations

from dataclasses import replace

from xushi_web.documents.corrections import items_of
from xushi_web.documents.differences import Aspect, Piece, differences_between
from xushi_web.documents.models import State
from xushi_web.documents.queries import earlier_version
from xushi_web.programmes.models import Commitment

from ..conftest import Take
from ..invented import BUS, CARE, ROAD, SCHOOL, Promise, breakdown

MORE_ROAD = replace(ROAD, text="新改建农村公路96公里，改造危桥15座")
PARK = Promise("5", "建设口袋公园10个")
NEWER = (("教育惠民", (SCHOOL,)), ("养老服务", (CARE,)), ("交通出行", (MORE_ROAD,)), ("城市更新", (PARK,)))


def test_a_newer_version_takes_the_place_of_the_older_which_is_kept(accepted: Take) -> None:
    old = accepted(breakdown())
    new = accepted(breakdown(headings=NEWER))
    old.refresh_from_db()
    assert (old.state, new.supersedes) == (State.SUPERSEDED, old)


def test_commitments_live_on_changed_added_or_withdrawn(accepted: Take) -> None:
    accepted(breakdown())
    road, bus = Commitment.objects.get(number="3"), Commitment.objects.get(number="4")
    new = accepted(breakdown(headings=NEWER))
    road.refresh_from_db()
    bus.refresh_from_db()
    assert (road.text, road.document) == (MORE_ROAD.text, new)
    assert bus.withdrawn
    assert Commitment.objects.get(number="5").text == PARK.text
    assert Commitment.objects.count() == 5


def test_the_words_of_both_versions_are_kept(accepted: Take) -> None:
    accepted(breakdown())
    accepted(breakdown(headings=NEWER))
    tellings = Commitment.objects.get(number="3").tellings.order_by("id")
    assert [telling.text for telling in tellings] == [ROAD.text, MORE_ROAD.text]


def test_without_a_document_number_title_genre_and_year_tell_a_newer_version(accepted: Take, drafted: Take) -> None:
    old = accepted(breakdown(document_number=""))
    new = drafted(breakdown(document_number="", headings=NEWER))
    assert earlier_version(new, new.government, 2024) == old
    other_year = drafted(breakdown(document_number="", year=2025))
    assert earlier_version(other_year, other_year.government, 2025) is None


def test_differences_are_shown_item_by_item() -> None:
    found = differences_between(items_of(breakdown(), {}), items_of(breakdown(headings=NEWER), {}))
    assert [item.commitment.number for item in found.added] == ["5"]
    assert [item.commitment.number for item in found.removed] == ["4"]
    assert [(c.item.commitment.number, [change.aspect for change in c.changes]) for c in found.changed] == [
        ("3", [Aspect.TEXT, Aspect.TARGETS])
    ]


def test_a_changed_number_is_struck_out_as_a_whole() -> None:
    found = differences_between(items_of(breakdown(), {}), items_of(breakdown(headings=NEWER), {}))
    assert found.changed[0].changes[0].pieces == [
        Piece("same", "新改建农村公路"),
        Piece("old", "86"),
        Piece("new", "96"),
        Piece("same", "公里，改造危桥15座"),
    ]


def test_changed_figures_are_shown_as_written() -> None:
    found = differences_between(items_of(breakdown(), {}), items_of(breakdown(headings=NEWER), {}))
    assert found.changed[0].changes[1].old == "农村公路 86公里、危桥 15座"


def test_changed_units_are_a_difference() -> None:
    other = replace(BUS, units=BUS.units[:1])
    new = breakdown(headings=(("交通出行", (ROAD, other)),))
    old = breakdown(headings=(("交通出行", (ROAD, BUS)),))
    change = differences_between(items_of(old, {}), items_of(new, {})).changed[0].changes[0]
    assert (change.aspect, change.old, change.new) == (Aspect.SUPPORTING, "云川公交集团", "")


def test_equal_versions_have_no_differences() -> None:
    assert not differences_between(items_of(breakdown(), {}), items_of(breakdown(), {}))
