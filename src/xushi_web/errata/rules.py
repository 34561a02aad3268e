"""Until when readers are answered, and how receipts are made (docs/decisions/0012)."""

from __future__ import annotations

import secrets
from datetime import date

from django.conf import settings

from xushi_web.deadlines.workdays import working_days_after

#: Neither 0 nor O, neither 1 nor I: a receipt is also read out on the telephone.
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_GROUPS, _LENGTH = 3, 4


def new_receipt() -> str:
    """Return a number such as ``7QKD-M2XR-9BTE``: 60 bits, so that nobody guesses somebody else's."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH)) for _ in range(_GROUPS))


def as_receipt(typed: str) -> str:
    """Return what somebody typed as a number is written: in capitals, in groups of four."""
    plain = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
    return "-".join(plain[at : at + _LENGTH] for at in range(0, len(plain), _LENGTH))[:14]


def answer_by(received_on: date) -> date:
    """Return the last day for the answer to what came in on `received_on`."""
    return working_days_after(received_on, settings.ERRATUM_DAYS)
