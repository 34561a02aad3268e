"""Sending a breakdown or a schedule out to the units for confirmation (下发确认)."""
