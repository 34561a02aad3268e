"""Bulletins (通报) that the office builds from the tracker, from draft to release."""
