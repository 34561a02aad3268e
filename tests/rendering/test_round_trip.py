"""A tree that was rendered and read again is an equal tree."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import xushi
from xushi.document.model import Document
from xushi.rendering import rendered

from .equality import assert_equal

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(path for path in (ROOT / "samples").iterdir() if path.name[:2] == "20")
REAL = ("000", "001", "002", "003", "004")
EXACT = ("txt", "html", "docx", "xlsx", "pdf")


@cache
def read(path: Path) -> Document:
    return xushi.read(path, targets=False)


def again(document: Document, to: str) -> Document:
    return xushi.parse_bytes(rendered(document, to), f"written.{to}", targets=False)


@pytest.mark.parametrize("to", EXACT)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_survives(path: Path, to: str) -> None:
    assert_equal(read(path), again(read(path), to))


@pytest.mark.parametrize("to", EXACT)
@pytest.mark.parametrize("number", REAL)
def test_a_real_document_survives(shared: Path, number: str, to: str) -> None:
    path = next((shared / "documents").glob(f"{number}_*"))
    assert_equal(read(path), again(read(path), to))
