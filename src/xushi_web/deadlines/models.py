"""What people were reminded of, and the secret addresses of their calendars."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from xushi_web.records import GovernmentRecord, Record


class Reminder(GovernmentRecord):
    """A person was reminded of one duty at one step before or after its deadline (提醒), never twice.

    `key` is the duty's with its day: a deadline that was extended is reminded of anew.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=150)
    step = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        """Once for each step."""

        constraints = (models.UniqueConstraint(fields=("person", "key", "step"), name="reminder_once"),)

    def __str__(self) -> str:
        return f"{self.person} {self.key} {self.step}"


class CalendarAddress(Record):
    """The secret in the address of a person's calendar, as its SHA-256, so that the database does not give it away."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_address")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person)
