"""How long finding targets takes, as ratios in one run over the same documents.

    python -P benchmarks/targets/run.py FOLDER [--peers PYTHON] [--profile]

FOLDER holds text files. `--peers` names the interpreter of another environment that has jionlp and
recognizers-text-suite 1.0.2a2 with emoji 1.7.0; without it only the distance to the limit is measured, which is one
pass of a plain number pattern. Rounds of all contestants alternate, so that a busy machine is busy for all; the
best round counts. Times are of the process, not of the clock.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
PEERS = Path(__file__).with_name("peers.py")


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", metavar="PYTHON", help="interpreter of an environment with the peers")
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(options.folder.glob("*.txt"))]
    started = time.process_time()
    from xushi.targets import find_targets  # noqa: PLC0415 - the import is part of what is measured

    first = time.process_time()
    find_targets("新建幼儿园 18 所。")
    _say(f"import {first - started:.3f} s, first call {time.process_time() - first:.3f} s")

    def ours() -> int:
        return sum(len(find_targets(text)) for text in texts)

    def pattern() -> int:
        return sum(len(NUMBER.findall(text)) for text in texts)

    contestants: dict[str, Callable[[], int]] = {"xushi find_targets": ours, "number pattern alone": pattern}
    best = dict.fromkeys(contestants, float("inf"))
    found: dict[str, int] = {}
    peers: dict[str, tuple[float, int]] = {}
    for _ in range(ROUNDS):
        for name, run in contestants.items():
            before = time.process_time()
            found[name] = run()
            best[name] = min(best[name], time.process_time() - before)
        if options.peers:
            peers = _with_peers(options.peers, options.folder, peers)
    rows = {name: (best[name], found[name]) for name in contestants} | peers
    _say(f"{sum(map(len, texts)):,} characters in {len(texts)} files")
    for name, (seconds, count) in rows.items():
        ratio = seconds / best["xushi find_targets"]
        _say(f"{name:32} {seconds * 1000:10.1f} ms  {ratio:8.2f} of ours  {count} found")
    if options.profile:
        _profile(ours)


def _with_peers(python: str, folder: Path, before: dict[str, tuple[float, int]]) -> dict[str, tuple[float, int]]:
    """Run one round of the peers in their own environment; the slow one runs once."""
    skip = ["--skip-slow"] if before else []
    output = subprocess.run([python, PEERS, folder, *skip], check=True, capture_output=True, text=True)
    fastest = dict(before)
    for name, seconds, count in json.loads(output.stdout.splitlines()[-1]):
        fastest[name] = min(fastest.get(name, (seconds, count)), (seconds, count))
    return fastest


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _profile(run: Callable[[], int]) -> None:
    profile = cProfile.Profile()
    profile.runcall(run)
    pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(15)


if __name__ == "__main__":
    main()
