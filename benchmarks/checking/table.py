"""Measure the rules with random documents of known faults and write the table in docs/checking.md.

PYTHONPATH=src:. python -P benchmarks/checking/table.py [DOCUMENTS] [SEED]
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.checking import generator
from tests.checking.other import documents as other
from tests.checking.tally import Tally, tally

from xushi.checking import all_rules

PAGE = Path(__file__).parents[2] / "docs" / "checking.md"
GENERATORS = {"first": generator.documents, "second": other.documents}


def table(result: Tally, seed: int) -> str:
    """Return the table, and above it what was measured."""
    rows = [
        f"{result.items} items in {result.documents} random documents, seed {seed}.",
        "",
        "| rule | faults planted | found | detection | false alarms | silence |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for rule in all_rules():
        planted, found, false = (counts[rule.code] for counts in (result.planted, result.found, result.false))
        detection = f"{found / planted:.1%}" if planted else "not planted"
        silence = 1 - false / max(1, result.items - planted)
        rows.append(f"| {rule.code} | {planted} | {found} | {detection} | {false} | {silence:.2%} |")
    return "\n".join(rows)


def main(documents: int = 400, seed: int = 1) -> None:
    """Write the measured tables between the marks of the page, one for each generator."""
    text = PAGE.read_text("utf-8")
    for name, source in GENERATORS.items():
        start, end = f"<!-- measured, {name}: start -->", f"<!-- measured, {name}: end -->"
        before, _, rest = text.partition(start)
        _, _, after = rest.partition(end)
        text = f"{before}{start}\n\n{table(tally(seed, documents, source), seed)}\n\n{end}{after}"
    PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
