"""Keeping what is being typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.policies import require
from xushi_web.reporting.models import UnitReport, Unsaved
from xushi_web.reporting.policies import may_write_report


def keep_unsaved(*, actor: User, report: UnitReport, fields: Mapping[str, str], now: datetime | None = None) -> Unsaved:
    """Keep what `actor` has typed, for `actor` alone, until it is saved. No change, so no audit entry.

    Raises `NotAllowed`.
    """
    require(may_write_report(actor, report), _("这一事项由“%(unit)s”填报，您不能填写。") % {"unit": report.agency})
    row, _created = Unsaved.objects.update_or_create(
        report=report,
        user=actor,
        defaults={"government_id": report.government_id, "fields": dict(fields), "at": now or timezone.now()},
    )
    return row
