"""The way of a bulletin, and of what corrects it, from draft to release: one person proposes, another releases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.bulletins.models import Bulletin, BulletinState, CorrectionNotice, CorrectionState
from xushi_web.states import Machine, Step

_S = BulletinState
_OFFICE = _("督查室")

BULLETIN = Machine(
    Bulletin,
    _("通报"),
    BulletinState,
    (
        Step("edit", _("修改"), (_S.DRAFTED,), _S.DRAFTED, _OFFICE),
        Step("propose", _("送签"), (_S.DRAFTED,), _S.PROPOSED, _OFFICE),
        Step("take_back", _("退回修改"), (_S.PROPOSED,), _S.DRAFTED, _OFFICE),
        Step("release", _("签发"), (_S.PROPOSED,), _S.RELEASED, _("督查室，送签人以外的人")),
        Step("withdraw", _("作废"), (_S.DRAFTED, _S.PROPOSED), _S.WITHDRAWN, _OFFICE),
    ),
)

CORRECTION = Machine(
    CorrectionNotice,
    _("通报的更正"),
    CorrectionState,
    (
        Step("issue", _("签发"), (CorrectionState.PROPOSED,), CorrectionState.ISSUED, _("督查室，送签人以外的人")),
        Step("withdraw", _("作废"), (CorrectionState.PROPOSED,), CorrectionState.WITHDRAWN, _OFFICE),
    ),
)
