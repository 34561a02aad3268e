"""The way of a question from asking to its answer in public."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.questions.models import Question, QuestionState
from xushi_web.states import Machine, Step

_S = QuestionState
_OFFICE = _("督查室")
_DEPUTY = _("提问的代表")

QUESTION = Machine(
    Question,
    _("代表询问"),
    QuestionState,
    (
        Step("withdraw", _("撤回"), (_S.ASKED,), _S.WITHDRAWN, _("提问的代表，追问不能撤回")),
        Step("route", _("交办"), (_S.ASKED,), _S.ROUTED, _OFFICE),
        Step("answer_here", _("直接答复"), (_S.ASKED, _S.ANSWERED), _S.ANSWERED, _("督查室，没有交办单位的")),
        Step("write", _("拟写答复"), (_S.ROUTED, _S.RETURNED, _S.WITH_HEAD), _S.WITH_HEAD, _("承办单位联络员、负责人")),
        Step("approve", _("审核答复"), (_S.WITH_HEAD,), _S.ANSWERED, _("承办单位负责人")),
        Step("give_back", _("退回重答"), (_S.ANSWERED,), _S.RETURNED, _("督查室，交办了单位的")),
        Step("release", _("发出答复"), (_S.ANSWERED,), _S.RELEASED, _OFFICE),
        Step("follow_up", _("追问"), (_S.RELEASED,), _S.ASKED, _("提问的代表，只有一次")),
        Step("close", _("评价办结"), (_S.RELEASED,), _S.CLOSED, _DEPUTY),
        Step("publish", _("公开"), (_S.CLOSED,), _S.PUBLISHED, _OFFICE),
        Step("publish_ungraded", _("公开"), (_S.RELEASED,), _S.PUBLISHED, _("督查室，代表逾期没有评价的")),
        Step("grade", _("评价"), (_S.PUBLISHED,), _S.PUBLISHED, _("提问的代表，还没有评价的")),
        Step("unpublish", _("撤下公开"), (_S.PUBLISHED,), _S.CLOSED, _("督查室，代表已评价的")),
        Step("unpublish_ungraded", _("撤下公开"), (_S.PUBLISHED,), _S.RELEASED, _("督查室，代表没有评价的")),
    ),
)
