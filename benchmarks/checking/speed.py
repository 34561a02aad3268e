"""Measure how much processor time `check` takes beside `read`, on the given files.

PYTHONPATH=src python -P benchmarks/checking/speed.py FILE...
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from time import process_time

import xushi
from xushi.checking import check_together

ROUNDS = 5


def main(files: list[str]) -> None:
    """Print the medians of several rounds, and their ratio."""
    reading, checking = [], []
    for _ in range(ROUNDS):
        start = process_time()
        documents = [xushi.read(Path(file)) for file in files]
        between = process_time()
        check_together(documents)
        reading.append(between - start)
        checking.append(process_time() - between)
    read, check = median(reading), median(checking)
    times = (read + check) / read
    sys.stdout.write(f"read {read:.2f} s, check {check:.2f} s, {times:.2f} times as long as reading\n")


if __name__ == "__main__":
    main(sys.argv[1:])
