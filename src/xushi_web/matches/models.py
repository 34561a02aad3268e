"""Which lists were compared, what was found, and what a person decided about it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.programmes.models import Commitment, Programme
from xushi_web.records import GovernmentRecord


class Decision(models.TextChoices):
    """What a person said of a proposal."""

    PROPOSED = "proposed", _("待确认")
    CONFIRMED = "confirmed", _("同一承诺")
    REJECTED = "rejected", _("不是同一承诺")


class ListPair(GovernmentRecord):
    """Two lists that were compared: of one year, or of one kind in years that follow one another.

    `left` is the earlier one. `fingerprint` is of all that was compared: while it holds, nothing is compared again.
    """

    left = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)

    class Meta:
        """In the order of the lists, the latest year first."""

        ordering = ("-right__year", "-left__year", "left__order", "right__order")
        constraints = (models.UniqueConstraint(fields=("left", "right"), name="list_pair_once"),)

    def __str__(self) -> str:
        return f"{self.left_id} {self.right_id}"

    @property
    def is_over_years(self) -> bool:
        """Whether the lists are of different years, so that promises are dropped, kept or new."""
        return self.left.year != self.right.year


class Match(GovernmentRecord):
    """Two commitments that may be, or are, or are not the same promise.

    A commitment stays the same row in a new version of its document, recognised by number and words
    (`programmes.linking`), and so does what was decided about it. Sentences are kept with their values apart.
    """

    left = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()  #: thousandths
    outcome = models.CharField(max_length=12, blank=True)  #: `xushi.matching.Outcome` of all figures together
    reasons = models.JSONField(default=list)
    comparisons = models.JSONField(default=list)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.PROPOSED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        """As the left list has them."""

        ordering = ("left__order", "right__order", "id")
        constraints = (models.UniqueConstraint(fields=("left", "right"), name="match_once"),)
        indexes = (models.Index(fields=("government", "decision"), name="match_decision"),)

    def __str__(self) -> str:
        return f"{self.left_id} {self.right_id}"

    @property
    def percent(self) -> int:
        """The score in whole hundredths, rounded down so that 100 means the same words."""
        return self.score // 10
