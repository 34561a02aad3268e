"""Objections of units to a verdict, decided by somebody else than who set it (复核)."""
