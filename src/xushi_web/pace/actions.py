"""Setting the scale on which a list is judged."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext as _

from xushi.targets.model import plain
from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import require_work_for
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.pace.models import ProgrammeScale
from xushi_web.programmes.models import Programme

_HUNDRED = Decimal(100)


class BadScale(Exception):  # noqa: N818 - a sentence for a person
    """The thresholds cannot be used; the message says which and why."""


def set_scale(*, actor: Actor, programme: Programme, tolerance: str, ahead: str = "") -> ProgrammeScale:
    """Set how many points behind are still on pace, and from how many on something is ahead.

    Without `ahead` the list has two grades, with it four. Raises `NotAllowed`, and `BadScale` for a threshold that is
    no number from 0 to 100.
    """
    require_work_for(actor, programme.government)
    values = {
        "government": programme.government,
        "tolerance": _points(tolerance or "0"),
        "ahead": _points(ahead) if ahead else None,
    }
    with transaction.atomic():
        before = ProgrammeScale.objects.filter(programme=programme).first()
        scale, _created = ProgrammeScale.objects.update_or_create(programme=programme, defaults=values)
        record(
            actor=actor,
            tag=Tag.SCALE_SET,
            subject=programme.pk,
            government=programme.government_id,
            details={"before": _written(before) if before else None, "after": _written(scale)},
        )
    return scale


def _points(text: str) -> Decimal:
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        value = Decimal("NaN")
    if not (value.is_finite() and 0 <= value <= _HUNDRED):
        raise BadScale(_("“%(text)s”不是 0 到 100 之间的数，请填写百分点数。") % {"text": text})
    return value


def _written(scale: ProgrammeScale) -> dict[str, str | None]:
    return {"tolerance": plain(scale.tolerance), "ahead": None if scale.ahead is None else plain(scale.ahead)}
