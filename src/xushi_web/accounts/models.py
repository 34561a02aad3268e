"""For which government a person works."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from xushi_web.records import GovernmentRecord


class Membership(GovernmentRecord):
    """A person is of the office (督查室) of this government and may change its tracker."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        """Once for each government."""

        constraints = (models.UniqueConstraint(fields=("government", "user"), name="membership_once"),)
