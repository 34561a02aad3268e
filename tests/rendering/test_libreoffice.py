"""LibreOffice opens our Word files without a warning and needs as many pages as our PDF, within one."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

import xushi
from xushi.rendering import rendered

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
#: Said of the machine, not of a document: no Java is installed.
JAVA = "Warning: failed to launch javaldx - java may not function correctly"


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (apt install libreoffice-writer)")
def test_libreoffice_needs_as_many_pages_as_the_pdf(tmp_path: Path) -> None:
    ours = {}
    for name in NAMES:
        tree = xushi.read(SAMPLES / name, targets=False)
        (tmp_path / f"{name}.docx").write_bytes(rendered(tree, "docx"))
        ours[name] = _pages(rendered(tree, "pdf"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "out")]
    done = subprocess.run(
        [*command, *map(str, sorted(tmp_path.glob("*.docx")))], check=True, capture_output=True, text=True
    )
    assert [line for line in done.stderr.splitlines() if line and line != JAVA] == []
    theirs = {name: _pages((tmp_path / "out" / f"{name}.pdf").read_bytes()) for name in NAMES}
    assert {name: (ours[name], theirs[name]) for name in NAMES if abs(ours[name] - theirs[name]) > 1} == {}


def _pages(data: bytes) -> int:
    with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
        return len(pdf)
