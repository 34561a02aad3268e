from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User

from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.models import Post
from xushi_web.agencies.models import Agency
from xushi_web.audit.models import AuditEntry
from xushi_web.dispatches.actions import close_dispatch, confirm, extend_dispatch, recall_dispatch, send_dispatch
from xushi_web.dispatches.models import Dispatch, DispatchState, Matter
from xushi_web.dispatches.queries import is_overdue, not_yet_asked, progress_of
from xushi_web.documents.actions import correct_values
from xushi_web.documents.errors import Refused
from xushi_web.programmes.duties import duties_of
from xushi_web.programmes.models import Programme
from xushi_web.states import OutOfTurn

from ..conftest import OfUnit
from .conftest import DUE, NOW, of

UNITS = ["市教育局", "市财政局", "青山县", "绿水区", "市民政局", "市交通运输局", "云川公交集团"]


def test_every_unit_that_leads_or_supports_is_asked_and_a_group_is_its_members(dispatch: Dispatch) -> None:
    assert sorted(dispatch.confirmations.values_list("agency__name", flat=True)) == sorted(UNITS)


def test_a_unit_has_what_the_group_it_belongs_to_has(programme: Programme) -> None:
    duties = duties_of(programme)
    [duty] = duties[Agency.objects.get(name="青山县")]
    assert (duty.commitment.number, duty.role, str(duty.through)) == ("1", "supporting", "各县区")


def test_a_reorganised_unit_is_its_successor(programme: Programme) -> None:
    heir = Agency.objects.create(government=programme.government, name="市教育和体育局")
    Agency.objects.filter(name="市教育局").update(successor=heir)
    assert next(unit.name for unit in duties_of(programme)) == "市教育和体育局"


def test_groups_and_successors_in_a_circle_end(programme: Programme) -> None:
    group = Agency.objects.get(name="各县区")
    group.members.add(group)
    Agency.objects.filter(name="市教育局").update(successor=Agency.objects.get(name="市财政局"))
    Agency.objects.filter(name="市财政局").update(successor=Agency.objects.get(name="市教育局"))
    assert {"青山县", "绿水区"} < {unit.name for unit in duties_of(programme)}


def test_the_number_of_queries_does_not_grow(programme: Programme, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4):
        duties_of(programme)


def test_sending_is_in_the_audit_trail(dispatch: Dispatch) -> None:
    entry = AuditEntry.objects.get(tag="dispatch:sent")
    assert (entry.actor, entry.subject) == ("office", str(dispatch.pk))
    assert sorted(entry.details["units"]) == sorted(UNITS)


def test_others_may_not_send(programme: Programme, other_office: User, visitor: AnonymousUser, of_unit: OfUnit) -> None:
    for actor in (other_office, visitor, of_unit("市教育局", Post.HEAD)):
        with pytest.raises(NotAllowed, match=r"^只有督查室可以下发任务分解和序时进度。$"):
            send_dispatch(actor=actor, programme=programme, matter=Matter.SCHEDULE, due_on=DUE, now=NOW)
    assert not Dispatch.objects.exists()


def test_a_list_is_out_for_one_matter_once(dispatch: Dispatch, office: User, programme: Programme) -> None:
    with pytest.raises(Refused) as caught:
        send_dispatch(actor=office, programme=programme, matter=Matter.SCHEDULE, due_on=DUE, now=NOW)
    expected = f"“{programme.title}”的序时进度正在确认中，请先定稿或撤回，再重新下发。"
    assert str(caught.value) == expected
    send_dispatch(actor=office, programme=programme, matter=Matter.BREAKDOWN, due_on=DUE, now=NOW)
    recall_dispatch(actor=office, dispatch=dispatch, reason="文稿有误")
    send_dispatch(actor=office, programme=programme, matter=Matter.SCHEDULE, due_on=DUE, now=NOW)


def test_a_day_that_is_past_is_refused(programme: Programme, office: User) -> None:
    with pytest.raises(Refused, match=r"^确认期限 2024-03-17 已经过去，请填写今天或以后的日期。$"):
        send_dispatch(
            actor=office,
            programme=programme,
            matter=Matter.SCHEDULE,
            due_on=NOW.date() - timedelta(days=1),
            now=NOW,
        )


def test_a_unit_that_came_later_is_asked_too(dispatch: Dispatch, office: User) -> None:
    document = dispatch.programme.commitments.first().document  # type: ignore[union-attr] # it has four
    units = {"lead": ["市教育局"], "supporting": ["市水务局"], "sole": []}
    correct_values(actor=office, document=document, values={"item.0.units": units})
    assert [unit.name for unit in not_yet_asked(dispatch)] == ["市水务局"]
    assert extend_dispatch(actor=office, dispatch=dispatch) == 1
    assert extend_dispatch(actor=office, dispatch=dispatch) == 0
    assert of(dispatch, "市水务局").state == "awaiting"
    assert AuditEntry.objects.filter(tag="dispatch:extended").count() == 1


def test_the_office_closes_with_a_reason_and_who_was_missing_is_kept(dispatch: Dispatch, office: User) -> None:
    with pytest.raises(Refused, match=r"^请写明理由，各单位会看到。$"):
        close_dispatch(actor=office, dispatch=dispatch, reason=" ")
    close_dispatch(actor=office, dispatch=dispatch, reason="期限已到", now=NOW)
    assert (dispatch.state, dispatch.end_reason, dispatch.ended_by) == (DispatchState.CLOSED, "期限已到", office)
    assert len(AuditEntry.objects.get(tag="dispatch:closed").details["unanswered"]) == 7


def test_only_the_office_closes_extends_and_recalls(
    dispatch: Dispatch, other_office: User, visitor: AnonymousUser, of_unit: OfUnit
) -> None:
    for actor in (other_office, visitor, of_unit("市教育局", Post.HEAD)):
        with pytest.raises(NotAllowed, match=r"^只有督查室可以定稿。$"):
            close_dispatch(actor=actor, dispatch=dispatch, reason="x")
        with pytest.raises(NotAllowed, match=r"^只有督查室可以撤回下发。$"):
            recall_dispatch(actor=actor, dispatch=dispatch, reason="x")
        with pytest.raises(NotAllowed, match=r"^只有督查室可以补发。$"):
            extend_dispatch(actor=actor, dispatch=dispatch)


def test_nothing_is_answered_after_a_recall(dispatch: Dispatch, office: User, of_unit: OfUnit) -> None:
    recall_dispatch(actor=office, dispatch=dispatch, reason="文稿有误")
    with pytest.raises(OutOfTurn) as caught:
        confirm(actor=of_unit("市教育局"), confirmation=of(dispatch, "市教育局"))
    assert str(caught.value) == (
        f"“{dispatch}”现在是“已撤回”，不能接受答复。可能别人刚刚处理过，请刷新页面看最新情况。"
    )
    assert of(dispatch, "市教育局").state == "awaiting"


def test_it_is_overdue_after_its_day_while_it_is_out(dispatch: Dispatch, office: User) -> None:
    assert not is_overdue(dispatch, DUE)
    assert is_overdue(dispatch, DUE + timedelta(days=1))
    recall_dispatch(actor=office, dispatch=dispatch, reason="文稿有误")
    assert not is_overdue(dispatch, DUE + timedelta(days=1))


def test_who_has_answered_is_counted(dispatch: Dispatch, of_unit: OfUnit) -> None:
    confirm(actor=of_unit("市教育局"), confirmation=of(dispatch, "市教育局"))
    progress = progress_of(dispatch)
    assert (progress.asked, progress.confirmed, progress.awaiting, progress.answered) == (7, 1, 6, 1)
