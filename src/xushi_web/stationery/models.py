"""The versions of an office's own templates."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.records import GovernmentRecord


class Kind(models.TextChoices):
    """The papers that can have a template."""

    BULLETIN = "bulletin", _("通报")


class Template(GovernmentRecord):
    """One version of a template, as it was uploaded. At most one of a kind is in use; none means the usual layout."""

    kind = models.CharField(max_length=20, choices=Kind)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    tags = models.JSONField(default=list)
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
