"""Proposals to change a figure, and what became of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.documents.models import SourceDocument
from xushi_web.programmes.models import Commitment
from xushi_web.records import GovernmentRecord


class AdjustmentState(models.TextChoices):
    """Where a proposal stands."""

    PROPOSED = "proposed", _("待审批")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("未批准")
    WITHDRAWN = "withdrawn", _("已撤回")


class Adjustment(GovernmentRecord):
    """A figure of a commitment is to be changed (指标调整).

    `path` and `sentence_path` say where in `document` the figure and the sentence around it stand
    (`documents.corrections`). `before` and `after` hold the figure as written, its comparator and values, and the
    sentence: what stood there when it was proposed, and what is to stand there.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="adjustments")
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=100)
    sentence_path = models.CharField(max_length=100)
    period = models.CharField(max_length=20, blank=True)  #: of a planned figure; empty for a target
    of = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    before = models.JSONField()
    after = models.JSONField()
    reason = models.TextField()
    basis = models.CharField(max_length=300)  #: title and number (文号) of the document it is based on
    basis_document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=AdjustmentState, default=AdjustmentState.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        """The latest first; one proposal is open for a figure, and nobody approves their own."""

        ordering = ("-proposed_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("document", "path"),
                condition=models.Q(state=AdjustmentState.PROPOSED),
                name="adjustment_open_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=AdjustmentState.APPROVED) | ~models.Q(decided_by=models.F("proposed_by")),
                name="adjustment_two_people",
            ),
        )

    def __str__(self) -> str:
        return (
            f"{self.commitment.number} {self.of} {self.before.get('text', '')} → {self.after.get('text', '')}".strip()
        )
