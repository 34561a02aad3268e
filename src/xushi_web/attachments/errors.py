"""Why a file is not taken, in a sentence for the person who offers it."""

from __future__ import annotations


class Unsuitable(Exception):  # noqa: N818 - a sentence for a person
    """The file, or the moment, is not right; nothing was kept, and the message says what to do."""
