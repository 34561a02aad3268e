"""What supporting units and counties add to a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, person_or_none
from xushi_web.accounts.policies import require
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.reporting.actions.writing import LONGEST, figure_rows, require_open
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.figures import Given
from xushi_web.reporting.models import Contribution, ContributionState, Figure, Share
from xushi_web.reporting.policies import may_contribute


def contribute(
    *,
    actor: Actor,
    contribution: Contribution,
    text: str,
    figures: Sequence[Given] = (),
    now: datetime | None = None,
) -> Contribution:
    """Add a unit's own part to a report, with its figures for the targets it has a share of.

    It can be changed until the report's period closes. Raises `NotAllowed`, and `Incomplete` for a figure that does
    not fit or of a target the unit has no share of, an empty part, or a closed period.
    """
    require(
        may_contribute(actor, contribution), _("这一部分由“%(unit)s”补充，您不能填写。") % {"unit": contribution.agency}
    )
    report = contribution.report
    require_open(report)
    given = [figure for figure in figures if figure.written.strip()]
    if len(text) > LONGEST or not (text.strip() or given):
        raise Incomplete(_("请填写配合情况或数字，最多 %(most)d 字。") % {"most": LONGEST})
    own = set(
        Share.objects.filter(commitment=report.commitment, agency=contribution.agency).values_list("of", "promised")
    )
    foreign = next((figure for figure in given if (figure.of, figure.promised) not in own), None)
    if foreign:
        raise Incomplete(_("“%(unit)s”没有指标“%(of)s”的分解任务。") % {"unit": contribution.agency, "of": foreign.of})
    rows = figure_rows(report, given, contribution.agency_id)
    with transaction.atomic():
        before = contribution.text
        Contribution.objects.filter(pk=contribution.pk).update(
            state=ContributionState.GIVEN,
            text=text.strip(),
            given_at=now or timezone.now(),
            given_by=person_or_none(actor),
        )
        contribution.refresh_from_db()
        Figure.objects.filter(report=report, agency=contribution.agency).delete()
        Figure.objects.bulk_create(rows)
        record(
            actor=actor,
            tag=Tag.REPORT_CONTRIBUTED,
            subject=report.pk,
            government=report.government_id,
            details={
                "agency": str(contribution.agency),
                "before": before,
                "after": contribution.text,
                "figures": [[row.of, row.promised, row.written, row.period] for row in rows],
            },
        )
    return contribution
