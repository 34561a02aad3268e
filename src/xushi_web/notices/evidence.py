"""Photos and documents that show what was put right (整改佐证)."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from xushi_web.attachments.owners import Owner, enter
from xushi_web.notices.machine import NOTICE
from xushi_web.notices.models import Notice
from xushi_web.notices.policies import may_answer_notice, may_see_notice


def _closed(notice: Notice) -> str:
    """Return why the files of a notice are settled: the unit has not signed for it, or has answered."""
    if NOTICE.leads_on(notice.state, "answer"):
        return ""
    return _("“%(notice)s”%(state)s，现在不能增减佐证材料；整改期间可以。") % {
        "notice": notice,
        "state": notice.get_state_display(),
    }


enter(
    Owner(
        kind="notice",
        model=Notice,
        may_see=may_see_notice,
        may_attach=may_answer_notice,
        closed=_closed,
        link=lambda notice: reverse("workbench:notice", args=[notice.pk]),
    )
)
