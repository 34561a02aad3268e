"""Charts as pictures: set by typst with the faces of the papers, every character an outline.

Outlines, because a character in a picture is no text of the document: whoever reads the paper again, by eye or by
program, must not find the labels of a chart among its sentences. What a chart says is said in words beside the picture.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from importlib import resources
from typing import Literal

import typst

from xushi.rendering.charts import Chart
from xushi.rendering.drawing import WIDTH, Drawing, drawn
from xushi.rendering.fonts import every_font, faces
from xushi.rendering.refusals import FontsMissing

#: Dots an inch of the picture in a Word file: a printer's.
_DOTS = 220
__all__ = ["WIDTH", "pictures", "pictures_or_none"]


def pictures(charts: Iterable[Chart], form: Literal["svg", "png"]) -> dict[Chart, bytes]:
    """Return a picture of each chart, `WIDTH` points wide. Raises `FontsMissing`."""
    wanted = tuple(dict.fromkeys(charts))
    return dict(zip(wanted, _made(wanted, form), strict=True)) if wanted else {}


def pictures_or_none(charts: Iterable[Chart], form: Literal["svg", "png"]) -> dict[Chart, bytes]:
    """Return the same, and none where no Chinese font is installed: such a paper is whole without its charts."""
    try:
        return pictures(charts, form)
    except FontsMissing:
        return {}


@lru_cache(maxsize=32)
def _made(charts: tuple[Chart, ...], form: Literal["svg", "png"]) -> tuple[bytes, ...]:
    """Return the pictures, all made in one go; the last ones are kept, for a page is looked at more than once."""
    data = {"faces": faces(), "drawings": [_data(drawn(chart)) for chart in charts]}
    template = resources.files("xushi.rendering").joinpath("chart.typ").read_bytes()
    made: bytes | list[bytes] = typst.compile(
        template,
        format=form,
        ppi=_DOTS,
        font_paths=every_font(),
        sys_inputs={"charts": json.dumps(data, ensure_ascii=False)},
    )
    return tuple(made) if isinstance(made, list) else (made,)


def _data(drawing: Drawing) -> dict[str, object]:
    shapes = [{"shape": type(shape).__name__, **asdict(shape)} for shape in drawing.shapes]
    return {"width": drawing.width, "height": drawing.height, "shapes": shapes}
