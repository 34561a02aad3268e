"""Promises that stand in two lists, paired by reading, before any matching was tried."""
