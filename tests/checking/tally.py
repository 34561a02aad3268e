"""What the rules find of random documents with known faults: detection and silence, per rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from xushi.checking import check

from .generator import Made, documents
from .specimens_reader import read


@dataclass
class Tally:
    """Counts per code: faults planted, faults found, false alarms; and how many items were looked at."""

    items: int = 0
    documents: int = 0
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)  #: of false alarms and of what was missed

    def add(self, made: Made) -> None:
        """Check a document and count."""
        document = read(made.text)
        self.documents += 1
        self.items += len(made.faults)
        reported: dict[str, set[str]] = {}
        for problem in check(document):
            expected = made.faults.get(problem.item or "", made.whole) | made.whole
            if problem.code in expected:
                reported.setdefault("" if problem.code in made.whole else problem.item or "", set()).add(problem.code)
            elif problem.code not in made.also.get(problem.item or "", frozenset()):
                self.false[problem.code] += 1
                self.examples.setdefault(f"false {problem.code}", str(problem.message))
        for item, codes in [*made.faults.items(), ("", made.whole)]:
            for code in codes:
                self.planted[code] += 1
                if code in reported.get(item, set()):
                    self.found[code] += 1
                else:
                    self.examples.setdefault(f"missed {code}", f"item {item} of {made.text}")


def tally(seed: int, count: int, source: Callable[[Random, int], Iterator[Made]] = documents) -> Tally:
    """Return what the rules find of `count` random documents of a generator."""
    random = Random(seed)  # noqa: S311 - reproducible plans, no secrets
    result = Tally()
    for made in source(random, count):
        result.add(made)
    return result
