"""Collecting progress (填报): units report for a period, the office verifies and judges."""
