"""What a unit objects to, and what was decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.progress.models import Grade
from xushi_web.records import GovernmentRecord
from xushi_web.reporting.models import UnitReport


class ObjectionState(models.TextChoices):
    """Where an objection stands."""

    FILED = "filed", _("待受理")
    TAKEN = "taken", _("复核中")
    UPHELD = "upheld", _("支持")
    DISMISSED = "dismissed", _("维持原判定")
    WITHDRAWN = "withdrawn", _("已撤回")


#: An objection that is not decided yet.
OPEN = (ObjectionState.FILED, ObjectionState.TAKEN)


class Objection(GovernmentRecord):
    """The head of a unit objects to the verdict on its report (复核申请).

    `verdict`, `verdict_by` and `judged_at` are of the verdict that is objected to, kept because a new one takes its
    place when the objection is upheld. It is to be decided by `due_on`, thirty days after it was filed.
    """

    report = models.ForeignKey(UnitReport, on_delete=models.PROTECT, related_name="objections")
    verdict = models.CharField(max_length=12, choices=Grade)
    verdict_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField()
    grounds = models.TextField()
    state = models.CharField(max_length=10, choices=ObjectionState, default=ObjectionState.FILED)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    due_on = models.DateField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)
    new_verdict = models.CharField(max_length=12, choices=Grade, blank=True)

    class Meta:
        """The latest first; one is open for a report, and who set the verdict decides on none."""

        ordering = ("-filed_at",)
        constraints = (
            models.UniqueConstraint(fields=("report",), condition=models.Q(state__in=OPEN), name="objection_open_once"),
            models.CheckConstraint(
                condition=models.Q(verdict_by__isnull=True)
                | models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("verdict_by")),
                name="objection_other_judge",
            ),
        )

    def __str__(self) -> str:
        return f"{self.report.agency} {self.report}"[:80]
