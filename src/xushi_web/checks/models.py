"""What people decided about problems and about rules."""

from __future__ import annotations

from django.db import models

from xushi_web.records import GovernmentRecord, Record


class Acceptance(Record):
    """A problem that a person looked at and lets stand, with the reason.

    Taking one back keeps the row. `carried_from` is the acceptance of the same problem in the earlier version of the
    document; who accepted it, and when, is then told of that one.
    """

    problem = models.ForeignKey("documents.DocumentProblem", on_delete=models.CASCADE, related_name="acceptances")
    reason = models.TextField()
    accepted_by = models.CharField(max_length=150)
    accepted_at = models.DateTimeField()
    carried_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    taken_back_by = models.CharField(max_length=150, blank=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        """A problem is accepted once at a time."""

        ordering = ("accepted_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("problem",), condition=models.Q(taken_back_at__isnull=True), name="accepted_once"
            ),
        )


class RuleSwitch(GovernmentRecord):
    """A rule that a government has switched off, by its code."""

    code = models.CharField(max_length=80)
    switched_by = models.CharField(max_length=150)
    switched_at = models.DateTimeField()

    class Meta:
        """Off is off."""

        ordering = ("code",)
        constraints = (models.UniqueConstraint(fields=("government", "code"), name="rule_switched_once"),)

    def __str__(self) -> str:
        return self.code
