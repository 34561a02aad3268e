"""Two years' lists side by side: promised again, raised, lowered, dropped, new."""

from __future__ import annotations

from collections.abc import Sequence

from xushi.document.model import Commitment
from xushi.matching.matcher import match
from xushi.matching.model import Fate, Outcome, Succession

_FATES = {
    Outcome.RAISED: Fate.RAISED,
    Outcome.LOWERED: Fate.LOWERED,
    Outcome.DIFFERENT: Fate.CHANGED,
}


def compare_years(before: Sequence[Commitment], after: Sequence[Commitment]) -> list[Succession]:
    """Return what became of every item of `before`, in its order, then the new items of `after` in theirs.

    An item that was split or bundled has a succession for each item it is paired with. Figures that only one year
    states do not make a promise another one: it is promised again, and the pair's comparisons show them.
    """
    pairs = match(before, after, reports=False)  # what was done last year is not promised again
    kept, renewed = {pair.left for pair in pairs}, {pair.right for pair in pairs}
    found: list[tuple[int, Succession]] = [
        (pair.left, Succession(_fate(pair.outcome), before[pair.left], after[pair.right], pair)) for pair in pairs
    ]
    found += [(i, Succession(Fate.DROPPED, item, None)) for i, item in enumerate(before) if i not in kept]
    found.sort(key=lambda entry: entry[0])
    new = [Succession(Fate.NEW, None, item) for j, item in enumerate(after) if j not in renewed]
    return [*(succession for _, succession in found), *new]


def _fate(outcome: Outcome | None) -> Fate:
    return _FATES.get(outcome, Fate.AGAIN) if outcome is not None else Fate.AGAIN
