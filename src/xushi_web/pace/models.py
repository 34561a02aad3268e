"""The scale on which a list is judged."""

from __future__ import annotations

from django.db import models

from xushi.pacing import TWO_GRADES, Scale
from xushi_web.programmes.models import Programme
from xushi_web.records import ExactDecimalField, GovernmentRecord


class ProgrammeScale(GovernmentRecord):
    """Grades and thresholds (序时判定标准) of a list, in percentage points; a list without a row has two grades.

    With four grades `ahead` says from how many points on something is ahead, and what is finished has a grade of
    its own; with two grades it is empty.
    """

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="scale")
    tolerance = ExactDecimalField()
    ahead = ExactDecimalField(null=True)

    def __str__(self) -> str:
        return f"scale of {self.programme_id}"

    @property
    def as_scale(self) -> Scale:
        """The scale as the library reckons with it."""
        return Scale(self.tolerance, self.ahead, completes=self.ahead is not None)


def scale_of(programme: Programme) -> Scale:
    """Return the scale of a list (no query where ``scale`` was selected with it)."""
    own = getattr(programme, "scale", None)
    return own.as_scale if isinstance(own, ProgrammeScale) else TWO_GRADES
