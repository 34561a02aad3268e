"""The clerk's lists as values: what is objected to, what must stay silent, and what the figures of a report say.

The format of the files is described in the README beside them.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from xushi.spans import Span

FOLDER = Path(__file__).parent

#: The mistakes of design.md section 7 as slugs. `other` is what a clerk sees and no rule is planned for.
CODES = frozenset(
    {
        "quarters-do-not-add-up",
        "last-cumulative-differs",
        "cumulative-falls",
        "quarter-repeats",
        "target-not-mentioned",
        "plan-contradicts-target",
        "ten-thousand-missing",
        "magnitude-implausible",
        "numbering-repeated",
        "numbering-skipped",
        "numbering-out-of-order",
        "stated-count-differs",
        "stated-rate-differs",
        "verdict-differs-from-arithmetic",
        "forecast-already-past",
        "headline-differs-from-annex",
        "unit-unknown",
        "unit-ambiguous",
        "unit-named-twice",
        "no-lead-unit",
        "same-promise-different-targets",
        "period-differs",
        "other",
    }
)

Certainty = Literal["sure", "arguable"]


@dataclass(frozen=True, slots=True)
class Objection:
    """A mistake: the characters that show it best come first in `spans`, the others follow."""

    item: str  #: number as written; empty when the document as a whole is meant
    code: str
    or_codes: tuple[str, ...]  #: other codes under which a rule may rightly report the same mistake
    spans: tuple[Span, ...]
    figures: tuple[str, ...]  #: decimal strings in the plain unit, the promised one first
    certainty: Certainty
    quantified: bool  #: whether the promise concerned has a figure at all
    reason: str


@dataclass(frozen=True, slots=True)
class Silent:
    """A place where a naive rule with the code `about` would cry wolf."""

    item: str
    about: str
    spans: tuple[Span, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What the arithmetic of design.md section 6 says of one figure of a report."""

    item: str
    formula: str
    inputs: dict[str, str]
    computed: str | None  #: percentage points; negative is behind the pace
    spans: tuple[Span, ...]
    stated_verdict: str
    supported: bool | Literal["arguable"]
    reason: str


@dataclass(frozen=True, slots=True)
class ClerksList:
    """All that was written down about one document."""

    document: str
    objections: tuple[Objection, ...]
    silent: tuple[Silent, ...]
    judged: tuple[Judged, ...]
    cannot: tuple[str, ...]  #: items of a report that give no figure to judge by

    @property
    def entries(self) -> tuple[Objection | Silent | Judged, ...]:
        """All entries that point at characters."""
        return (*self.objections, *self.silent, *self.judged)


def read_list(document: str) -> ClerksList:
    """Return the clerk's list of the document with this three-digit number."""
    data = tomllib.loads((FOLDER / f"{document}.toml").read_text("utf-8"))
    return ClerksList(
        document,
        tuple(_objection(row) for row in data.get("objection", [])),
        tuple(Silent(row["item"], row["about"], _spans(row), row["reason"]) for row in data.get("silent", [])),
        tuple(_judged(row) for row in data.get("judged", [])),
        tuple(data.get("cannot", {}).get("items", [])),
    )


def listed_documents() -> list[str]:
    """Return the numbers of the documents that have a list."""
    return sorted(path.stem for path in FOLDER.glob("[0-9][0-9][0-9].toml"))


def document_text(shared: Path, document: str) -> str:
    """Return the decoded text of a real document, which all spans point into."""
    (path,) = (shared / "documents").glob(f"{document}_*.txt")
    return path.read_bytes().decode("utf-8")


def item_numbers(shared: Path, document: str) -> set[str]:
    """Return the item numbers of a real document, from its gold."""
    gold = json.loads((shared / "gold" / f"{document}.json").read_text("utf-8"))
    rows = gold["items"] if isinstance(gold, dict) else gold
    return {str(row["number"]) for row in cast("list[dict[str, Any]]", rows)}


def _objection(row: dict[str, Any]) -> Objection:
    return Objection(
        item=row["item"],
        code=row["code"],
        or_codes=tuple(row.get("or_codes", [])),
        spans=_spans(row),
        figures=tuple(row["figures"]),
        certainty=row["certainty"],
        quantified=row.get("quantified", True),
        reason=row["reason"],
    )


def _judged(row: dict[str, Any]) -> Judged:
    return Judged(
        item=row["item"],
        formula=row["formula"],
        inputs=dict(row["inputs"]),
        computed=row.get("computed"),
        spans=_spans(row),
        stated_verdict=row["stated_verdict"],
        supported=row["supported"],
        reason=row["reason"],
    )


def _spans(row: dict[str, Any]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in [row["span"], *row.get("spans", [])])
