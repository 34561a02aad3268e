"""The way of a notice from draft to closing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.notices.models import Notice, NoticeState
from xushi_web.states import Machine, Step

_S = NoticeState
_OFFICE = _("督查室")
_UNIT = _("被督办单位联络员、负责人")

NOTICE = Machine(
    Notice,
    _("督办单"),
    NoticeState,
    (
        Step("revise", _("修改"), (_S.DRAFTED,), _S.DRAFTED, _OFFICE),
        Step("issue", _("签发"), (_S.DRAFTED,), _S.ISSUED, _("督查室；红色督办单由拟稿人以外的人")),
        Step("cancel", _("作废"), (_S.DRAFTED,), _S.CANCELLED, _OFFICE),
        Step("receive", _("签收"), (_S.ISSUED,), _S.RECEIVED, _UNIT),
        Step("answer", _("报送整改"), (_S.RECEIVED, _S.RETURNED), _S.ANSWERED, _UNIT),
        Step("give_back", _("退回整改"), (_S.ANSWERED,), _S.RETURNED, _OFFICE),
        Step("close", _("销号"), (_S.ANSWERED,), _S.CLOSED, _OFFICE),
    ),
)
