"""What can be done with a document, one file an action: policy, change and audit entry in one transaction."""

from xushi_web.documents.actions.accept import accept_document
from xushi_web.documents.actions.correct import correct_values
from xushi_web.documents.actions.describe import describe_draft
from xushi_web.documents.actions.discard import discard_draft
from xushi_web.documents.actions.receive import Received, receive_file, receive_reading
from xushi_web.documents.actions.settle import settle_years

__all__ = [
    "Received",
    "accept_document",
    "correct_values",
    "describe_draft",
    "discard_draft",
    "receive_file",
    "receive_reading",
    "settle_years",
]
