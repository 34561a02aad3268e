"""The way of an invitation, and of a proposal that needs a second person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.models import Invitation, InvitationState, Proposal, ProposalState
from xushi_web.states import Machine, Step

_I, _P = InvitationState, ProposalState

INVITATION = Machine(
    Invitation,
    _("邀请"),
    InvitationState,
    (
        Step("accept", _("接受邀请"), (_I.WAITING,), _I.ACCEPTED, _("被邀请的人，在期限内")),
        Step("withdraw", _("撤回邀请"), (_I.WAITING,), _I.WITHDRAWN, _("邀请的督查室或系统管理员")),
    ),
)
PROPOSAL = Machine(
    Proposal,
    _("管理员岗位的变动"),
    ProposalState,
    (
        Step("confirm", _("确认变动"), (_P.OPEN,), _P.CONFIRMED, _("另一名安全管理员或系统管理员，不是当事人")),
        Step("withdraw", _("撤回变动"), (_P.OPEN,), _P.WITHDRAWN, _("安全管理员")),
    ),
)
