"""From rows to paragraphs: what a bulletin says, drafted in the office's wording. Pure functions.

Every paragraph names what it was made of, and a fingerprint of it: when the data change, the paragraphs that are out of
date are those whose fingerprint is another one.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xushi.targets import Change, find_targets
from xushi.targets.model import plain
from xushi_web.bulletins.models import Part
from xushi_web.bulletins.wording import PHRASES, filled
from xushi_web.progress.models import Grade

#: From the best to the worst: what moved since the last bulletin went up or down this ladder.
LADDER = (Grade.BEHIND, Grade.ON_PACE, Grade.AHEAD, Grade.COMPLETED)
#: The words of a bulletin, in the language of the document and not of the page.
WORDS = {Grade.COMPLETED: "已完成", Grade.AHEAD: "超序时", Grade.ON_PACE: "达序时", Grade.BEHIND: "未达序时"}
#: As a bulletin counts them, what is behind last.
_COUNTED = (Grade.COMPLETED, Grade.AHEAD, Grade.ON_PACE)
_NUMBERED_AT_MOST = 12  #: so many item numbers are named in a sentence
_CHINESE = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Source:
    """What a sentence was made of: a row of the tracker, and its words or figures."""

    kind: str  #: report, told, headline, list
    key: str
    said: str

    def as_json(self) -> dict[str, str]:
        """Return it to be kept beside the paragraph."""
        return {"kind": self.kind, "key": self.key, "said": self.said}


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the list with its report, as the tracker has it."""

    commitment: str
    number: str
    title: str
    text: str
    field: str
    leads: str  #: units as they are written, with the marks between them
    supporting: str
    is_sole: bool
    grade: Grade | None
    verdict: str  #: the word as it is written
    narrative: str
    source: Source
    lag: Decimal | None = None
    cause: str = ""
    listed: tuple[str, str] | None = None  #: title and text of its entry in the list of what is behind, as imported
    listed_at: int = 0
    before: Grade | None = None
    before_source: Source | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the bulletin is about."""

    programme: str  #: the title with its year
    year: int
    period: str  #: 前三季度
    last: str  #: 上半年; empty where nothing was reported before


@dataclass(frozen=True, slots=True)
class Piece:
    """A drafted paragraph."""

    part: Part
    key: str
    text: str
    made_of: tuple[Source, ...] = ()
    commitment: str | None = None
    heading: str = ""

    @property
    def basis(self) -> str:
        """The fingerprint of what it was made of."""
        said = json.dumps([one.as_json() for one in self.made_of], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True)
class Wording:
    """The wordings of one government, the usual ones where it has none of its own."""

    own: Mapping[str, str] = field(default_factory=dict)

    def say(self, name: str, values: Mapping[str, object]) -> str:
        """Return the sentence `name` about `values`."""
        return filled(self.own.get(name) or PHRASES[name].usual, values)


def build(rows: Sequence[Row], occasion: Occasion, wording: Wording) -> list[Piece]:
    """Return all paragraphs of the bulletin in their order."""
    values = {**_when(occasion), **counts(rows)}
    everything = tuple(row.source for row in rows)
    pieces = [
        Piece(
            Part.OPENING,
            "",
            wording.say("opening", values),
            everything if "{" in wording.own.get("opening", "") else (),
        ),
        Piece(Part.COUNTS, "", wording.say("counts", values), everything),
        *_moved(rows, occasion, wording),
        *_fields(rows, occasion, wording),
    ]
    behind = behind_of(rows)
    if behind:
        pieces.append(Piece(Part.BEHIND, "", wording.say("behind", values), tuple(row.source for row in behind)))
        pieces += [entry(place, row, wording) for place, row in enumerate(behind, 1)]
    pieces.append(Piece(Part.CLOSING, "", wording.say("closing", values)))
    return [*pieces, *_items(rows, wording)]


def titles(rows: Sequence[Row], occasion: Occasion, wording: Wording) -> tuple[str, str]:
    """Return the title of the bulletin and that of its annex."""
    values = {**_when(occasion), **counts(rows)}
    return wording.say("title", values), wording.say("annex", values)


def counts(rows: Sequence[Row]) -> dict[str, object]:
    """Return the counts that a sentence may name; 各类项数 leaves out what there is none of."""
    found = Counter(row.grade for row in rows)
    parts = [f"{WORDS[grade]}{found[grade]}项" for grade in _COUNTED if found[grade]]
    if found[None]:
        parts.append(f"未判定{found[None]}项")
    if found[Grade.BEHIND]:
        parts.append(f"{WORDS[Grade.BEHIND]}{found[Grade.BEHIND]}项")
    return {
        "总数": len(rows),
        **{WORDS[grade]: found[grade] for grade in LADDER},
        "未判定": found[None],
        "各类项数": "，".join(parts),
    }


def behind_of(rows: Sequence[Row]) -> list[Row]:
    """Return what is behind, in the order of the items; an imported list keeps its own order."""
    behind = [row for row in rows if row.grade is Grade.BEHIND]
    return sorted(behind, key=lambda row: row.listed_at) if all(row.listed for row in behind) else behind


def _when(occasion: Occasion) -> dict[str, object]:
    return {"清单": occasion.programme, "年度": occasion.year, "时期": occasion.period, "上期": occasion.last}


def _moved(rows: Sequence[Row], occasion: Occasion, wording: Wording) -> Iterator[Piece]:
    """Yield the sentence on what moved, where something was reported before and something moved."""
    both = [row for row in rows if row.grade and row.before]
    up = [row for row in both if _rung(row.grade) > _rung(row.before)]
    down = [row for row in both if _rung(row.grade) < _rung(row.before)]
    if not occasion.last or not (up or down):
        return
    values = {
        **_when(occasion),
        "上升": len(up),
        "上升编号": _numbers(up),
        "下降": len(down),
        "下降编号": _numbers(down),
    }
    sources = [source for row in both for source in (row.before_source, row.source) if source]
    yield Piece(Part.MOVED, "", wording.say("moved", values), tuple(sources))


def _fields(rows: Sequence[Row], occasion: Occasion, wording: Wording) -> Iterator[Piece]:
    by_field: dict[str, list[Row]] = {}
    for row in rows:
        by_field.setdefault(row.field, []).append(row)
    if len(by_field) == 1:
        return
    for title, own in by_field.items():
        behind = [row for row in own if row.grade is Grade.BEHIND]
        values = {**_when(occasion), **counts(own), "领域": title, "未达序时编号": _numbers(behind)}
        values["各类项数"] = str(values["各类项数"]).replace("，", "、")
        yield Piece(Part.FIELD, title[:80], wording.say("field", values), tuple(row.source for row in own))


def entry(place: int, row: Row, wording: Wording) -> Piece:
    """Return the entry of what is behind, with the lag by its figures and the cause."""
    title, said = row.listed or (short_title(row.title, row.text), ensured(row.narrative))
    is_told = row.listed is not None
    lag = row.lag is not None and row.lag > 0 and not is_told and not names_a_lag(said)
    values = {
        "序号": place,
        "题目": title,
        "编号": row.number,
        "情况": said,
        "滞后": wording.say("lag", {"点数": plain(row.lag.quantize(Decimal("0.1")).normalize())})
        if lag and row.lag
        else "",
        "原因": wording.say("cause", {"原因": ensured(row.cause)}) if row.cause and not is_told else "",
        "牵头单位": row.leads,
    }
    figures = (Source("pace", row.commitment, f"滞后{row.lag}个百分点"),) if lag else ()
    return Piece(Part.ENTRY, row.number, wording.say("entry", values), (row.source, *figures), row.commitment)


def _items(rows: Sequence[Row], wording: Wording) -> Iterator[Piece]:
    fields = list(dict.fromkeys(row.field for row in rows))
    totals = Counter(row.field for row in rows)
    seen: set[str] = set()
    for row in rows:
        heading = ""
        if row.field not in seen and row.field:
            values = {"序号": chinese(fields.index(row.field) + 1), "领域": row.field, "总数": totals[row.field]}
            heading = wording.say("heading", values)
        seen.add(row.field)
        values = {
            "编号": row.number,
            "内容": row.text,
            "责任分工": _units(row, wording),
            "判定": row.verdict,
            "进展": row.narrative,
        }
        yield Piece(
            Part.ITEM, row.number or row.commitment, wording.say("item", values), (row.source,), row.commitment, heading
        )


def _units(row: Row, wording: Wording) -> str:
    values = {"牵头": row.leads, "配合": row.supporting}
    if row.leads and row.supporting:
        return wording.say("both", values)
    if not row.leads:
        values["牵头"] = values["配合"]
    if not values["牵头"]:
        return ""
    return wording.say("sole" if row.is_sole or not row.leads else "lead", values)


def short_title(title: str, text: str) -> str:
    """Return the title of an item, or the words of its text up to the first stop."""
    words = title or text
    for mark in "，。；：,;:":
        words = words.partition(mark)[0]
    return words[:40]


def names_a_lag(text: str) -> bool:
    """Tell whether a text says by how many points something is behind, so that it is not said a second time."""
    return any(found.change is Change.LAG for found in find_targets(text))


def ensured(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if not text or text[-1] in "。！？!?" else text.rstrip("，；、,;") + "。"


def chinese(number: int) -> str:
    """Return a number below a hundred as headings have it: 一, 十, 十二, 二十."""
    tens, units = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else _CHINESE[tens] + "十") + (
        _CHINESE[units] if units or not tens else ""
    )


def _numbers(rows: Iterable[Row]) -> str:
    numbers = [row.number for row in rows]
    if not numbers:
        return ""
    rest = "等" if len(numbers) > _NUMBERED_AT_MOST else ""
    return "（第" + "、".join(numbers[:_NUMBERED_AT_MOST]) + f"项{rest}）"


def _rung(grade: Grade | None) -> int:
    return LADDER.index(grade) if grade else -1
