"""What was sent out for confirmation, what each unit answered, and what it disputes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.agencies.models import Agency
from xushi_web.programmes.models import Commitment, Programme
from xushi_web.records import GovernmentRecord


class Matter(models.TextChoices):
    """What the units are asked to confirm."""

    BREAKDOWN = "breakdown", _("任务分解")
    SCHEDULE = "schedule", _("序时进度")


class DispatchState(models.TextChoices):
    """How far a dispatch is."""

    SENT = "sent", _("确认中")
    CLOSED = "closed", _("已定稿")
    RECALLED = "recalled", _("已撤回")


class ConfirmationState(models.TextChoices):
    """What a unit has said."""

    AWAITING = "awaiting", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
    DISPUTED = "disputed", _("有异议")
    SETTLED = "settled", _("异议已处理")


class DisputeState(models.TextChoices):
    """What became of an objection to one item."""

    OPEN = "open", _("待处理")
    ACCEPTED = "accepted", _("已采纳")
    DECLINED = "declined", _("未采纳")


class Dispatch(GovernmentRecord):
    """A list is sent out to all units that lead or support in it, to be confirmed until a day (下发确认)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="dispatches")
    matter = models.CharField(max_length=10, choices=Matter)
    request = models.TextField(blank=True)  #: what the units are asked to look at
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=DispatchState, default=DispatchState.SENT)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)  #: of closing before all have answered, and of recalling

    class Meta:
        """The latest first; a list is out for one matter once at a time."""

        ordering = ("-sent_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "matter"), condition=models.Q(state=DispatchState.SENT), name="dispatch_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme.title} · {self.get_matter_display()}"


class Confirmation(GovernmentRecord):
    """One unit's answer to a dispatch. `confirmed` is what it was shown when it confirmed, in words."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="confirmations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="confirmations")
    state = models.CharField(max_length=10, choices=ConfirmationState, default=ConfirmationState.AWAITING)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    confirmed = models.JSONField(default=list)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """One for each unit."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("dispatch", "agency"), name="confirmation_once"),)
        indexes = (models.Index(fields=("agency", "state"), name="confirmation_work_list"),)

    def __str__(self) -> str:
        return f"{self.agency} {self.dispatch}"


class Dispute(GovernmentRecord):
    """What a unit objects to in one item, and what the office answered."""

    confirmation = models.ForeignKey(Confirmation, on_delete=models.CASCADE, related_name="disputes")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="disputes")
    text = models.TextField()
    state = models.CharField(max_length=10, choices=DisputeState, default=DisputeState.OPEN)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """In the order of the list."""

        ordering = ("commitment__order", "id")
        constraints = (models.UniqueConstraint(fields=("confirmation", "commitment"), name="dispute_once"),)

    def __str__(self) -> str:
        return f"{self.confirmation.agency} {self.commitment}"[:80]
