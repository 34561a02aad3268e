"""Speed and memory of reading: ``python benchmarks/reading/measure.py [MEGACHARACTERS]``.

Each figure comes from a fresh process, so that one measurement does not warm up another. Memory is the peak of the
process above what it was before reading, the bytes of the file included.
"""

# ruff: noqa: INP001, PLC0415, T201 - a script: it prints its figures, and what it imports is what it measures

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

SRC = Path(__file__).parents[2] / "src"
sys.path.insert(0, str(SRC))

#: An invented item, repeated: about as long and as punctuated as real ones.
ITEM = "{n}.新建改建口袋公园12个，改造老旧小区30个，惠及居民1.5万户。（牵头单位：市住建局；共同责任单位：各县区）\n"
PAGE = "<p><b>{n}.</b>新建改建口袋公园12个，改造老旧小区30个，&nbsp;惠及居民1.5万户。<br>（牵头单位：市住建局）</p>\n"


def _file(kind: str, characters: int) -> bytes:
    pattern = PAGE if kind == "html" else ITEM
    one = pattern.format(n=1)
    text = (one * 1_000) * (characters // (len(one) * 1_000) + 1)
    return text[:characters].encode({"gb18030": "gb18030", "utf-16": "utf-16"}.get(kind, "utf-8"))


def _peak() -> int:
    """Return the highest memory of this process so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _measure(kind: str, characters: int) -> None:
    if kind == "start":
        began = time.perf_counter()
        from xushi.reading import read_bytes

        read_bytes(ITEM.format(n=1).encode(), "a.txt")
        print(f"import and first text: {(time.perf_counter() - began) * 1e3:.0f} ms")
        return
    from xushi.reading import folded, read_bytes

    read_bytes(_file(kind, 1_000), "a.html" if kind == "html" else "a.txt")  # everything is imported now
    before = _peak()
    data = _file(kind, characters)
    began = time.perf_counter()
    reading = read_bytes(data, "a.html" if kind == "html" else "a.txt", limit=1 << 30)
    took = time.perf_counter() - began
    peak = _peak() - before
    line = f"{kind:8} {characters / 1e6:6.1f} million characters: {took:6.2f} s, {took / characters * 1e9:6.1f} ns"
    print(f"{line} and {peak / characters:5.1f} bytes a character", end="")
    if kind == "utf-8":
        began = time.perf_counter()
        folded(reading.view.text)
        print(f"; folded: {(time.perf_counter() - began) / characters * 1e9:.1f} ns a character", end="")
    print()


def main() -> None:
    """Measure everything, or with two arguments one thing."""
    if len(sys.argv) > 2:
        _measure(sys.argv[1], int(sys.argv[2]))
        return
    most = int(float(sys.argv[1]) * 1e6) if len(sys.argv) > 1 else 30_000_000
    for kind in ("start", "utf-8", "gb18030", "utf-16", "html"):
        sizes = (most // 10, most) if kind != "start" else (0,)
        for size in sizes if kind != "html" else (most // 100, most // 10):
            subprocess.run([sys.executable, __file__, kind, str(size)], check=True)


if __name__ == "__main__":
    main()
