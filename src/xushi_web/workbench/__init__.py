"""Pages of the office: import, preview, correct, accept."""
