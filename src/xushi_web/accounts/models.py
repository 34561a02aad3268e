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


class FirstPassword(models.Model):
    """The password of this person was made for them and has to be changed before anything else."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="first_password"
    )

    def __str__(self) -> str:
        return str(self.user)
