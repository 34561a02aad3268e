"""What a password must be like: two sets of rules, because two authorities ask for opposite things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

_RULES = "xushi_web.accounts.passwords"


@dataclass(frozen=True, slots=True)
class Profile:
    """The least length; how many classes of characters; for how long; how many earlier ones are not chosen again."""

    length: int
    classes: int = 1
    days: int | None = None
    remembered: int = 0

    def validators(self) -> list[dict[str, Any]]:
        """Return the rules as Django wants them described."""
        rules: list[dict[str, Any]] = [
            {"NAME": f"{_RULES}.LongEnough", "OPTIONS": {"min_length": self.length}},
            {"NAME": f"{_RULES}.NotCommon"},
            {"NAME": f"{_RULES}.UnlikeThePerson"},
        ]
        if self.classes > 1:
            options = {"classes": self.classes}
            rules.append({"NAME": f"{_RULES}.SeveralClasses", "OPTIONS": options})
        if self.remembered:
            options = {"remembered": self.remembered}
            rules.append({"NAME": f"{_RULES}.NotChosenBefore", "OPTIONS": options})
        return rules

    @property
    def lifetime(self) -> timedelta | None:
        """Return how long a password is good for."""
        return None if self.days is None else timedelta(days=self.days)


#: ``asvs``: long, not a common one, for as long as its holder likes (OWASP ASVS 5.0, 6.2). ``dengbao``: what assessors
#: of GB/T 22239-2019 (8.1.4.1 a) look for.
PROFILES = {"asvs": Profile(15), "dengbao": Profile(12, classes=3, days=90, remembered=5)}
