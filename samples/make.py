"""Make the documents of the samples out of `masters/`: ``python -m samples.make [FOLDER]``.

The files are committed, so that the demo needs no build; this is run when a master has changed. Needs python-docx,
openpyxl and typst, and for the PDF the fonts named in `writers/pdf.py`. Made twice, the files are the same.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from samples.compose import MASTERS, composed

FOLDER = Path(__file__).parent


def make(folder: Path) -> Iterable[Path]:
    """Write all documents into `folder` and yield their paths."""
    for path in sorted(MASTERS.glob("documents/*.toml")):
        master = tomllib.loads(path.read_text(encoding="utf-8"))
        writer = import_module(f"samples.writers.{master['format']}")
        options = {"encoding": master["encoding"]} if "encoding" in master else {}
        made = folder / f"{path.stem}.{master['format']}"
        made.write_bytes(writer.written(composed(master), **options))
        yield made


if __name__ == "__main__":
    for file in make(Path(sys.argv[1]) if sys.argv[1:] else FOLDER):
        sys.stdout.write(f"{file}\n")
