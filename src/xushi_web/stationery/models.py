"""The versions of an office's own templates."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.records import GovernmentRecord


class Kind(models.TextChoices):
    """The papers that can have a template."""

    BULLETIN = "bulletin", _("通报")
    BREAKDOWN = "breakdown", _("任务分解方案")
    PLAN = "plan", _("全年任务分解方案")
    SCHEDULE = "schedule", _("序时进度安排表")
    BALLOT = "ballot", _("票决票")
    BALLOT_RESULT = "ballot-result", _("票决结果")
    NOTICE = "notice", _("督办单")
    CORRECTION = "correction", _("更正")
    TASKS = "tasks", _("任务清单")
    ASSESSMENT = "assessment", _("考核评价表")
    BRIEF = "brief", _("领导专报")


class Template(GovernmentRecord):
    """One version of a template, as it was uploaded. At most one of a kind is in use; none means the usual layout.

    `reason` is what whoever uploaded it says is different.
    """

    kind = models.CharField(max_length=20, choices=Kind)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    tags = models.JSONField(default=list)
    reason = models.CharField(max_length=200, blank=True)
    in_use = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        """The latest first."""

        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(fields=("government", "kind", "version"), name="template_version_once"),
            models.UniqueConstraint(
                fields=("government", "kind"), condition=models.Q(in_use=True), name="template_one_in_use"
            ),
        )

    def __str__(self) -> str:
        return _("%(kind)s模板第%(version)d版") % {"kind": self.get_kind_display(), "version": self.version}


class Use(GovernmentRecord):
    """From when on papers of a kind are written with a version; None is the usual layout."""

    kind = models.CharField(max_length=20, choices=Kind)
    template = models.ForeignKey(Template, on_delete=models.PROTECT, null=True, related_name="uses")
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """The latest first."""

        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return str(self.template or _("标准版式"))
