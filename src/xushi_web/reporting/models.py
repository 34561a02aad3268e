"""Periods for which progress is collected, and what units report in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.agencies.models import Agency
from xushi_web.programmes.models import Commitment, Programme
from xushi_web.progress.models import Grade
from xushi_web.records import ExactDecimalField, GovernmentRecord


class PeriodState(models.TextChoices):
    """How far the collecting for a period is."""

    OPEN = "open", _("填报中")
    CLOSED = "closed", _("已截止")
    PUBLISHED = "published", _("已公布")


class ReportingPeriod(GovernmentRecord):
    """Progress of a list is collected for a period (填报期), until a time. `period` is written as ``2025-Q1``."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="reporting_periods")
    period = models.CharField(max_length=20)
    title = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=PeriodState, default=PeriodState.OPEN)
    opened_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        """A list is reported on once for a period."""

        ordering = ("-due_at",)
        constraints = (models.UniqueConstraint(fields=("programme", "period"), name="reporting_period_once"),)

    def __str__(self) -> str:
        return f"{self.programme.year} {self.title} {self.programme.title}"


class ReportState(models.TextChoices):
    """Where a unit's report stands between clerk, head and office."""

    AWAITING = "awaiting", _("待填报")
    DRAFTING = "drafting", _("填写中")
    WITH_HEAD = "with_head", _("待本单位审核")
    SUBMITTED = "submitted", _("已报送")
    RETURNED = "returned", _("已退回")
    VERIFIED = "verified", _("已核实")
    JUDGED = "judged", _("已判定")


class UnitReport(GovernmentRecord):
    """What the leading unit reports on one commitment for one period (填报件).

    `revision` goes up with every change of the text, so that of two people who write at once one is told.
    `computed` is the verdict that the figures gave when the office judged: it stands beside `verdict` and is never
    changed by it; `verdict_reason` is given where the two differ.
    """

    reporting_period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="reports")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="unit_reports")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="unit_reports")
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.AWAITING)
    revision = models.PositiveIntegerField(default=0)
    narrative = models.TextField(blank=True)
    difficulties = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    coordination = models.TextField(blank=True)  #: what the unit asks others or the office to settle (提请协调事项)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    return_reason = models.TextField(blank=True)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=12, choices=Grade, blank=True)
    verdict_reason = models.TextField(blank=True)
    computed = models.CharField(max_length=12, choices=Grade, blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """One report for a commitment in a period; a unit's work list reads by unit and state."""

        ordering = ("commitment__order", "id")
        constraints = (
            models.UniqueConstraint(fields=("reporting_period", "commitment"), name="unit_report_once"),
            models.CheckConstraint(
                condition=~models.Q(state=ReportState.JUDGED) | ~models.Q(verdict=""), name="unit_report_judged"
            ),
        )
        indexes = (models.Index(fields=("agency", "state"), name="unit_report_work_list"),)

    def __str__(self) -> str:
        return f"{self.commitment.number} {self.commitment.title or self.commitment.text}".strip()[:60]

    @property
    def period(self) -> str:
        """The period it reports on, as ``2025-Q1``."""
        return self.reporting_period.period


class Measured(GovernmentRecord):
    """What a row of figures is about: a target, named by its words, because rows of targets come and go with documents.

    A target that was changed meanwhile has other words; what was reported for the old one stays as it is.
    """

    of = models.CharField(max_length=300, blank=True)
    promised = models.CharField(max_length=200)  #: the target as written: 1350亿元
    unit = models.CharField(max_length=40, blank=True)
    value = ExactDecimalField()  #: in the plain unit, 万 and 亿 multiplied out

    class Meta:
        """Not a table of its own."""

        abstract = True


class Figure(Measured):
    """An observed figure of a report (实际完成数), bound to a target and to the period it belongs to.

    `start` and `end` say where in the narrative it stands; a figure typed beside it stands nowhere. `agency` is set
    for the figure of one county of a divided target.
    """

    report = models.ForeignKey(UnitReport, on_delete=models.CASCADE, related_name="figures")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    period = models.CharField(max_length=20)
    written = models.CharField(max_length=60)  #: as it was given: 852.9亿元
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)

    class Meta:
        """One figure for a target, and one for each county that has a share of it."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("report", "of", "promised"), condition=models.Q(agency__isnull=True), name="figure_once"
            ),
            models.UniqueConstraint(fields=("report", "of", "promised", "agency"), name="figure_of_share_once"),
        )

    def __str__(self) -> str:
        return f"{self.of} {self.written}".strip()


class Share(Measured):
    """The part of a target that one unit has to reach (分解指标): the shares of a target add up to it."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="shares")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="shares")
    written = models.CharField(max_length=60)

    class Meta:
        """One share of a target for a unit."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("commitment", "of", "promised", "agency"), name="share_once"),)

    def __str__(self) -> str:
        return f"{self.agency} {self.written}"


class ContributionState(models.TextChoices):
    """Whether a supporting unit has added its part."""

    AWAITING = "awaiting", _("待补充")
    GIVEN = "given", _("已补充")


class Contribution(GovernmentRecord):
    """What a supporting unit, or a county with a share, adds to the report of the leading one (配合情况)."""

    report = models.ForeignKey(UnitReport, on_delete=models.CASCADE, related_name="contributions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="contributions")
    state = models.CharField(max_length=10, choices=ContributionState, default=ContributionState.AWAITING)
    text = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """One for each unit."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("report", "agency"), name="contribution_once"),)

    def __str__(self) -> str:
        return f"{self.agency}: {self.report}"


class Unsaved(GovernmentRecord):
    """What a person has typed into a form and not yet saved (未保存稿): kept so that a time-out loses nothing.

    Only this person sees it; it is no change of the report and so no entry of the audit trail.
    """

    report = models.ForeignKey(UnitReport, on_delete=models.CASCADE, related_name="unsaved")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    fields = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        """One for each person and report."""

        constraints = (models.UniqueConstraint(fields=("report", "user"), name="unsaved_once"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.report}"
