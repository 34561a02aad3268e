"""The annotations as they are stored: document, span and expected values, never the text itself.

Format of a line: see README.md beside this file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from xushi.spans import Span
from xushi.targets.model import Change, Comparator, Kind

FOLDER = Path(__file__).parent
DOCUMENTS = tuple(sorted(path.stem for path in FOLDER.glob("*.jsonl")))


@dataclass(frozen=True, slots=True)
class Mention:
    """One quantity a reader sees in a sentence. Spans are relative to the sentence."""

    span: Span
    value: Decimal
    value_high: Decimal | None
    unit: str | None
    comparator: Comparator
    kind: Kind
    change: Change | None
    period: str | None  #: as written
    of_span: Span | None  #: what is counted


@dataclass(frozen=True, slots=True)
class Distractor:
    """A numeral that is no quantity of the promise, and why."""

    span: Span
    type: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One annotated sentence: where it stands in its document and what a finder should find in it."""

    document: str
    drawn: str  #: ``random`` or ``hard``
    span: Span
    mentions: tuple[Mention, ...]
    distractors: tuple[Distractor, ...]

    @property
    def id(self) -> str:
        """Name the sentence by document and place: ``004:1200-1260``."""
        return f"{self.document}:{self.span.start}-{self.span.end}"


def load(document: str) -> tuple[Sentence, ...]:
    """Return the annotated sentences of a document (``"000"``) in their order.

    Raises KeyError or ValueError if a line does not follow the format.
    """
    lines = (FOLDER / f"{document}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_sentence(json.loads(line)) for line in lines)


def text_of(document: str, shared: Path) -> str:
    """Return the decoded text of a document, line ends untouched, so that spans fit."""
    (path,) = (shared / "documents").glob(f"{document}_*.txt")
    return path.read_bytes().decode("utf-8")


def _sentence(line: dict[str, Any]) -> Sentence:
    return Sentence(
        document=line["document"],
        drawn=line["drawn"],
        span=Span(*line["span"]),
        mentions=tuple(_mention(mention) for mention in line["mentions"]),
        distractors=tuple(Distractor(Span(*other["span"]), other["type"]) for other in line["distractors"]),
    )


def _mention(mention: dict[str, Any]) -> Mention:
    high, change, of_span = mention["value_high"], mention["change"], mention["of_span"]
    return Mention(
        span=Span(*mention["span"]),
        value=Decimal(mention["value"]),
        value_high=None if high is None else Decimal(high),
        unit=mention["unit"],
        comparator=Comparator(mention["comparator"]),
        kind=Kind(mention["kind"]),
        change=None if change is None else Change(change),
        period=mention["period"],
        of_span=None if of_span is None else Span(*of_span),
    )
