"""What reading and parsing cost beside finding targets, whether that grows with the text, and how much memory it takes.

    python -P benchmarks/parsing/run.py [FOLDER] [--memory MEGABYTES ...] [--profile]

FOLDER holds text files; without it the samples are taken. Three tables are printed:

- the ratio of reading and parsing to finding targets, once over the whole texts and once as what the targets add to
  the parsing of the same documents. Times are of the process, not of the clock; rounds alternate, so that a busy
  machine is busy for all; the median counts.
- time for a character of one document that is the texts once, 4 times and 16 times: even, where the cost is linear.
- peak memory in bytes for a character of reading alone, of parsing, and of parsing with targets, each in a process of
  its own, above what the process held before. `--memory 1 5 20` names other sizes, in megabytes of UTF-8; a large
  one, such as `--memory 100`, takes minutes; `--memory 0` leaves it out.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from xushi.parsing import parse
from xushi.reading import read_bytes
from xushi.targets import find_targets

ROUNDS = 15
TIMES = (1, 4, 16)
SAMPLES = Path(__file__).parents[2] / "samples"
NAME = "document.txt"
STAGES: dict[str, Callable[[bytes], object]] = {
    "reading": lambda data: read_bytes(data, NAME),
    "parsing": lambda data: parse(read_bytes(data, NAME)),
    "parsing with targets": lambda data: parse(read_bytes(data, NAME), find_targets),
}
#: Where Linux tells the peak of a process alone, and forgets it; `ru_maxrss` has that of the process before it too.
STATUS, FORGET_PEAK = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLES)
    parser.add_argument("--memory", type=float, nargs="+", default=[1, 5, 20], metavar="MEGABYTES")
    parser.add_argument("--profile", action="store_true", help="show where the time of parsing goes")
    parser.add_argument("--peak", nargs=2, metavar=("STAGE", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peak is not None:
        stage, file = options.peak
        _peak(STAGES[stage], Path(file).read_bytes())
        return
    paths = sorted(options.folder.glob("*.txt"))
    files = [read_bytes(path.read_bytes(), path.name).source.text.encode() for path in paths]  # any encoding as UTF-8
    if not files:
        parser.error(f"no text files in {options.folder}")
    _compare(files)
    _grow(files)
    _remember(files, [size for size in options.memory if size > 0])
    if options.profile:
        _profile(files)


def _compare(files: list[bytes]) -> None:
    """Print what reading and parsing costs beside the targets."""
    texts = [data.decode() for data in files]
    runs: dict[str, Callable[[], object]] = {
        "reading": lambda: [STAGES["reading"](data) for data in files],
        "reading and parsing": lambda: [STAGES["parsing"](data) for data in files],
        "targets of the whole texts": lambda: [find_targets(text) for text in texts],
        "reading and parsing with targets": lambda: [STAGES["parsing with targets"](data) for data in files],
    }
    times = _alternating(runs)
    _say(f"{sum(map(len, texts)):,} characters in {len(files)} files, median of {ROUNDS} rounds")
    for name, seconds in times.items():
        _say(f"  {name:34}{seconds * 1000:9.1f} ms")
    parsing = times["reading and parsing"]
    added = times["reading and parsing with targets"] - parsing
    _say(
        f"  reading and parsing is {parsing / times['targets of the whole texts']:.2f} of finding targets in the texts"
    )
    _say(f"  and {parsing / added:.2f} of what targets add to it")


def _grow(files: list[bytes]) -> None:
    """Print the time for a character of ever longer documents."""
    _say("one document that is the texts so many times, microseconds for a character")
    for times in TIMES:
        data = b"\n".join(files * times)
        characters = len(data.decode())
        row = ""
        for name, run in STAGES.items():
            before = time.process_time()
            run(data)
            row += f"  {name} {(time.process_time() - before) / characters * 1e6:.2f}"
        _say(f"  {times:3} times, {characters:>9,} characters:{row}")


def _remember(files: list[bytes], sizes: list[float]) -> None:
    """Print the peak of memory for a character, each in a process of its own."""
    if sizes:
        _say("peak memory, bytes for a character")
    whole = b"\n".join(files) + b"\n"
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / NAME
            path.write_bytes(whole * max(1, round(size * 1e6 / len(whole))))
            characters = len(path.read_text(encoding="utf-8"))
            row = ""
            for stage in STAGES:
                command = [sys.executable, "-P", __file__, "--peak", stage, str(path)]
                output = subprocess.run(command, check=True, capture_output=True, text=True)
                row += f"  {stage} {int(output.stdout) / characters:.1f}"
            _say(f"  {path.stat().st_size / 1e6:6.1f} MB, {characters:>10,} characters:{row}")


def _peak(run: Callable[[bytes], object], data: bytes) -> None:
    """Print how many bytes the process grew by; the tables that a first call loads are not counted."""
    find_targets("新建幼儿园 18 所。")
    STAGES["parsing with targets"]("某市2024年任务分解\n1.新建学校3所。（牵头单位：市教育局）\n".encode())
    if FORGET_PEAK.exists():
        FORGET_PEAK.write_text("5", encoding="ascii")  # else a peak of the imports hides that of a small text
    before = _highest()
    kept = run(data)
    after = _highest()
    del kept
    _say(str(after - before))


def _highest() -> int:
    """Return the peak of memory of this process so far, in bytes."""
    if STATUS.exists():
        peak = re.search(r"VmHWM:\s*(\d+) kB", STATUS.read_text(encoding="ascii"))
        if peak is not None:
            return int(peak[1]) * 1024
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest if sys.platform == "darwin" else highest * 1024


def _alternating(runs: dict[str, Callable[[], object]]) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _ in range(ROUNDS):
        for name, run in runs.items():
            before = time.process_time()
            run()
            times[name].append(time.process_time() - before)
    return {name: median(seconds) for name, seconds in times.items()}


def _profile(files: list[bytes]) -> None:
    profile = cProfile.Profile()
    profile.runcall(lambda: [STAGES["parsing"](data) for data in files])
    pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(25)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
