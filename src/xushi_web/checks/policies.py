"""Who may decide about problems and rules: whoever works for the government. Views and actions ask the same."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.permissions import permission
from xushi_web.accounts.policies import may_work_for, require_work_for
from xushi_web.agencies.models import Government
from xushi_web.documents.models import DocumentProblem, State


@permission(_("认可文件中的问题"))
def may_accept(actor: Actor, problem: DocumentProblem) -> bool:
    """Tell whether `actor` may let a problem stand; a document that was replaced is history."""
    return problem.document.state != State.SUPERSEDED and may_work_for(actor, problem.document.government)


def require_accept(actor: Actor, problem: DocumentProblem) -> None:
    """Raise `NotAllowed` unless `actor` works for the government of the document."""
    require_work_for(actor, problem.document.government)


def require_switch(actor: Actor, government: Government) -> None:
    """Raise `NotAllowed` unless `actor` may switch the rules of `government`."""
    require_work_for(actor, government)
