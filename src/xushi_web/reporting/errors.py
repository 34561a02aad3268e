"""Why something cannot be done, in a sentence for the person who tries."""

from __future__ import annotations


class Incomplete(Exception):  # noqa: N818 - a sentence for a person
    """Something is missing or does not fit; nothing was changed, and the message says what to put right."""
