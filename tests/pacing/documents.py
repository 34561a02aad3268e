"""Invented documents, read as files are."""

from __future__ import annotations

from collections.abc import Sequence

import xushi
from xushi.document.model import Document


def schedule(*rows: Sequence[str], year: int = 2025) -> Document:
    """A schedule with one row an item: the promise and what the four quarters plan."""
    lines = [f"青禾市{year}年民生实事序时进度安排", "", "序号\t目标任务\t第一季度\t第二季度\t第三季度\t第四季度"]
    lines += [f"{number}\t" + "\t".join(row) for number, row in enumerate(rows, 1)]
    return xushi.parse_bytes(("\n".join(lines) + "\n").encode(), "schedule.txt")


def bulletin(*items: tuple[str, str, str], period: str = "前三季度", year: int = 2025) -> Document:
    """A bulletin: promise, verdict and narrative of each item."""
    lines = [f"青禾市{year}年民生实事{period}进展情况通报", "", f"{year}-10-20 来源:市政府办", ""]
    for number, (promise, verdict, narrative) in enumerate(items, 1):
        lines += [f"{number}.{promise}(责任单位:市发改委)", "", f"工作进展:{verdict}。{narrative}", ""]
    return xushi.parse_bytes("\n".join(lines).encode(), "bulletin.txt")
