"""What units and the office owe while notices are open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xushi_web.agencies.models import Government
from xushi_web.deadlines.registry import Deadline, offers
from xushi_web.notices.models import WITH_UNIT, Notice, NoticeState

_WHAT = {
    NoticeState.ISSUED: _("签收“%(notice)s”并整改：%(commitment)s"),
    NoticeState.RECEIVED: _("报送“%(notice)s”的整改情况：%(commitment)s"),
    NoticeState.RETURNED: _("继续整改被退回的“%(notice)s”：%(commitment)s"),
    NoticeState.ANSWERED: _("审核“%(notice)s”的整改情况：%(commitment)s"),
}
#: Signing for a notice and acting on it is one duty.
_FIRST = (NoticeState.ISSUED, NoticeState.RECEIVED)


@offers
def deadlines(government: Government, today: date) -> Iterator[Deadline]:  # noqa: ARG001 - what is open is open on any day
    """Yield notices that a unit has to act on, and answers that the office has to look at (1 query)."""
    rows = Notice.objects.of(government).filter(state__in=(*WITH_UNIT, NoticeState.ANSWERED))
    for notice in rows.select_related("commitment", "agency"):
        state = NoticeState(notice.state)
        with_unit = state in WITH_UNIT
        yield Deadline(
            key=f"notice:{notice.pk}{'' if state in _FIRST else f':{state}'}",
            what=_WHAT[state],
            values={"notice": str(notice), "commitment": str(notice.commitment)[:60]},
            due=notice.deadline,
            link=reverse("workbench:notice", args=[notice.pk]),
            agency=notice.agency if with_unit else None,
        )
