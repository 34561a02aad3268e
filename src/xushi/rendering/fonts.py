"""Which free faces of this machine stand for the official ones (GB/T 9704-2012 names 小标宋, 仿宋, 楷体, 黑体)."""

from __future__ import annotations

from functools import cache

import typst

from xushi.rendering.refusals import FontsMissing

#: For each official face the free ones in the order of preference; a face with more characters comes last, for names.
_FACES = {
    "song": ("FandolSong", "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "AR PL UMing CN"),
    "fang": ("FandolFang", "FandolFang R", "Zhuque Fangsong (technical preview)", "Zhuque Fangsong"),
    "kai": ("LXGW WenKai", "FandolKai", "AR PL UKai CN"),
    "hei": ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "FandolHei"),
}
_EVERY = ("LXGW WenKai", "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Noto Sans CJK SC")


def faces() -> dict[str, list[str]]:
    """Return for each face the families to try, in order. Raises `FontsMissing` where the machine has none at all."""
    return chosen(_installed())


def chosen(installed: frozenset[str]) -> dict[str, list[str]]:
    """Return for each face those of its families that are `installed`, and behind them those that know every name."""
    every = [family for family in _EVERY if family in installed]
    if not every and not any(family in installed for families in _FACES.values() for family in families):
        raise FontsMissing
    found = {name: [family for family in families if family in installed] for name, families in _FACES.items()}
    known = every or [family for families in found.values() for family in families]
    return {name: list(dict.fromkeys([*families, *known])) for name, families in found.items()}


@cache
def every_font() -> typst.Fonts:
    """Return the fonts of this machine, looked for once: the search takes many times as long as setting a page."""
    return typst.Fonts(include_system_fonts=True)


@cache
def _installed() -> frozenset[str]:
    return frozenset(every_font().families())
