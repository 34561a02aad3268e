"""Killed at any point: what was acknowledged is there, and nothing is half done."""
