"""Notices, what units answered to them, and the count of their numbers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.agencies.models import Agency
from xushi_web.programmes.models import Commitment
from xushi_web.records import GovernmentRecord


class Colour(models.TextChoices):
    """How serious a notice is."""

    BLUE = "blue", _("蓝色")
    YELLOW = "yellow", _("黄色")
    RED = "red", _("红色")


class NoticeState(models.TextChoices):
    """Where a notice stands."""

    DRAFTED = "drafted", _("拟稿")
    ISSUED = "issued", _("待签收")
    RECEIVED = "received", _("整改中")
    ANSWERED = "answered", _("已报整改")
    RETURNED = "returned", _("退回整改")
    CLOSED = "closed", _("已销号")
    CANCELLED = "cancelled", _("已作废")


#: A notice that the unit still has to do something about.
WITH_UNIT = (NoticeState.ISSUED, NoticeState.RECEIVED, NoticeState.RETURNED)
#: A notice that is over.
OVER = (NoticeState.CLOSED, NoticeState.CANCELLED)


class Notice(GovernmentRecord):
    """One matter that is behind, put to one unit (一事一单). It gets its number when it is issued."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="notices")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="notices")
    colour = models.CharField(max_length=6, choices=Colour)
    matter = models.TextField()  #: what is behind
    demand = models.TextField()  #: what is asked
    deadline = models.DateField()
    state = models.CharField(max_length=10, choices=NoticeState, default=NoticeState.DRAFTED)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    close_note = models.TextField(blank=True)

    class Meta:
        """The latest first. A number is given once in a year, and only to what was issued."""

        ordering = ("-drafted_at",)
        constraints = (
            models.UniqueConstraint(fields=("government", "year", "number"), name="notice_number"),
            models.UniqueConstraint(
                fields=("commitment", "agency"), condition=~models.Q(state__in=OVER), name="notice_one_matter"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=(NoticeState.DRAFTED, NoticeState.CANCELLED), number__isnull=True)
                | models.Q(number__isnull=False, year__isnull=False),
                name="notice_numbered",
            ),
        )
        indexes = (models.Index(fields=("agency", "state"), name="notice_work_list"),)

    def __str__(self) -> str:
        if self.number is None:
            return str(_("督办单（未编号）"))
        return f"督办〔{self.year}〕{self.number}号"


class Rectification(GovernmentRecord):
    """What the unit reported it has done (整改报告), and why it was returned if it was."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="rectifications")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    return_reason = models.TextField(blank=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)

    class Meta:
        """In the order of time."""

        ordering = ("at", "id")
        get_latest_by = ("at", "id")

    def __str__(self) -> str:
        return f"{self.notice}: {self.text[:40]}"


class NumberSeries(GovernmentRecord):
    """The last number that was given in a year."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        """One series a year."""

        constraints = (models.UniqueConstraint(fields=("government", "year"), name="notice_series_once"),)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
