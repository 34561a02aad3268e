"""Why an action on a document was refused; the message is a sentence for the page."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - a sentence for a person
    """The change cannot be made as things stand; nothing was changed."""
