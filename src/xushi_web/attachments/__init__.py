"""Evidence: photos and documents that belong to a report, a notice or an objection."""
