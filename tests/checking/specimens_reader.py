"""Specimens of checks: invented documents, and what is said of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xushi
from xushi.checking import Options, check
from xushi.document.model import Document
from xushi.problems import Problem

FOLDER = Path(__file__).parent / "specimens"

#: The names that a register has in specimens with `register`.
REGISTER = frozenset({"市文旅局", "市住建局", "市城管局", "市体育局", "市财政局"})


@dataclass(frozen=True, slots=True)
class Specimen:
    """One document and what a rule says of it; nothing where it must stay silent."""

    code: str
    why: str
    form: Mapping[str, Any]
    says: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.code}: {self.why}"


def specimens(code: str) -> list[Specimen]:
    """Return the specimens of a rule, those where it speaks first."""
    data = tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))
    return [
        Specimen(code, row["why"], row, tuple(row.get("says", ())))
        for row in [*data.get("speaks", []), *data.get("silent", [])]
    ]


def document(form: Mapping[str, Any]) -> Document:
    """Return the document of a specimen: rows of a schedule, items of a bulletin, or a whole text."""
    if "schedule" in form:
        return read(_schedule(form["schedule"]))
    if "bulletin" in form:
        return read(_bulletin(form["bulletin"]))
    return read(form.get("text") or form["register"])


def problems(form: Mapping[str, Any]) -> list[Problem]:
    """Return what checking says of a specimen."""
    options = Options(known_agencies=REGISTER) if "register" in form else Options()
    return check(document(form), options=options)


def read(text: str) -> Document:
    """Return the document of a text."""
    return xushi.parse_bytes(text.encode(), "specimen.txt")


def _schedule(rows: list[list[str]]) -> str:
    lines = ["青禾市2025年民生实事序时进度安排", "", "序号\t目标任务\t第一季度\t第二季度\t第三季度\t第四季度"]
    lines += [f"{number}\t" + "\t".join(row) for number, row in enumerate(rows, 1)]
    return "\n".join(lines) + "\n"


def _bulletin(items: list[list[str]]) -> str:
    lines = ["青禾市2025年民生实事前三季度进展情况通报", "", "2025-10-20 来源:市政府办", ""]
    for number, (promise, verdict, narrative) in enumerate(items, 1):
        lines += [f"{number}.{promise}(责任单位:市发改委)", "", f"工作进展:{verdict}。{narrative}", ""]
    return "\n".join(lines)
