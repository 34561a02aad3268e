"""From a chart to shapes: where each bar, figure and word stands, in points. Nothing here knows a format.

Lengths are true to the values: a stretch is as long as its share of the scale, and all stretches of a bar together are
as long as the bar. What is behind is hatched besides being red, so that black and white tells it too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xushi.rendering.charts import ACTUAL, BEHIND, COMPLETED, UNJUDGED, UNREPORTED, Bar, Chart
from xushi.rendering.layout import width

WIDTH = 442.0  #: of the text of an upright sheet, 156 mm
SIZE, _TITLED = 10.0, 11.5  #: of labels and figures, of the title
_TITLE, _LEGEND, _PITCH, _BAR, _NOTE = 20.0, 17.0, 16.0, 11.0, 14.0  #: heights
_LONGEST = 16.0  #: characters of a label
_FIGURES = 78.0  #: width of the column of figures at the end
_GAP, _SWATCH, _HATCH, _DROP = 8.0, 9.0, 3.2, 0.36  #: `_DROP` of its size a text's base line stands below its middle
_DARK = {COMPLETED, "ahead", BEHIND, ACTUAL}  #: on which figures are white


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A filled rectangle; its `kind` says with which colour."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    kind: str
    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True, slots=True)
class Words:
    """A text on its base line; `anchor` is which of its points stands at `x`: start, middle or end."""

    text: str
    kind: str
    x: float
    y: float
    anchor: str = "start"
    size: float = SIZE


Shape = Rectangle | Stroke | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """All shapes, in the order in which they are laid on each other."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def drawn(chart: Chart) -> Drawing:
    """Return the chart as shapes."""
    labels = min(max((width(bar.label) for bar in chart.bars), default=0), _LONGEST) * SIZE + _GAP
    top = _top(chart)
    bottom = top + _PITCH * len(chart.bars)
    shapes = list(_head(chart))
    for place, bar in enumerate(chart.bars):
        shapes += _row(chart, bar, labels, top + place * _PITCH + _PITCH / 2)
    barred = sum(not bar.is_rest for bar in chart.bars)
    shapes.append(Stroke("axis", labels, top + 1, labels, top + barred * _PITCH - 1))
    if chart.note:
        shapes.append(Words(chart.note, "quiet", 0, bottom + _NOTE - 3, size=8.5))
    return Drawing(WIDTH, height(chart), tuple(shapes))


def height(chart: Chart) -> float:
    """Return how high the drawing is, for whoever has to know whether it fits."""
    return _top(chart) + _PITCH * len(chart.bars) + _NOTE * bool(chart.note) + 2


def _top(chart: Chart) -> float:
    """Return where the bars begin; with a plan there are but two things to tell apart, beside the title."""
    return _TITLE + _LEGEND * (not _is_planned(chart))


def _is_planned(chart: Chart) -> bool:
    return any(bar.planned is not None for bar in chart.bars)


def _head(chart: Chart) -> Iterator[Shape]:
    """Yield the title with the heading of the figures, and what the colours stand for."""
    yield Words(chart.title, "title", 0, 12, size=_TITLED)
    yield Words(chart.head, "quiet", WIDTH, 12, "end")
    middle, x = _TITLE + _LEGEND / 2 - 2, 0.0
    if _is_planned(chart):
        middle, x = 12 - _DROP * SIZE, width(chart.title) * _TITLED + 2 * _GAP
    for kind, word, total in chart.legend:
        yield from _stretch(kind, x, middle - _SWATCH / 2, _SWATCH, _SWATCH)
        told = word if total is None else f"{word} {total}"
        yield Words(told, "label", x + _SWATCH + 3, _base(middle))
        x += _SWATCH + 3 + width(told) * SIZE + 12
    if _is_planned(chart):
        yield Stroke("planned", x + 2, middle - _SWATCH / 2 - 1, x + 2, middle + _SWATCH / 2 + 1)
        yield Words("计划", "label", x + 8, _base(middle))


def _row(chart: Chart, bar: Bar, labels: float, middle: float) -> Iterator[Shape]:
    room = WIDTH - labels - _FIGURES
    y = middle - _BAR / 2
    yield Words(_cut(bar.label), "label", labels - _GAP, _base(middle), "end")
    yield Words(bar.figure, "figure", WIDTH, _base(middle), "end")
    if bar.is_rest:
        yield Words(chart.told(bar), "quiet", labels, _base(middle))
        return
    for part, begins, ends in chart.stretches(bar):
        x, end = labels + float(begins) * room, labels + float(ends) * room
        yield from _stretch(part.kind, x, y, end - x, _BAR)
        told = str(part.value)
        size = SIZE - 1.5
        if bar.planned is None and end - x > width(told) * size + 3:
            if part.kind == BEHIND:  # a plate, so that the hatch does not run through the figure
                yield Rectangle(BEHIND, (x + end) / 2 - width(told) * size / 2 - 2, y, width(told) * size + 4, _BAR)
            kind = "inside" if part.kind in _DARK else "figure"
            yield Words(told, kind, (x + end) / 2, _base(middle, size), "middle", size)
    if bar.planned is None:
        end = labels + float(bar.length / chart.scale) * room
        yield Words(str(bar.length), "quiet", end + 4, _base(middle, SIZE - 1.5), size=SIZE - 1.5)
    else:
        x = labels + float(bar.planned / chart.scale) * room
        yield Stroke("planned", x, y - 2, x, y + _BAR + 2)


def _stretch(kind: str, x: float, y: float, wide: float, high: float) -> Iterator[Shape]:
    """Yield a filled stretch: hatched for what is behind, so that black and white tells it."""
    yield Rectangle(kind, x, y, wide, high)
    if kind == BEHIND:
        yield from _hatched(x, y, wide, high)
    if kind not in (UNJUDGED, UNREPORTED):  # these have a frame
        yield Stroke("gap", x, y, x, y + high)


def _hatched(x: float, y: float, wide: float, high: float) -> Iterator[Stroke]:
    """Yield the lines that rise to the right through a rectangle, cut off at its edges."""
    start = _HATCH
    while start < wide + high:
        left, right = max(0.0, start - high), min(start, wide)
        yield Stroke("hatch", x + left, y + start - left, x + right, y + start - right)
        start += _HATCH


def _base(middle: float, size: float = SIZE) -> float:
    return middle + _DROP * size


def _cut(label: str) -> str:
    while width(label) > _LONGEST:
        label = label.removesuffix("…")[:-1] + "…"
    return label
