"""Reports, verdicts, votes and what is behind."""
