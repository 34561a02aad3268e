"""Lists of commitments, with units, targets and schedule."""
