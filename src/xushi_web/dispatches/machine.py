"""The way of a dispatch from sending to its final text, of a unit's answer, and of what it disputes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.dispatches.models import (
    Confirmation,
    ConfirmationState,
    Dispatch,
    DispatchState,
    Dispute,
    DisputeState,
)
from xushi_web.states import Machine, Step

_OFFICE = _("督查室")
_UNIT = _("牵头或配合单位的联络员、负责人")

#: ``take_answer`` leads nowhere: answers pass through it one after another, and only while the dispatch is out.
DISPATCH = Machine(
    Dispatch,
    _("下发确认"),
    DispatchState,
    (
        Step("take_answer", _("接受答复"), (DispatchState.SENT,), DispatchState.SENT, _("系统，每次答复时")),
        Step("finish", _("定稿"), (DispatchState.SENT,), DispatchState.CLOSED, _("系统，最后一个单位确认后")),
        Step("close", _("提前定稿"), (DispatchState.SENT,), DispatchState.CLOSED, _OFFICE),
        Step("recall", _("撤回下发"), (DispatchState.SENT,), DispatchState.RECALLED, _OFFICE),
    ),
)

_C = ConfirmationState
CONFIRMATION = Machine(
    Confirmation,
    _("单位确认"),
    ConfirmationState,
    (
        Step("confirm", _("确认"), (_C.AWAITING,), _C.CONFIRMED, _UNIT),
        Step("dispute", _("提出异议"), (_C.AWAITING,), _C.DISPUTED, _UNIT),
        Step("take_back", _("撤回答复"), (_C.CONFIRMED, _C.DISPUTED), _C.AWAITING, _UNIT),
        Step("settle", _("处理完毕"), (_C.DISPUTED,), _C.SETTLED, _("系统，全部异议答复后")),
    ),
)

DISPUTE = Machine(
    Dispute,
    _("对事项的异议"),
    DisputeState,
    (
        Step("accept", _("采纳"), (DisputeState.OPEN,), DisputeState.ACCEPTED, _OFFICE),
        Step("decline", _("不采纳"), (DisputeState.OPEN,), DisputeState.DECLINED, _OFFICE),
    ),
)
