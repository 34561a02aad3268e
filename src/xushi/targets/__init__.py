"""Quantified targets and facts inside sentences (指标): how many of what, with which bound, until when."""

from __future__ import annotations

from xushi.targets.finder import find_targets
from xushi.targets.model import Change, Comparator, Kind, Target

__all__ = ["Change", "Comparator", "Kind", "Target", "find_targets"]
