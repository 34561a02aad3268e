"""LibreOffice opens our Word files without a warning and needs as many pages as our PDF, within one."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
import pytest

import xushi
from xushi.rendering import Layout, rendered, written
from xushi.rendering.layout import Flag

from .test_head import JOINT, LONG, MM, SHORT
from .test_letter import IMPRINT, letter

SOFFICE = shutil.which("soffice")
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
#: One document of each genre.
NAMES = (
    "2024-12-satisfaction.xlsx",
    "2025-01-ballot.docx",
    "2025-02-breakdown.txt",
    "2025-03-schedule.pdf",
    "2025-03-work-plan.docx",
    "2025-10-bulletin.html",
)
NUMBER = "云政发〔2031〕7号"
#: Said of the machine, not of a document: no Java is installed.
JAVA = "Warning: failed to launch javaldx - java may not function correctly"


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (apt install libreoffice-writer)"),
]


def test_libreoffice_needs_as_many_pages_as_the_pdf(tmp_path: Path) -> None:
    trees = {name: xushi.read(SAMPLES / name, targets=False) for name in NAMES}
    ours = {name: _pages(rendered(tree, "pdf")) for name, tree in trees.items()}
    theirs = converted({name: rendered(tree, "docx") for name, tree in trees.items()}, tmp_path)
    pages = {name: (ours[name], _pages(theirs[name])) for name in NAMES}
    assert {name: told for name, told in pages.items() if abs(told[0] - told[1]) > 1} == {}


def test_libreoffice_sets_heads_on_their_lines_and_the_imprint_at_the_foot_of_the_page(tmp_path: Path) -> None:
    flags = {"short": Flag(SHORT, NUMBER), "long": Flag(LONG, NUMBER), "joint": JOINT}
    made = {name: written(Layout("通报", (flag, *letter(IMPRINT).blocks[1:])), "docx") for name, flag in flags.items()}
    lines = {}
    for name, data in converted(made, tmp_path).items():
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            red = [char for char in pdf.pages[0].chars if char["non_stroking_color"] not in (None, (0,), (0, 0, 0))]
            lines[name] = len({round(char["top"] / 5) for char in red if char["text"].strip()})
            assert min(char["top"] for char in red) / MM == pytest.approx(72, abs=4), name
            foot = [char for char in pdf.pages[-1].chars if char["bottom"] < (297 - 35) * MM + 2]
            assert "".join(char["text"] for char in foot).replace(" ", "").endswith("2031年2月7日印发"), name
            assert max(char["bottom"] for char in foot) / MM == pytest.approx(297 - 35, abs=4), name
    assert lines == {"short": 1, "long": 1, "joint": 3}


def converted(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return what LibreOffice makes of Word files, and hold that it has nothing to say about them."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "out")]
    done = subprocess.run(
        [*command, *map(str, sorted(folder.glob("*.docx")))], check=True, capture_output=True, text=True
    )
    assert [line for line in done.stderr.splitlines() if line and line != JAVA] == []
    return {name: (folder / "out" / f"{name}.pdf").read_bytes() for name in files}


def _pages(data: bytes) -> int:
    with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
        return len(pdf)
