"""What readers of the demonstration report as wrong: one report answered, one that waits for the office."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.urls import reverse
from django.utils import timezone

from xushi_web.errata.actions import correct_erratum, report_error, take_erratum
from xushi_web.errata.models import Erratum
from xushi_web.programmes.models import Commitment, Programme


def play_errata(office: User, programme: Programme) -> None:
    """Let readers report errors on the first two items of a list."""
    items = list(programme.commitments.select_related("government").order_by("order")[:2])
    early = timezone.now() - timedelta(days=20)
    if not items:
        return
    done = _reported(items[0], "牵头单位的简称和文件上写的不一样，应写全称。", early)
    take_erratum(actor=office, erratum=done, now=early + timedelta(hours=5))
    reply = "已按文件改用全称，谢谢指正。"
    correct_erratum(actor=office, erratum=done, reply=reply, now=early + timedelta(days=1))
    text = "前三季度的完成数好像少写了一位，请核对原文。"
    _reported(items[-1], text, timezone.now() - timedelta(days=1), contact="reader@example.org")


def _reported(item: Commitment, text: str, now: datetime, contact: str = "") -> Erratum:
    page = reverse("portal:commitment", args=[item.pk])
    return report_error(
        actor=AnonymousUser(),
        government=item.government,
        page=page,
        commitment=item,
        text=text,
        contact=contact,
        now=now,
    )
