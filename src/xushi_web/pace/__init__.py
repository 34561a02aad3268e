"""Pace (序时): what the figures of reports say beside the verdicts of the office, on the scale of each list."""
