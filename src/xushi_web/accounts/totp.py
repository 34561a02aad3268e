"""Codes that change every half minute (RFC 6238 over RFC 4226), as every authenticator application makes them."""

from __future__ import annotations

import base64
import hmac
import secrets
from urllib.parse import quote, urlencode

#: Seconds for which a code is shown.
STEP = 30
_DIGITS = 6


def new_secret() -> str:
    """Return 160 random bits in base 32."""
    return base64.b32encode(secrets.token_bytes(20)).decode("ascii")


def code_at(secret: str, step: int, digits: int = _DIGITS) -> str:
    """Return the code of the half minute number `step` since 1970."""
    mac = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    start = mac[-1] & 0xF
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def step_of(secret: str, code: str, seconds: float) -> int | None:
    """Return of which half minute `code` is, the present one or the one before (clocks differ); None for neither."""
    now = int(seconds) // STEP
    return next((step for step in (now, now - 1) if hmac.compare_digest(code_at(secret, step), code)), None)


def address(secret: str, account: str, site: str) -> str:
    """Return what the picture says to the application: ``otpauth://totp/…``."""
    query = urlencode({"secret": secret, "issuer": site}, quote_via=quote)
    return f"otpauth://totp/{quote(site)}:{quote(account)}?{query}"
