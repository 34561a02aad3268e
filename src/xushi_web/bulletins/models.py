"""Bulletins, their paragraphs, the office's wording for them, and the corrections that follow them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.documents.models import SourceDocument
from xushi_web.programmes.models import Commitment, Programme
from xushi_web.records import GovernmentRecord
from xushi_web.reporting.models import ReportingPeriod


class BulletinState(models.TextChoices):
    """Where a bulletin stands."""

    DRAFTED = "drafted", _("拟稿")
    PROPOSED = "proposed", _("待签发")
    RELEASED = "released", _("已印发")
    WITHDRAWN = "withdrawn", _("已作废")


class Publicity(models.TextChoices):
    """Who may read a document that was issued (公开属性)."""

    OPEN = "open", _("主动公开")
    ON_REQUEST = "on_request", _("依申请公开")


class Urgency(models.TextChoices):
    """How soon a paper has to be dealt with (紧急程度); it stands in the upper left corner of its first page."""

    MOST = "most", _("特急")
    MORE = "more", _("加急")


class Part(models.TextChoices):
    """What a paragraph of a bulletin is; in this order they make up its text."""

    OPENING = "opening", _("开头")
    COUNTS = "counts", _("总体情况")
    MOVED = "moved", _("与上期相比")
    FIELD = "field", _("分领域情况")
    BEHIND = "behind", _("未达序时清单的引语")
    ENTRY = "entry", _("未达序时清单")
    CLOSING = "closing", _("要求")
    ITEM = "item", _("附件事项")


class Bulletin(GovernmentRecord):
    """A bulletin on a list for a period. It gets its number when it is released, and is never changed afterwards.

    `reporting_period` is None for a period whose reports came from imported bulletins. `text` is what was released,
    character for character; `document` is the same text in the tracker, with its tree, for one that everybody may read.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="bulletins")
    reporting_period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, null=True, related_name="bulletins")
    period = models.CharField(max_length=20)
    period_title = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    annex_title = models.CharField(max_length=300)
    issuing_body = models.CharField(max_length=200)
    publicity = models.CharField(max_length=12, choices=Publicity, default=Publicity.OPEN)
    urgency = models.CharField(max_length=4, choices=Urgency, blank=True)
    state = models.CharField(max_length=10, choices=BulletinState, default=BulletinState.DRAFTED)
    revision = models.PositiveIntegerField(default=0)  #: goes up with every change of the text
    series = models.CharField(max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    index_number = models.CharField(max_length=40, blank=True)
    issued_on = models.DateField(null=True)
    text = models.TextField(blank=True)
    document = models.OneToOneField(SourceDocument, on_delete=models.PROTECT, null=True, related_name="bulletin")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)

    class Meta:
        """The latest first. A number is given once in a year, and only to what was released."""

        ordering = ("-drafted_at",)
        constraints = (
            models.UniqueConstraint(fields=("government", "year", "number"), name="bulletin_number"),
            models.CheckConstraint(
                condition=~models.Q(state=BulletinState.RELEASED)
                | models.Q(number__isnull=False, year__isnull=False)
                & (models.Q(document__isnull=False) | ~models.Q(publicity=Publicity.OPEN)),
                name="bulletin_released",
            ),
            models.CheckConstraint(
                condition=models.Q(number__isnull=True) | models.Q(state=BulletinState.RELEASED),
                name="bulletin_numbered",
            ),
        )

    def __str__(self) -> str:
        return document_number(self.series, self.year, self.number) if self.number and self.year else self.title


class Paragraph(GovernmentRecord):
    """One paragraph of a bulletin: the text that was drafted, the one that stands, and what it was made of.

    `key` names it inside its part. `drafted` is kept beside `text`; the two differ when it was edited by hand.
    `made_of` names rows and figures (`build.Source`), `basis` is their fingerprint at the time of the text.
    """

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="paragraphs")
    part = models.CharField(max_length=10, choices=Part)
    key = models.CharField(max_length=80, blank=True)
    order = models.PositiveIntegerField()
    heading = models.CharField(max_length=300, blank=True)  #: of the field that begins with this item of the annex
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, related_name="+")
    drafted = models.TextField()
    text = models.TextField()
    made_of = models.JSONField(default=list)
    basis = models.CharField(max_length=64)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)

    class Meta:
        """As they follow each other."""

        ordering = ("order", "id")
        constraints = (models.UniqueConstraint(fields=("bulletin", "part", "key"), name="bulletin_paragraph_once"),)

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.key}".strip()

    @property
    def is_edited(self) -> bool:
        """Whether the text was written by hand."""
        return self.text != self.drafted


class CorrectionState(models.TextChoices):
    """Where a correction stands."""

    PROPOSED = "proposed", _("待签发")
    ISSUED = "issued", _("已发出")
    WITHDRAWN = "withdrawn", _("已作废")


class CorrectionNotice(GovernmentRecord):
    """A notice that corrects a released bulletin (更正); the bulletin itself stays as it was released.

    Like the bulletin it is proposed by one person and issued by another, and gets number and date when it is issued.
    """

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="corrections")
    before = models.TextField()
    after = models.TextField()
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=CorrectionState, default=CorrectionState.PROPOSED)
    number = models.PositiveSmallIntegerField(null=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    issued_on = models.DateField(null=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """In the order of time."""

        ordering = ("proposed_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("bulletin", "number"), name="bulletin_correction_number"),
            models.CheckConstraint(
                condition=~models.Q(state=CorrectionState.ISSUED)
                | models.Q(number__isnull=False, issued_on__isnull=False),
                name="bulletin_correction_numbered",
            ),
            models.CheckConstraint(
                condition=models.Q(issued_by__isnull=True) | ~models.Q(issued_by=models.F("proposed_by")),
                name="bulletin_correction_by_two",
            ),
        )

    def __str__(self) -> str:
        return f"{self.bulletin} {_('更正')} {self.number or ''}".strip()


class Phrase(GovernmentRecord):
    """The wording of one kind of sentence, as a government has it; without a row the usual one holds."""

    name = models.CharField(max_length=20)
    text = models.TextField()

    class Meta:
        """One wording of a kind."""

        constraints = (models.UniqueConstraint(fields=("government", "name"), name="bulletin_phrase_once"),)

    def __str__(self) -> str:
        return f"{self.government} {self.name}"


class Letterhead(GovernmentRecord):
    """What a government's bulletins say of who issues them: 代字, organisation code and full name.

    Where they are `sealed`, name and date stand so that the seal has its place.
    """

    series = models.CharField(max_length=20)
    organisation_code = models.CharField(max_length=18, blank=True)
    issuing_body = models.CharField(max_length=200)
    sealed = models.BooleanField(default=False)

    class Meta:
        """One of a government."""

        constraints = (models.UniqueConstraint(fields=("government",), name="bulletin_letterhead_once"),)

    def __str__(self) -> str:
        return self.issuing_body


class NumberSeries(GovernmentRecord):
    """The last number that was given in a year: of bulletins, and of index numbers (索引号)."""

    kind = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        """One series of a kind a year."""

        constraints = (models.UniqueConstraint(fields=("government", "kind", "year"), name="bulletin_series_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


def document_number(series: str, year: int, number: int) -> str:
    """Return a 发文字号: 通报〔2025〕3号."""
    return f"{series}〔{year}〕{number}号"
