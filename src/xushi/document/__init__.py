"""The typed tree of a document, and its JSON."""
