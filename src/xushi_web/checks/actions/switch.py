"""Switching rules on and off for one government."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi.checking import all_rules
from xushi_web.accounts.actors import Actor
from xushi_web.agencies.models import Government
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.checks.keeping import count_findings
from xushi_web.checks.models import RuleSwitch
from xushi_web.checks.policies import require_switch
from xushi_web.checks.switches import codes_off
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import DocumentProblem, Origin, SourceDocument, Standing


def switch_rules(*, actor: Actor, government: Government, off: Collection[str]) -> frozenset[str]:
    """Make `off` the codes that are switched off for `government`, and return those that changed.

    Problems of a rule that is off are neither shown nor counted; they are there again when it is switched on. Raises
    `NotAllowed`, and `Refused` for a code that no rule has.
    """
    require_switch(actor, government)
    unknown = set(off) - {rule.code for rule in all_rules()}
    if unknown:
        raise Refused(_("没有编号为“%(code)s”的规则，请刷新页面。") % {"code": min(unknown)})
    with transaction.atomic():
        before = codes_off(government)
        changed = before.symmetric_difference(off)
        if not changed:
            return frozenset()
        RuleSwitch.objects.of(government).filter(code__in=before - set(off)).delete()
        RuleSwitch.objects.bulk_create(
            RuleSwitch(government=government, code=code, switched_by=str(actor), switched_at=timezone.now())
            for code in sorted(set(off) - before)
        )
        found = DocumentProblem.objects.filter(document__government=government, origin=Origin.CHECKING)
        found.filter(code__in=set(off) - before, standing=Standing.STANDING).update(standing=Standing.OFF)
        found.filter(code__in=before - set(off), standing=Standing.OFF).update(standing=Standing.STANDING)
        count_findings(SourceDocument.objects.filter(government=government).values_list("pk", flat=True))
        record(
            actor=actor,
            tag=Tag.RULES_SWITCHED,
            subject=government.pk,
            government=government.pk,
            details={"off": sorted(set(off) - before), "on": sorted(before - set(off))},
        )
    return frozenset(changed)
