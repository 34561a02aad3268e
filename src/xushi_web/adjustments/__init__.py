"""Changing a target or a planned figure with a reason, a document and a second person (指标调整)."""
