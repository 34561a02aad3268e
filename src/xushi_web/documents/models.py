"""Documents as they were given, what was read in them, what was corrected by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi.problems import Message
from xushi_web.records import Record, ScopedQuerySet, SourcedRecord


class State(models.TextChoices):
    """Where a document stands on its way into the tracker."""

    DRAFT = "draft", _("待确认")
    ACCEPTED = "accepted", _("已采用")
    SUPERSEDED = "superseded", _("已被新版取代")


class Genre(models.TextChoices):
    """Kinds of document (文种), by the words of `xushi.document.model.Genre`."""

    BREAKDOWN = "breakdown", _("任务分解")
    SCHEDULE = "schedule", _("序时进度")
    BULLETIN = "bulletin", _("通报")
    BALLOT_RESULT = "ballot_result", _("票决结果")
    SATISFACTION = "satisfaction", _("满意度测评")
    WORK_PLAN = "work_plan", _("工作安排")
    UNKNOWN = "unknown", _("未能识别")


class StoredFile(models.Model):
    """The bytes of an uploaded file, kept in the database so that they come and go with their document."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256


class SourceDocument(Record):
    """One official document (来源文件).

    A draft may not yet be ascribed to a government and a year; an accepted one is. `supersedes` names the
    version this one replaces, so that the chain of versions can be followed back.
    """

    government = models.ForeignKey("agencies.Government", on_delete=models.PROTECT, null=True, related_name="documents")
    government_name = models.CharField(max_length=100, blank=True)  #: of a draft, as read or as typed
    year = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="documents")
    file_name = models.CharField(max_length=255)
    format = models.CharField(max_length=8)
    encoding = models.CharField(max_length=20, blank=True)
    genre = models.CharField(max_length=16, choices=Genre)
    script = models.CharField(max_length=4)
    title = models.CharField(max_length=500, blank=True)
    document_number = models.CharField(max_length=100, blank=True)
    index_number = models.CharField(max_length=100, blank=True)
    issuing_body = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True)
    item_count = models.PositiveIntegerField(default=0)
    problem_count = models.PositiveIntegerField(default=0)  #: of reading
    finding_count = models.PositiveIntegerField(default=0)  #: of reading and checking, those accepted left out
    unrecognised_count = models.PositiveIntegerField(default=0)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    received_by = models.CharField(max_length=150)
    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        """The same bytes are one document; an accepted one has a government and a year."""

        ordering = ("-received_at",)
        constraints = (
            models.UniqueConstraint(fields=("file",), name="document_once"),
            models.CheckConstraint(
                condition=models.Q(state=State.DRAFT) | models.Q(government__isnull=False, year__isnull=False),
                name="document_ascribed",
            ),
        )
        indexes = (models.Index(fields=("government", "year", "state"), name="document_of_year"),)

    def __str__(self) -> str:
        return self.title or self.file_name

    @property
    def problems(self) -> models.QuerySet[DocumentProblem]:
        """What reading left open, which anybody may know; what checking found (`findings`) is for the office."""
        return self.findings.filter(origin=Origin.READING, standing=Standing.STANDING)


class DocumentReading(models.Model):
    """The decoded text of a document and the tree that was read from it, apart because they are large."""

    document = models.OneToOneField(SourceDocument, on_delete=models.CASCADE, primary_key=True, related_name="reading")
    text = models.TextField()
    tree = models.JSONField()

    def __str__(self) -> str:
        return f"reading of {self.document_id}"


class Correction(Record):
    """A value that was read wrongly and put right by hand. `path` is explained in `documents.corrections`."""

    document = models.ForeignKey(SourceDocument, on_delete=models.CASCADE, related_name="corrections")
    path = models.CharField(max_length=100)
    was = models.JSONField(null=True)
    value = models.JSONField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """One value stands at a place."""

        ordering = ("made_at",)
        constraints = (models.UniqueConstraint(fields=("document", "path"), name="correction_once"),)


class Origin(models.TextChoices):
    """What found a problem."""

    READING = "reading", _("读取")
    CHECKING = "checking", _("检查")


class Standing(models.TextChoices):
    """What became of a problem since it was found. None is ever deleted, so that its page stays."""

    STANDING = "standing", _("仍在")
    OFF = "off", _("规则已停用")
    GONE = "gone", _("已不再出现")


class ProblemQuerySet(models.QuerySet["DocumentProblem"]):
    """Problems of documents."""

    def standing(self) -> ProblemQuerySet:
        """Return the problems that are still there and whose rule is on."""
        return self.filter(standing=Standing.STANDING)


class DocumentProblem(Record):
    """A problem found in a document; the sentences are kept with their values apart, to be said in any language.

    `fingerprint` is made of the code, the item, the figures and the marked words (`checks.fingerprints`): the same
    problem in a newer version, or after checking again, has the same one.
    """

    document = models.ForeignKey(SourceDocument, on_delete=models.CASCADE, related_name="findings")
    order = models.PositiveIntegerField()
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.READING)
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.STANDING)
    fingerprint = models.CharField(max_length=64, default="")
    found_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=80)
    severity = models.CharField(max_length=8)
    item = models.CharField(max_length=40, blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    message = models.JSONField()  #: {"template": …, "values": {…}}; a value may be such a sentence itself
    hint = models.JSONField()

    objects = ProblemQuerySet.as_manager()

    class Meta:
        """As they stand in the document."""

        ordering = ("order",)
        indexes = (models.Index(fields=("document", "standing"), name="problem_of_document"),)

    def __str__(self) -> str:
        return f"{self.code} {self.item}".strip()

    @property
    def values(self) -> Mapping[str, Any]:
        """The values of the sentence that says what is wrong; one may be a `Message` itself."""
        return _sentence(self.message).values

    def message_in(self, language: str) -> str:
        """Return the sentence that says what is wrong."""
        return _sentence(self.message).in_language(language)

    def hint_in(self, language: str) -> str:
        """Return the sentence that says what to do."""
        return _sentence(self.hint).in_language(language)


def _sentence(stored: dict[str, Any]) -> Message:
    values = {name: _sentence(v) if isinstance(v, dict) else v for name, v in stored["values"].items()}
    return Message(stored["template"], values)


class Telling(SourcedRecord):
    """What one document says of one commitment: the same promise is told by several documents of a year.

    `position` is the place of the item in the document's tree. `link` says how it was recognised as the same
    commitment (`programmes.linking`), with the `similarity` of the words in hundredths.
    """

    commitment = models.ForeignKey("programmes.Commitment", on_delete=models.CASCADE, related_name="tellings")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=40, blank=True)
    title = models.TextField(blank=True)
    text = models.TextField()
    link = models.CharField(max_length=12)
    similarity = models.PositiveSmallIntegerField(null=True)

    class Meta:
        """An item tells of one commitment."""

        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("document", "position"), name="telling_once"),)
