"""The way of a report between clerk, head and office, and of a period from opening to publication."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.reporting.models import PeriodState, ReportingPeriod, ReportState, UnitReport
from xushi_web.states import Machine, Step

_S = ReportState
_UNIT = _("牵头单位联络员、负责人；督查室代填")
_HEAD = _("牵头单位负责人；督查室代填")
_OFFICE = _("督查室")

REPORT = Machine(
    UnitReport,
    _("填报件"),
    ReportState,
    (
        Step("write", _("填写"), (_S.AWAITING, _S.DRAFTING, _S.RETURNED, _S.WITH_HEAD), _S.DRAFTING, _UNIT),
        Step("pass_up", _("送本单位审核"), (_S.DRAFTING,), _S.WITH_HEAD, _UNIT),
        Step("submit", _("报送"), (_S.DRAFTING, _S.WITH_HEAD), _S.SUBMITTED, _HEAD),
        Step("withdraw", _("撤回"), (_S.SUBMITTED, _S.WITH_HEAD), _S.DRAFTING, _UNIT),
        Step("give_back", _("退回"), (_S.SUBMITTED,), _S.RETURNED, _OFFICE),
        Step("verify", _("核实"), (_S.SUBMITTED,), _S.VERIFIED, _OFFICE),
        Step("unverify", _("撤销核实"), (_S.VERIFIED,), _S.SUBMITTED, _OFFICE),
        Step("judge", _("判定"), (_S.VERIFIED, _S.JUDGED), _S.JUDGED, _OFFICE),
    ),
)

PERIOD = Machine(
    ReportingPeriod,
    _("填报期"),
    PeriodState,
    (
        Step("close", _("截止"), (PeriodState.OPEN,), PeriodState.CLOSED, _OFFICE),
        Step("reopen", _("重新开放"), (PeriodState.CLOSED,), PeriodState.OPEN, _OFFICE),
        Step("publish", _("公布"), (PeriodState.CLOSED,), PeriodState.PUBLISHED, _OFFICE),
    ),
)
