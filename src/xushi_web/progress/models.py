"""How commitments stand: reports with their verdict, votes, and the list of what is behind."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.programmes.models import Commitment, ToldRecord
from xushi_web.records import SourcedRecord


class Grade(models.TextChoices):
    """How a report is judged (序时判定)."""

    COMPLETED = "completed", _("已完成")
    AHEAD = "ahead", _("超序时")
    ON_PACE = "on_pace", _("达序时")
    BEHIND = "behind", _("未达序时")


class ProgressReport(ToldRecord):
    """What was reported for a period (进展情况). `verdict` is the grade, `verdict_text` the word as written.

    `period` is what the bulletin's title names: ``2021-Q3``, ``2021-01/2021-08``, or just the year.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="reports")
    period = models.CharField(max_length=20)
    verdict = models.CharField(max_length=12, choices=Grade, blank=True)
    verdict_text = models.CharField(max_length=100, blank=True)
    narrative = models.TextField(blank=True)

    class Meta:
        """In the order of time."""

        ordering = ("period", "id")


class BallotResult(ToldRecord):
    """Votes for a candidate item (票决)."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="ballots")
    yes = models.PositiveIntegerField(null=True)
    no = models.PositiveIntegerField(null=True)
    abstain = models.PositiveIntegerField(null=True)


class SatisfactionResult(ToldRecord):
    """A three-grade satisfaction vote (满意度测评)."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="satisfaction_results")
    satisfied = models.PositiveIntegerField(null=True)
    basically = models.PositiveIntegerField(null=True)
    unsatisfied = models.PositiveIntegerField(null=True)
    abstain = models.PositiveIntegerField(null=True)


class Headline(SourcedRecord):
    """One entry of a bulletin's list of what is behind (未达序时清单)."""

    number = models.PositiveSmallIntegerField()
    title = models.TextField()
    item = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    commitment = models.ForeignKey(Commitment, on_delete=models.SET_NULL, null=True, related_name="headlines")

    class Meta:
        """As the bulletin numbers them."""

        ordering = ("number", "id")
