"""What changed in a commitment, when, by whom and on what document: put together from what other parts keep."""
