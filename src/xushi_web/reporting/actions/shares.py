"""Dividing a target among counties or units."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import require
from xushi_web.agencies.models import Agency
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.programmes.models import Commitment, Target
from xushi_web.programmes.nodes import target_nodes
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.figures import read_figure
from xushi_web.reporting.models import Contribution, PeriodState, Share, UnitReport
from xushi_web.reporting.policies import may_divide


def set_shares(*, actor: Actor, commitment: Commitment, target: Target, shares: Mapping[Agency, str]) -> list[Share]:
    """Divide `target` among units; the shares have to add up to it. An empty mapping takes the division back.

    Raises `NotAllowed`, and `Incomplete` for a share that is no figure, a unit of another government, or a sum that
    differs from the target: that sentence names both and the difference.
    """
    require(may_divide(actor, commitment), _("只有督查室和牵头单位可以分解指标。"))
    (node,) = target_nodes([target])
    given = {agency: words for agency, words in shares.items() if words.strip()}
    rows = []
    for agency, words in given.items():
        if agency.government_id != commitment.government_id:
            raise Incomplete(_("“%(unit)s”不是本级的单位。") % {"unit": agency})
        value, written = read_figure(words, node)
        rows.append(
            Share(
                government_id=commitment.government_id,
                commitment=commitment,
                agency=agency,
                of=target.of,
                promised=target.text,
                unit=target.unit,
                value=value,
                written=written[:60],
            )
        )
    total = sum((row.value for row in rows), start=target.value * 0)
    if rows and total != target.value:
        raise Incomplete(
            _("各单位合计 %(sum)s，指标是 %(target)s，相差 %(rest)s；请调整到一致。")
            % {
                "sum": f"{total:f}{target.unit}",
                "target": f"{target.value:f}{target.unit}",
                "rest": f"{abs(target.value - total):f}{target.unit}",
            }
        )
    with transaction.atomic():
        old = Share.objects.filter(commitment=commitment, of=target.of, promised=target.text)
        before = {str(row.agency): row.written for row in old.select_related("agency")}
        old.delete()
        Share.objects.bulk_create(rows)
        _ask(commitment, [row.agency for row in rows])
        record(
            actor=actor,
            tag=Tag.TARGET_DIVIDED,
            subject=commitment.pk,
            government=commitment.government_id,
            details={
                "target": f"{target.of} {target.text}".strip(),
                "before": before,
                "after": {str(row.agency): row.written for row in rows},
            },
        )
    return rows


def _ask(commitment: Commitment, agencies: list[Agency]) -> None:
    """Ask units that have a share now for their part of reports that are open."""
    reports = UnitReport.objects.filter(commitment=commitment, reporting_period__state=PeriodState.OPEN)
    for report in reports:
        known = set(report.contributions.values_list("agency", flat=True)) | {report.agency_id}
        Contribution.objects.bulk_create(
            Contribution(government_id=commitment.government_id, report=report, agency=agency)
            for agency in agencies
            if agency.pk not in known
        )
