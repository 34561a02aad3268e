"""What a finished bulletin costs: CPU seconds a page in docx and PDF, beside LibreOffice converting the same docx.

    PYTHONPATH=src python -m benchmarks.rendering.speed [--items 150] [--runs 3]

The bulletin is made by hand: a letter with two charts, a list of what is behind, and the items with units, verdict and
narrative. Pictures are kept for the next time, so every run has others. All times are CPU seconds of one run, the least
of several; LibreOffice is timed as a process of its own, with its start, which an office pays for every document too.
Prints a table, and the pages that LibreOffice and we need for it.

Of 150 items (45 pages, by LibreOffice 45): docx 14 ms and PDF 4 ms a page, LibreOffice 34 ms a page; both of ours
together take 0.52 of its time. Without the charts it is 11 and 2 ms.
"""

from __future__ import annotations

import argparse
import io
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count as counting
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from xushi.document.model import (
    Assignment,
    Commitment,
    Document,
    Field,
    Genre,
    Headline,
    Masthead,
    Programme,
    Report,
    Role,
    Script,
    VerdictGrade,
)
from xushi.reading.model import Source
from xushi.rendering import Frame, rendered
from xushi.rendering.charts import charts_of

FRAME = Frame(
    addressees="各县、区人民政府，市各有关单位：",
    opening=("现将前三季度推进情况通报如下，请对照差距抓好落实。",) * 3,
    annex="推进情况一览",
)
LEADS = [f"市{name}局" for name in ("教育", "民政", "住建", "水利", "交通", "文旅", "卫健", "人社", "城管", "商务")]
LEADS += [f"市第{place}中心" for place in range(1, 11)]
_BEHIND = 17


def bulletin(count: int) -> Document:
    """Return a bulletin of `count` items in ten fields."""
    shared = (
        Assignment(Role.SUPPORTING, "市财政局", "市财政局"),
        Assignment(Role.SUPPORTING, "各县区", "各县区", group=True),
    )
    told = "累计完成投资3.2亿元，主体结构施工至五层，外立面和室外配套正在招标，预计年底前全部完工并投入使用。"
    items = [
        Commitment(
            str(number),
            f"新建改造城乡公共服务设施{number}处，同步完善周边道路、照明和无障碍设施。",
            assignments=(Assignment(Role.LEAD, LEADS[number % 20], LEADS[number % 20]), *shared),
            report=Report(VerdictGrade.BEHIND, "未达序时", told)
            if number <= _BEHIND
            else Report(VerdictGrade.ON_PACE, "达序时", told),
        )
        for number in range(1, count + 1)
    ]
    size = -(-count // 10)
    fields = tuple(
        Field(f"领域{place // size + 1}", None, tuple(items[place : place + size])) for place in range(0, count, size)
    )
    behind = tuple(Headline(n, "公共服务设施", str(n), "用地手续还在办理，进度偏慢。") for n in range(1, _BEHIND + 1))
    masthead = Masthead(title="关于2031年前三季度推进情况的通报", document_number="云政发〔2031〕7号")
    return Document(
        source=Source("", "", "txt"),
        genre=Genre.BULLETIN,
        script=Script.HANS,
        masthead=masthead,
        programmes=(Programme(None, fields),),
        behind=behind,
    )


def least(runs: int, make: Callable[[], bytes]) -> tuple[float, bytes]:
    """Return the fewest CPU seconds of `runs` calls, children included, and what the last one made."""
    times, made = [], b""
    for _ in range(runs):
        before = time.process_time() + _children()
        made = make()
        times.append(time.process_time() + _children() - before)
    return min(times), made


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def pages(data: bytes) -> int:
    """Return how many pages a PDF has."""
    with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
        return len(pdf)


def convert(soffice: str, docx: bytes) -> bytes:
    """Return the PDF that LibreOffice makes of a Word document, with a profile kept beside other temporary files."""
    folder = Path(tempfile.gettempdir()) / "xushi-benchmark-rendering"
    folder.mkdir(exist_ok=True)
    path = folder / "bulletin.docx"
    path.write_bytes(docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path.with_suffix(".pdf").read_bytes()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=150)
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    document = bulletin(chosen.items)
    number = counting()

    def frame() -> Frame:
        return replace(FRAME, charts=tuple(replace(one, note=f"{next(number)}") for one in charts_of(document)))

    docx_time, docx = least(chosen.runs, lambda: rendered(document, "docx", frame()))
    pdf_time, pdf = least(chosen.runs, lambda: rendered(document, "pdf", frame()))
    count = pages(pdf)
    told = {"docx": docx_time, "pdf": pdf_time, "docx and pdf": docx_time + pdf_time}
    soffice = shutil.which("soffice")
    if soffice is not None:
        told["LibreOffice, docx to pdf"], converted = least(chosen.runs + 1, lambda: convert(soffice, docx))
        print(f"{chosen.items} items: {count} pages, {pages(converted)} by LibreOffice")  # noqa: T201
    for name, seconds in told.items():
        print(f"{name:26} {seconds:7.3f} s  {seconds / count * 1000:7.1f} ms a page")  # noqa: T201
    if soffice is not None:
        print(f"ratio: {(docx_time + pdf_time) / told['LibreOffice, docx to pdf']:.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
