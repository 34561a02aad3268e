"""The way of a report of an error from the reader to its answer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.errata.models import OPEN, Erratum, ErratumState
from xushi_web.states import Machine, Step

_S = ErratumState
_OFFICE = _("督查室")

ERRATUM = Machine(
    Erratum,
    _("纠错"),
    ErratumState,
    (
        Step("take", _("开始核实"), (_S.RECEIVED,), _S.TAKEN, _OFFICE),
        Step("correct", _("标为已更正"), OPEN, _S.CORRECTED, _("督查室，写明答复")),
        Step("reject", _("不采纳"), OPEN, _S.REJECTED, _("督查室，写明理由")),
        Step("reopen", _("重新核实"), (_S.CORRECTED, _S.REJECTED), _S.TAKEN, _OFFICE),
    ),
)
