"""Letting a problem stand, for a reason."""

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
from xushi_web.documents.models import DocumentProblem, Standing, State


def accept_problem(*, actor: Actor, problem: DocumentProblem, reason: str) -> Acceptance:
    """Keep that a person looked at `problem` and lets it stand.

    Raises `NotAllowed`, and `Refused` without a reason, for a problem that is gone or accepted already, and for a
    document that was replaced by a newer version.
    """
    require_accept(actor, problem)
    reason = reason.strip()
    if not reason:
        raise Refused(_("请写明理由，例如“口径不同，已与牵头单位核实”。"))
    document = problem.document
    if document.state == State.SUPERSEDED:
        raise Refused(_("这份文件已被新版取代，请在新版中处理。"))
    with transaction.atomic():
        if not DocumentProblem.objects.filter(pk=problem.pk, standing=Standing.STANDING).exists():
            raise Refused(_("这个问题已不再出现，不需要处理。"))
        if Acceptance.objects.filter(problem=problem, taken_back_at__isnull=True).exists():
            raise Refused(_("这个问题已经有人接受了，请刷新页面。"))
        acceptance = Acceptance.objects.create(
            problem=problem, reason=reason, accepted_by=str(actor), accepted_at=timezone.now()
        )
        count_findings([document.pk])
        record(
            actor=actor,
            tag=Tag.PROBLEM_ACCEPTED,
            subject=problem.pk,
            government=document.government_id,
            details={"document": str(document.pk), "code": problem.code, "item": problem.item, "reason": reason},
        )
    return acceptance
