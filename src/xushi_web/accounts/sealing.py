"""Secrets in the database are sealed with a key that is not in it."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(text: str, purpose: str) -> str:
    """Return `text` encrypted and authenticated (Fernet: AES-128-CBC with HMAC-SHA256) for `purpose`."""
    return _key(purpose).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, purpose: str) -> str:
    """Return what was sealed. Raises `cryptography.fernet.InvalidToken` for another key, purpose or text."""
    return _key(purpose).decrypt(sealed.encode("ascii")).decode()


def fingerprint() -> str:
    """Return what tells this key from another one without giving it away."""
    return _derived("fingerprint").hex()[:16]


def _key(purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(purpose)))


def _derived(purpose: str) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"xushi:{purpose}".encode())
    return derivation.derive(settings.SECRET_KEY.encode())
