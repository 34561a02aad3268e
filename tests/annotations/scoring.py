"""How well a target finder agrees with the annotations.

    PYTHONPATH=src:tests python -P -m annotations.scoring SHARED [--drawn random|hard] [--finder MODULE:FUNCTION]

prints the scores and every disagreement. SHARED is the folder that holds `documents/`; -P keeps the script `xushi.py`
of the checkout from being taken for the package.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from .annotated import DOCUMENTS, Mention, Sentence, load, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from xushi.targets.model import Target

#: What a finder may or may not report: finding it is neither right nor wrong.
NEUTRAL = frozenset({"age", "condition", "coverage"})
JUDGED = ("value", "unit")
REPORTED = ("comparator", "kind", "change", "of")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One place where finder and reader differ. `what` is missed, invented, or the attribute that differs."""

    sentence: str
    what: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over all sentences; attributes are counted on mentions whose span was found exactly."""

    sentences: int
    expected: int
    found: int
    exact: int
    right: dict[str, int]
    disagreements: tuple[Disagreement, ...]

    @property
    def precision(self) -> float:
        """Share of what was found that is an annotated span, to the character."""
        return self.exact / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated spans that were found, to the character."""
        return self.exact / self.expected if self.expected else 0.0

    def accuracy(self, attribute: str) -> float:
        """Share of the exactly found spans whose attribute (``value``, ``unit``, ``of`` …) is right."""
        return self.right[attribute] / self.exact if self.exact else 0.0


def score(found_by: Callable[[str], list[Target]], shared: Path, drawn: str | None = None) -> Score:
    """Run a finder on every annotated sentence and compare; `drawn` limits it to ``random`` or ``hard`` ones."""
    counts: Counter[str] = Counter()
    disagreements: list[Disagreement] = []
    for document in DOCUMENTS:
        text = text_of(document, shared)
        for sentence in load(document):
            if drawn in {None, sentence.drawn}:
                words = sentence.span.of(text)
                disagreements += _compare(sentence, words, found_by(words), counts)
    return Score(
        sentences=counts["sentences"],
        expected=counts["expected"],
        found=counts["found"],
        exact=counts["exact"],
        right={attribute: counts[attribute] for attribute in JUDGED + REPORTED},
        disagreements=tuple(disagreements),
    )


def _compare(sentence: Sentence, words: str, targets: Iterable[Target], counts: Counter[str]) -> Iterable[Disagreement]:
    mentions = {mention.span: mention for mention in sentence.mentions}
    counted = [target for target in targets if target.span in mentions or not _neutral(target, sentence)]
    counts.update(sentences=1, expected=len(mentions), found=len(counted))
    for target in counted:
        mention = mentions.pop(target.span, None)
        if mention is None:
            yield Disagreement(sentence.id, "invented", "", f"{target.text} {target.span.start}-{target.span.end}")
            continue
        counts["exact"] += 1
        for attribute, (expected, found) in _attributes(mention, words, target).items():
            if _same(attribute, expected, found):
                counts[attribute] += 1
            else:
                yield Disagreement(sentence.id, attribute, f"{target.text}: {expected}", found)
    for span in mentions:
        yield Disagreement(sentence.id, "missed", f"{span.of(words)} {span.start}-{span.end}", "")


def _neutral(target: Target, sentence: Sentence) -> bool:
    """Tell whether a target touches neutral distractors only, as “0-14岁” or the “亿元” of 过亿元项目."""
    touched = {other.type for other in sentence.distractors if other.span.overlaps(target.span)}
    return bool(touched) and touched <= NEUTRAL and not any(m.span.overlaps(target.span) for m in sentence.mentions)


def _attributes(mention: Mention, words: str, target: Target) -> dict[str, tuple[str, str]]:
    """Return expected and found attributes as texts; absent ones are empty, blanks inside do not count."""
    pairs = {
        "value": (_range(mention), _range(target)),
        "unit": (mention.unit, target.unit),
        "comparator": (mention.comparator, target.comparator),
        "kind": (mention.kind, target.kind),
        "change": (mention.change, target.change),
        "of": (mention.of_span.of(words) if mention.of_span else None, target.of),
    }
    return {name: (_bare(expected), _bare(found)) for name, (expected, found) in pairs.items()}


def _range(quantity: Mention | Target) -> str:
    low, high = quantity.value.normalize(), quantity.value_high
    return f"{low:f}" if high is None else f"{low:f}..{high.normalize():f}"


def _bare(words: str | None) -> str:
    return "".join((words or "").split())


def _same(attribute: str, expected: str, found: str) -> bool:
    """Compare; what is counted agrees when one wording contains the other, for where it begins is taste."""
    if attribute == "of" and expected and found:
        return expected in found or found in expected
    return expected == found


def main(arguments: list[str] | None = None) -> int:
    """Print how a finder scores, then every disagreement."""
    parser = argparse.ArgumentParser(description="Score a target finder on the annotated sentences.")
    parser.add_argument("shared", type=Path, help="the folder that holds documents/")
    parser.add_argument("--drawn", choices=("random", "hard"), help="only the sentences drawn this way")
    parser.add_argument("--finder", default="xushi.targets:find_targets", help="MODULE:FUNCTION, text to targets")
    options = parser.parse_args(arguments)
    module, _, function = options.finder.partition(":")
    finder = getattr(import_module(module), function)
    result = score(lambda text: list(finder(text)), options.shared, options.drawn)
    out = sys.stdout.write
    out(f"{result.sentences} sentences, {result.expected} expected, {result.found} found, {result.exact} exact\n")
    out(f"precision {result.precision:.4f}  recall {result.recall:.4f}\n")
    for attribute in JUDGED + REPORTED:
        out(f"{attribute:<10} {result.accuracy(attribute):.4f}\n")
    for item in sorted(result.disagreements, key=lambda item: (item.what in REPORTED, item.what)):
        out(f"{item.sentence}  {item.what}: expected [{item.expected}] found [{item.found}]\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
