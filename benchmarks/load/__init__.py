"""Fifty units that report in the same minute."""
