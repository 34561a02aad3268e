"""The same promise in two years: proposed, decided by a person, remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.urls import reverse

from xushi_web.accounts.actors import NotAllowed
from xushi_web.audit.models import AuditEntry
from xushi_web.matches.actions import decide_match
from xushi_web.matches.models import Decision, ListPair, Match
from xushi_web.matches.queries import counted, same_promise, side_by_side
from xushi_web.programmes.models import Commitment

from ..conftest import Take
from ..invented import BUS, CARE, ROAD, SCHOOL, breakdown, bulletin

MORE_CARE = replace(CARE, text="建成社区老年助餐点60个", figures=(("60个", "60", "个", "社区老年助餐点"),), measures=())


@pytest.fixture
def pair(accepted: Take) -> ListPair:
    """Two years: care is promised again with more, schools are the same, roads are dropped, buses are new."""
    accepted(breakdown(year=2023, headings=(("全部", (SCHOOL, CARE, ROAD)),)))
    accepted(breakdown(year=2024, headings=(("全部", (SCHOOL, MORE_CARE, BUS)),)))
    return ListPair.objects.get()


@pytest.fixture
def care(pair: ListPair) -> Match:
    assert pair
    return Match.objects.select_related("government", "left", "right").get(left__number="2")


def test_promises_of_two_years_are_proposed_with_their_targets_compared(pair: ListPair, care: Match) -> None:
    assert (pair.left.year, pair.right.year) == (2023, 2024)
    assert care.decision == Decision.PROPOSED
    assert care.outcome == "raised"
    assert care.reasons


def test_two_lists_stand_side_by_side_with_what_is_dropped_and_new(pair: ListPair) -> None:
    assert counted(side_by_side(pair)) == {"equal": 1, "raised": 1, "only_left": 1, "only_right": 1}


def test_a_rejected_match_is_not_proposed_again(care: Match, office: User, accepted: Take) -> None:
    decide_match(actor=office, match=care, decision=Decision.REJECTED)
    changed = replace(MORE_CARE, text="建成社区老年助餐点65个", figures=(("65个", "65", "个", "社区老年助餐点"),))
    accepted(breakdown(year=2024, headings=(("全部", (SCHOOL, changed, BUS)),)))
    care.refresh_from_db()
    assert care.decision == Decision.REJECTED
    assert Match.objects.filter(left=care.left).count() == 1


def test_a_decision_is_in_the_audit_trail_and_can_be_taken_back(care: Match, office: User) -> None:
    decide_match(actor=office, match=care, decision=Decision.CONFIRMED)
    assert care.decided_by == office
    decide_match(actor=office, match=care, decision=Decision.PROPOSED)
    tags = list(AuditEntry.objects.filter(subject=str(care.pk)).order_by("sequence").values_list("tag", flat=True))
    assert tags == ["match:confirmed", "match:reopened"]
    assert care.decided_by is None


def test_another_office_and_a_visitor_may_not_decide(care: Match, other_office: User, visitor: AnonymousUser) -> None:
    for actor in (other_office, visitor):
        with pytest.raises(NotAllowed):
            decide_match(actor=actor, match=care, decision=Decision.CONFIRMED)
    care.refresh_from_db()
    assert care.decision == Decision.PROPOSED


def test_a_confirmed_promise_shows_the_report_of_the_other_list(care: Match, office: User, accepted: Take) -> None:
    accepted(bulletin(year=2024))
    assert same_promise(care.left) == []
    decide_match(actor=office, match=care, decision=Decision.CONFIRMED)
    elsewhere = same_promise(care.left)
    assert [other.commitment for other in elsewhere] == [care.right]
    assert [report.verdict for report in elsewhere[0].reports] == ["on_pace"]
    text = Client().get(reverse("portal:commitment", args=[care.left_id])).content.decode()
    assert "同一承诺见于" in text


def test_what_is_the_same_as_the_same_is_the_same(care: Match, office: User, accepted: Take) -> None:
    accepted(breakdown(year=2025, headings=(("全部", (MORE_CARE,)),)))
    for match in Match.objects.filter(left__number="2").select_related("government", "left", "right"):
        decide_match(actor=office, match=match, decision=Decision.CONFIRMED)
    years = [other.commitment.year for other in same_promise(Commitment.objects.get(pk=care.left_id))]
    assert years == [2025, 2024]


def test_the_public_page_marks_what_nobody_has_confirmed(pair: ListPair) -> None:
    text = Client().get(reverse("portal:beside", args=[pair.pk])).content.decode()
    for words in ("待确认", "指标提高", "不再列入", "新列入", "60个"):
        assert words in text
    assert Client().get(reverse("portal:lists", args=[pair.government.slug])).status_code == 200


def test_an_office_decides_on_the_workbench(care: Match, pair: ListPair, office_client: Client) -> None:
    assert office_client.get(reverse("workbench:lists")).status_code == 200
    assert "是同一承诺" in office_client.get(reverse("workbench:matches", args=[pair.pk])).content.decode()
    office_client.post(reverse("workbench:decide", args=[care.pk]), {"decision": "confirmed"})
    care.refresh_from_db()
    assert care.decision == Decision.CONFIRMED


def test_another_office_does_not_see_the_matches(pair: ListPair, care: Match, other_client: Client) -> None:
    assert other_client.get(reverse("workbench:matches", args=[pair.pk])).status_code == 404
    assert other_client.post(reverse("workbench:decide", args=[care.pk]), {"decision": "confirmed"}).status_code == 404
