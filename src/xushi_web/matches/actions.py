"""Deciding whether two commitments are the same promise."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import require_work_for
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.matches.models import Decision, Match

_TAGS = {
    Decision.CONFIRMED: Tag.MATCH_CONFIRMED,
    Decision.REJECTED: Tag.MATCH_REJECTED,
    Decision.PROPOSED: Tag.MATCH_REOPENED,
}


def decide_match(*, actor: Actor, match: Match, decision: Decision) -> Match:
    """Confirm or reject a proposal, or take back what was decided. Raises `NotAllowed`."""
    require_work_for(actor, match.government)
    if match.decision == decision:
        return match
    with transaction.atomic():
        before, match.decision = match.decision, decision.value
        is_open = decision is Decision.PROPOSED
        match.decided_by = actor if isinstance(actor, User) and not is_open else None
        match.decided_at = None if is_open else timezone.now()
        match.save(update_fields=["decision", "decided_by", "decided_at"])
        record(
            actor=actor,
            tag=_TAGS[decision],
            subject=match.pk,
            government=match.government_id,
            details={
                "before": before,
                "left": {"commitment": str(match.left_id), "number": match.left.number, "text": match.left.text},
                "right": {"commitment": str(match.right_id), "number": match.right.number, "text": match.right.text},
            },
        )
    return match
