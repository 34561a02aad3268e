"""Files, kept once however often they are attached, and what each is attached to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.records import GovernmentRecord


class Kind(models.TextChoices):
    """What a file is, by its content."""

    JPEG = "jpeg", _("jpg 照片")
    PNG = "png", _("png 图片")
    PDF = "pdf", _("pdf 文件")
    DOCX = "docx", _("docx 文档")
    XLSX = "xlsx", _("xlsx 表格")
    TEXT = "txt", _("txt 文本")


class StoredFile(GovernmentRecord):
    """One file on disk. `place`, `published` and `thumbnail` are generated names below the folder of attachments.

    `published` is a photo without what the camera wrote into it (place, time, serial number): the copy for everybody.
    """

    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=5, choices=Kind)
    place = models.CharField(max_length=40)
    published = models.CharField(max_length=40, blank=True)
    thumbnail = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        """The same content is one file in a government."""

        constraints = (models.UniqueConstraint(fields=("government", "digest"), name="stored_file_once"),)

    def __str__(self) -> str:
        return self.digest[:12]


class Attachment(GovernmentRecord):
    """A file belongs to a thing (佐证材料): `owner_kind` and `owner_id` name it."""

    owner_kind = models.CharField(max_length=20)
    owner_id = models.UUIDField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    attached_at = models.DateTimeField()

    class Meta:
        """In the order they came; a file belongs to a thing once."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("owner_kind", "owner_id", "file"), name="attachment_once"),)
        indexes = (models.Index(fields=("owner_kind", "owner_id"), name="attachment_of"),)

    def __str__(self) -> str:
        return self.name
