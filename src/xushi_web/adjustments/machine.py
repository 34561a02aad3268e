"""The way of a proposal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.adjustments.models import Adjustment, AdjustmentState
from xushi_web.states import Machine, Step

_S = AdjustmentState
_SECOND = _("督查室，提出人以外的人")

ADJUSTMENT = Machine(
    Adjustment,
    _("指标调整"),
    AdjustmentState,
    (
        Step("approve", _("批准"), (_S.PROPOSED,), _S.APPROVED, _SECOND),
        Step("refuse", _("不批准"), (_S.PROPOSED,), _S.REFUSED, _SECOND),
        Step("withdraw", _("撤回申请"), (_S.PROPOSED,), _S.WITHDRAWN, _("提出人")),
    ),
)
