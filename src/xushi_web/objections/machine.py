"""The way of an objection."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.objections.models import OPEN, Objection, ObjectionState
from xushi_web.states import Machine, Step

_S = ObjectionState
_OTHER = _("督查室，作出判定的人以外的人")

OBJECTION = Machine(
    Objection,
    _("复核申请"),
    ObjectionState,
    (
        Step("take", _("受理"), (_S.FILED,), _S.TAKEN, _OTHER),
        Step("uphold", _("支持"), (_S.TAKEN,), _S.UPHELD, _OTHER),
        Step("dismiss", _("维持原判定"), (_S.TAKEN,), _S.DISMISSED, _OTHER),
        Step("withdraw", _("撤回"), OPEN, _S.WITHDRAWN, _("填报单位负责人")),
    ),
)
