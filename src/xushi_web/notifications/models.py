"""What people were told, and how they want their mail."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xushi_web.records import Record


class MailMode(models.TextChoices):
    """How often a person gets mail about what is new."""

    SOON = "soon", _("有新消息时（几分钟内合并为一封）")
    DAILY = "daily", _("每天早上一封")
    OFF = "off", _("不发邮件")


class Notification(Record):
    """One thing that one person was told (消息), once for each `key`.

    `subject` is a sentence in Chinese that the catalogue may have in other languages, with `values` to be put into it;
    `lines` are more of the same, each with its own link.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    government = models.ForeignKey("agencies.Government", on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=200)
    subject = models.CharField(max_length=300)
    values = models.JSONField(default=dict)
    lines = models.JSONField(default=list)
    link = models.CharField(max_length=500)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        """The latest first; a person is told the same thing once."""

        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("person", "key"), name="notification_once"),)
        indexes = (models.Index(fields=("person", "read_at"), name="notification_unread"),)

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The sentence in the language of the reader."""
        return sentence(self.subject, self.values)

    @property
    def more(self) -> list[tuple[str, str]]:
        """The lines in the language of the reader, each with its link."""
        return [(_line(line), line["link"]) for line in self.lines]


class MailChoice(Record):
    """How often one person wants mail; without a row: soon."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice")
    mode = models.CharField(max_length=5, choices=MailMode, default=MailMode.SOON)

    def __str__(self) -> str:
        return f"{self.person}: {self.mode}"


def sentence(subject: str, values: dict[str, object]) -> str:
    """Return `subject` in the active language with `values` put in."""
    return gettext(subject) % values if values else gettext(subject)


def _line(line: dict[str, Any]) -> str:
    """Return one line, and of a duty until when, as it was on the day it was told."""
    what, due = sentence(line["subject"], line["values"]), line.get("due")
    if not due:
        return what
    late = (date.fromisoformat(line["on"]) - date.fromisoformat(due)).days
    if late > 0:
        return gettext("%(what)s，%(due)s截止，已逾期%(days)d天") % {"what": what, "due": due, "days": late}
    return gettext("%(what)s，%(due)s截止") % {"what": what, "due": due}
