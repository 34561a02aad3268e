"""Taking back that a problem was accepted."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.checks.keeping import count_findings
from xushi_web.checks.models import Acceptance
from xushi_web.checks.policies import require_accept
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import DocumentProblem, State


def reopen_problem(*, actor: Actor, problem: DocumentProblem) -> None:
    """Take the acceptance of `problem` back; that there was one is kept.

    Raises `NotAllowed`, and `Refused` when it is not accepted or its document was replaced by a newer version.
    """
    require_accept(actor, problem)
    document = problem.document
    if document.state == State.SUPERSEDED:
        raise Refused(_("这份文件已被新版取代，请在新版中处理。"))
    with transaction.atomic():
        taken = Acceptance.objects.filter(problem=problem, taken_back_at__isnull=True).update(
            taken_back_by=str(actor), taken_back_at=timezone.now()
        )
        if not taken:
            raise Refused(_("这个问题没有被接受过，请刷新页面。"))
        count_findings([document.pk])
        record(
            actor=actor,
            tag=Tag.PROBLEM_REOPENED,
            subject=problem.pk,
            government=document.government_id,
            details={"document": str(document.pk), "code": problem.code, "item": problem.item},
        )
