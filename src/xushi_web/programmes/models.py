"""Lists of a year, their commitments, and what was promised when, by whom."""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from xushi_web.records import ExactDecimalField, ScopedQuerySet, SourcedRecord


class ProgrammeKind(models.TextChoices):
    """Kinds of list (清单)."""

    LIVELIHOOD = "livelihood", _("民生实事")
    WORK_REPORT = "work_report", _("政府工作报告重点任务")
    OTHER = "other", _("其他清单")


class Applicability(models.TextChoices):
    """Whose task an item is (实施层级)."""

    OURS = "ours", _("本级实施")
    UPPER_LEVEL = "upper_level", _("上级实施")
    NOT_OURS = "not_ours", _("本级不承担")


class Role(models.TextChoices):
    """What a unit does for an item (责任分工)."""

    LEAD = "lead", _("牵头单位")
    SUPPORTING = "supporting", _("共同责任单位")
    SOLE = "sole", _("责任单位")


Row = TypeVar("Row", bound=models.Model)


class ToldQuerySet(ScopedQuerySet[Row]):
    """Rows that hang on a commitment, one set for each document that tells of it."""

    def in_force(self) -> Self:
        """Return the rows of the document whose wording the commitment has; others are history or repetition."""
        return self.filter(document=F("commitment__document"))

    def current(self) -> Self:
        """Return the rows of documents that have not been replaced by a newer version."""
        return self.filter(document__state="accepted")


class ToldRecord(SourcedRecord):
    """A row that hangs on a commitment."""

    objects: ClassVar = ToldQuerySet.as_manager()

    class Meta:
        """Not a table of its own."""

        abstract = True


class Programme(SourcedRecord):
    """One government's list for one year (清单)."""

    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=ProgrammeKind)
    from_above = models.BooleanField(default=False)  #: a list of the upper level, broken down here
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """A title is unique in its year."""

        ordering = ("year", "order", "id")
        constraints = (models.UniqueConstraint(fields=("government", "year", "title"), name="programme_title"),)

    def __str__(self) -> str:
        return self.title

    @property
    def title_with_year(self) -> str:
        """The title, with the year before it where it does not name it itself."""
        return self.title if str(self.year) in self.title else f"{self.year} {self.title}"


class Field(SourcedRecord):
    """A heading inside a programme (领域), often with a stated count of items."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="fields")
    title = models.CharField(max_length=300, blank=True)
    stated_count = models.PositiveSmallIntegerField(null=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """A title is unique in its programme."""

        ordering = ("order", "id")
        constraints = (models.UniqueConstraint(fields=("programme", "title"), name="field_title"),)

    def __str__(self) -> str:
        return self.title


class Commitment(SourcedRecord):
    """A numbered promise (实事项目、目标任务), in the words of its governing `document`.

    `withdrawn` is set when a newer version of the document no longer has it. The rows below it exist once for
    each document that tells of it: use ``in_force()`` for units, measures and targets, ``current()`` for
    milestones and reports.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="commitments")
    field = models.ForeignKey(Field, on_delete=models.CASCADE, related_name="commitments")
    year = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=40, blank=True)
    order = models.PositiveIntegerField()
    title = models.TextField(blank=True)
    text = models.TextField()
    applicability = models.CharField(max_length=12, choices=Applicability, default=Applicability.OURS)
    applicability_text = models.CharField(max_length=100, blank=True)
    text_start = models.PositiveIntegerField(null=True)
    text_end = models.PositiveIntegerField(null=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        """As the document has them."""

        ordering = ("order", "id")
        indexes = (models.Index(fields=("government", "year"), name="commitment_of_year"),)

    def __str__(self) -> str:
        return f"{self.number} {self.title or self.text}".strip()


class Assignment(ToldRecord):
    """A unit in its role (责任分工), in the order of the document; `written` is the name as it stands there."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="assignments")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=12, choices=Role)
    order = models.PositiveSmallIntegerField()
    written = models.CharField(max_length=200)

    class Meta:
        """Lead first, as written."""

        ordering = ("order",)


class Measure(ToldRecord):
    """One sentence of a composite item (具体措施)."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="measures")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        """As written."""

        ordering = ("order",)


class Milestone(ToldRecord):
    """The planned state at the end of a period (节点): ``2019-Q1``, ``2024-06``."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="milestones")
    period = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        """As written."""

        ordering = ("order",)


class Step(SourcedRecord):
    """One numbered step inside a milestone."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20)
    text = models.TextField()

    class Meta:
        """As written."""

        ordering = ("order",)


class Target(ToldRecord):
    """A quantified promise (指标), or a fact when it stands in a report's narrative.

    `value` is in the plain unit (万 and 亿 multiplied out). `milestone` is set for planned figures, `report` for
    observed ones, neither for the promise itself. The words are those of `xushi.targets.model`.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="targets")
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, null=True, related_name="targets")
    report = models.ForeignKey("progress.ProgressReport", on_delete=models.CASCADE, null=True, related_name="facts")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    of = models.CharField(max_length=300, blank=True)
    comparator = models.CharField(max_length=8)
    value = ExactDecimalField()
    value_high = ExactDecimalField(null=True)
    unit = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20)
    change = models.CharField(max_length=20, blank=True)
    period = models.CharField(max_length=20, blank=True)

    class Meta:
        """As they stand in the text."""

        ordering = ("order",)
