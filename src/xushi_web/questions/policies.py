"""Who follows, asks, routes, answers and publishes."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.models import OF_UNIT, Post
from xushi_web.accounts.permissions import permission
from xushi_web.accounts.policies import holds_in, is_of_unit, is_office_of
from xushi_web.programmes.models import Commitment
from xushi_web.questions.models import Question, Round


@permission(_("关注事项、提出代表询问"))
def may_ask(actor: Actor, commitment: Commitment) -> bool:
    """Let deputies follow and ask about the commitments of their own government."""
    return holds_in(actor, commitment.government, Post.DEPUTY)


@permission(_("查看代表询问"))
def may_see_question(actor: Actor, question: Question) -> bool:
    """Let the deputy who asked, the office, the leaders and the unit that answers see it, no other deputy."""
    return (
        _asked_it(actor, question)
        or is_office_of(actor, question.government)
        or holds_in(actor, question.government, Post.LEADER)
        or (question.agency is not None and is_of_unit(actor, question.agency, *OF_UNIT))
    )


@permission(_("撤回询问、追问、评价答复"))
def may_pursue(actor: Actor, question: Question) -> bool:
    """Let the deputy who asked go on with it, while they are one."""
    return _asked_it(actor, question)


@permission(_("交办、退回、发出、公开代表询问的答复"))
def may_run_question(actor: Actor, question: Question) -> bool:
    """Let the office run the questions to its own government."""
    return is_office_of(actor, question.government)


@permission(_("拟写代表询问的答复"))
def may_write_answer(actor: Actor, question: Question) -> bool:
    """Let clerk and head of the unit write, when it was given to one."""
    return question.agency is not None and is_of_unit(actor, question.agency, *OF_UNIT)


@permission(_("审核代表询问的答复"))
def may_approve_answer(actor: Actor, question: Question) -> bool:
    """Let the head stand by what the unit answers."""
    return question.agency is not None and is_of_unit(actor, question.agency, Post.HEAD)


@permission(_("查看代表询问的答复和佐证材料"))
def may_see_answer(actor: Actor, answer: Round) -> bool:
    """Let the office and the unit that answers see it while it is written, the others once it is out."""
    question = answer.question
    if is_office_of(actor, question.government):
        return True
    if answer.agency is not None and is_of_unit(actor, answer.agency, *OF_UNIT):
        return True
    return answer.released_at is not None and may_see_question(actor, question)


@permission(_("增减代表询问答复的佐证材料"))
def may_add_to_answer(actor: Actor, answer: Round) -> bool:
    """Let whoever writes the answer add files: clerk and head of the unit, the office where it answers itself."""
    question = answer.question
    return may_write_answer(actor, question) if question.agency else may_run_question(actor, question)


def _asked_it(actor: Actor, question: Question) -> bool:
    return (
        isinstance(actor, User)
        and actor.pk == question.asked_by_id
        and holds_in(actor, question.government, Post.DEPUTY)
    )
