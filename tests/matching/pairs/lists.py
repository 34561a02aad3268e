"""The paired promises as values. The format of the files is described in the README beside them."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

FOLDER = Path(__file__).parent

Certainty = Literal["sure", "arguable"]

#: How the target of the second list stands to that of the first.
Targets = Literal["equal", "raised", "lowered", "different-measure", "part", "one-sided", "no-figures"]
TARGETS = frozenset(get_args(Targets))


@dataclass(frozen=True, slots=True)
class Pair:
    """One promise that stands in both lists; an item may hold several."""

    a: str  #: number of the item in the first list, as written
    b: str  #: number of the item in the second list, as written
    about: str
    certainty: Certainty
    targets: Targets
    figures_a: tuple[str, ...]  #: decimal strings in the plain unit
    figures_b: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Near:
    """Two items that look alike and must not be proposed."""

    a: str
    b: str
    reason: str


@dataclass(frozen=True, slots=True)
class PairedLists:
    """All that was written down about two lists."""

    name: str
    pairs: tuple[Pair, ...]
    near: tuple[Near, ...]

    @property
    def sure(self) -> frozenset[tuple[str, str]]:
        """Pairs of items that must be proposed."""
        return frozenset((p.a, p.b) for p in self.pairs if p.certainty == "sure")

    @property
    def right(self) -> frozenset[tuple[str, str]]:
        """Pairs of items that may be proposed: the sure and the arguable ones. Any other is wrong."""
        return frozenset((p.a, p.b) for p in self.pairs)


def read_pairs(name: str) -> PairedLists:
    """Return the pairs of ``"002-004"`` or ``"001"``."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    pairs = tuple(
        Pair(
            a=row["a"],
            b=row["b"],
            about=row["about"],
            certainty=row["certainty"],
            targets=row["targets"],
            figures_a=tuple(row["figures_a"]),
            figures_b=tuple(row["figures_b"]),
            reason=row["reason"],
        )
        for row in data["pair"]
    )
    return PairedLists(name, pairs, tuple(Near(**row) for row in data["near"]))


def paired_names() -> list[str]:
    """Return the names of all files of pairs."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def item_numbers(shared: Path, name: str) -> tuple[set[str], set[str]]:
    """Return the item numbers of the first and of the second list, from the gold of the real documents."""

    def gold(document: str) -> list[dict[str, str]]:
        data = json.loads((shared / "gold" / f"{document}.json").read_text("utf-8"))
        rows: list[dict[str, str]] = data["items"] if isinstance(data, dict) else data
        return rows

    if "-" in name:
        first, second = (gold(document) for document in name.split("-"))
    else:
        rows = gold(name)
        first = [row for row in rows if row["list"] == rows[0]["list"]]
        second = [row for row in rows if row["list"] != rows[0]["list"]]
    return {row["number"] for row in first}, {row["number"] for row in second}
