"""What a reader reported as wrong, and how to reach them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.programmes.models import Commitment
from xushi_web.records import GovernmentRecord, ScopedQuerySet

#: Longer ones are cut off by nobody but refused.
LONGEST_QUOTE, LONGEST_TEXT, LONGEST_REPLY, LONGEST_CONTACT = 500, 2000, 2000, 100


class ErratumState(models.TextChoices):
    """Where a report of an error stands."""

    RECEIVED = "received", _("已收到")
    TAKEN = "taken", _("正在核实")
    CORRECTED = "corrected", _("已更正")
    REJECTED = "rejected", _("未采纳")


#: Reports that still need an answer.
OPEN = (ErratumState.RECEIVED, ErratumState.TAKEN)


class Erratum(GovernmentRecord):
    """A reader of a public page says that something on it is wrong (纠错).

    Nobody has to sign in, so `receipt` is all by which the sender sees how it stands: long and not to be guessed.
    `quoted` is what stands on the `page`, word by word where the sender copied it.
    """

    receipt = models.CharField(max_length=14, unique=True)
    page = models.CharField(max_length=300)
    commitment = models.ForeignKey(Commitment, on_delete=models.SET_NULL, null=True, related_name="errata")
    quoted = models.TextField(blank=True)
    text = models.TextField()
    state = models.CharField(max_length=9, choices=ErratumState, default=ErratumState.RECEIVED)
    received_at = models.DateTimeField()
    due_on = models.DateField()
    reply = models.TextField(blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    handled_at = models.DateTimeField(null=True)

    objects: ClassVar = ScopedQuerySet.as_manager()  # the type checker does not find that of the base here

    class Meta:
        """The latest first. One that is done has been answered."""

        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN) | ~models.Q(reply=""), name="erratum_done_with_reply"
            ),
        )
        indexes = (models.Index(fields=("government", "state"), name="erratum_work_list"),)

    def __str__(self) -> str:
        return " ".join(self.text.split())[:60]

    @property
    def is_open(self) -> bool:
        """Whether it still needs an answer."""
        return self.state in OPEN


class ErratumContact(GovernmentRecord):
    """How to reach the sender, sealed; goes a while after the answer, so it stands in a row of its own."""

    erratum = models.OneToOneField(Erratum, on_delete=models.CASCADE, related_name="contact")
    sealed = models.TextField()

    objects: ClassVar = ScopedQuerySet.as_manager()  # the type checker does not find that of the base here

    def __str__(self) -> str:
        return str(self.erratum)
