"""An invented city and its documents as trees, so that the application is tested without any reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from xushi.document.model import (
    Assignment,
    Commitment,
    Document,
    Field,
    Genre,
    Headline,
    Leaf,
    LeafKind,
    Masthead,
    Measure,
    Milestone,
    Programme,
    Report,
    Role,
    Script,
    Step,
    Unrecognised,
    VerdictGrade,
)
from xushi.problems import Message, Problem, Severity
from xushi.reading.model import Source
from xushi.spans import Span
from xushi.targets.model import Comparator, Kind, Target

Finish: TypeAlias = "Callable[[Writer, Promise, Commitment], Commitment]"

CITY = "云川市"
ISSUER = "云川市人民政府办公室"


@dataclass
class Writer:
    """Writes a source text and remembers where each thing stands."""

    parts: list[str] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    length: int = 0

    def put(self, text: str, kind: LeafKind = LeafKind.SEPARATOR) -> Span:
        span = Span(self.length, self.length + len(text))
        self.parts.append(text)
        self.leaves.append(Leaf(kind, span))
        self.length = span.end
        return span

    @property
    def text(self) -> str:
        return "".join(self.parts)


@dataclass(frozen=True)
class Promise:
    """What an invented item says. `figures` are (as written, value, unit, what is counted)."""

    number: str
    text: str
    units: tuple[tuple[Role, str], ...] = ()
    figures: tuple[tuple[str, str, str, str], ...] = ()
    quarters: tuple[str, ...] = ()
    verdict: VerdictGrade | None = None
    narrative: str | None = None
    measures: tuple[str, ...] = ()


SCHOOL = Promise(
    "1",
    "新建改扩建公办幼儿园12所，新增学位3600个",
    ((Role.LEAD, "市教育局"), (Role.SUPPORTING, "市财政局"), (Role.SUPPORTING, "各县区")),
    (("12所", "12", "所", "公办幼儿园"), ("3600个", "3600", "个", "学位")),
    ("完成选址，开工3所", "累计开工8所", "主体完工8所", "全部建成投用，新增学位3600个"),
    VerdictGrade.BEHIND,
    "已开工6所，完成投资1.2亿元，比计划少2所。",
    ("落实建设用地和资金。", "同步配齐师资。"),
)
CARE = Promise(
    "2",
    "建成社区老年助餐点40个，改造困难老年人家庭500户",
    ((Role.LEAD, "市民政局"), (Role.SUPPORTING, "市财政局")),
    (("40个", "40", "个", "社区老年助餐点"), ("500户", "500", "户", "困难老年人家庭")),
    ("建成8个", "累计建成20个", "累计建成32个", "建成40个，改造500户"),
    VerdictGrade.ON_PACE,
    "建成助餐点33个，完成家庭改造410户。",
)
ROAD = Promise(
    "3",
    "新改建农村公路86公里，改造危桥15座",
    ((Role.SOLE, "市交通运输局"),),
    (("86公里", "86", "公里", "农村公路"), ("15座", "15", "座", "危桥")),
    ("完成设计", "完成30公里", "完成60公里", "完成86公里，改造危桥15座"),
    VerdictGrade.COMPLETED,
    "完成农村公路88公里，改造危桥15座，全年任务已完成。",
)
BUS = Promise(
    "4",
    "更新新能源公交车60辆，优化公交线路20条",
    ((Role.LEAD, "市交通运输局"), (Role.SUPPORTING, "云川公交集团")),
    (("60辆", "60", "辆", "新能源公交车"), ("20条", "20", "条", "公交线路")),
)
PROMISES = (SCHOOL, CARE, ROAD, BUS)
HEADINGS = (("教育惠民", (SCHOOL,)), ("养老服务", (CARE,)), ("交通出行", (ROAD, BUS)))


def breakdown(
    *,
    year: int = 2024,
    headings: tuple[tuple[str, tuple[Promise, ...]], ...] = HEADINGS,
    document_number: str | None = None,
    city: str = CITY,
) -> Document:
    """Return a breakdown (任务分解) of the given promises."""
    number = f"云政办发〔{year}〕8号" if document_number is None else document_number
    writer = Writer()
    masthead = _masthead(writer, f"{year}年市民生实事任务分解方案", number, date(year, 2, 20), city)
    fields = tuple(_field(writer, title, promises, _assigned) for title, promises in headings)
    note = writer.put("注：本表由各单位另行细化。", LeafKind.UNRECOGNISED)
    return _document(writer, Genre.BREAKDOWN, masthead, fields, unrecognised=note, problem=True)


def schedule(*, year: int = 2024) -> Document:
    """Return the schedule (序时进度) of the same promises; the document names no units."""
    writer = Writer()
    masthead = _masthead(writer, f"{year}年市民生实事序时进度安排", "", date(year, 3, 15))
    return _document(writer, Genre.SCHEDULE, masthead, (_field(writer, None, (SCHOOL, CARE, ROAD), _scheduled),))


def bulletin(*, year: int = 2024) -> Document:
    """Return a bulletin (通报) on three quarters, with one item behind, told in a shorter wording."""
    writer = Writer()
    masthead = _masthead(writer, f"{year}年市民生实事前三季度推进情况通报", "", date(year, 10, 20))
    told = tuple(replace(promise, text=promise.text.partition("，")[0]) for promise in (SCHOOL, CARE, ROAD))
    fields = (_field(writer, None, told, _reported),)
    where = writer.put("1.幼儿园建设。开工数少于计划。", LeafKind.TEXT)
    behind = (Headline(1, "幼儿园建设", "1", "开工数少于计划。", where),)
    return replace(_document(writer, Genre.BULLETIN, masthead, fields), behind=behind)


def _masthead(writer: Writer, title: str, number: str, issued: date, city: str = CITY) -> Masthead:
    issuer = f"{city}人民政府办公室"
    spans = {"issuing_body": writer.put(issuer, LeafKind.MASTHEAD)}
    writer.put("\n", LeafKind.BLANK)
    if number:
        spans["document_number"] = writer.put(number, LeafKind.MASTHEAD)
        writer.put("\n", LeafKind.BLANK)
    spans["title"] = writer.put(title, LeafKind.MASTHEAD)
    writer.put("\n", LeafKind.BLANK)
    spans["issued_on"] = writer.put(f"{issued.year}年{issued.month}月{issued.day}日", LeafKind.MASTHEAD)
    writer.put("\n\n", LeafKind.BLANK)
    return Masthead(title, number or None, None, issuer, issued, issued.year, spans)


def _document(
    writer: Writer,
    genre: Genre,
    masthead: Masthead,
    fields: tuple[Field, ...],
    *,
    unrecognised: Span | None = None,
    problem: bool = False,
) -> Document:
    source = Source(f"{genre.value}.txt", writer.text, "txt", "utf-8")
    first = fields[0].commitments[0] if fields and fields[0].commitments else None
    found = Problem(
        "target_without_milestone",
        Severity.WARNING,
        Message("第{number}项没有写明开工时间。", {"number": first.number if first else ""}),
        Message("请与牵头单位核对。"),
        first.text_span if first else None,
        first.number if first else None,
    )
    return Document(
        source,
        genre,
        Script.HANS,
        masthead,
        (Programme(None, fields),),
        unrecognised=(Unrecognised(unrecognised.of(writer.text), unrecognised),) if unrecognised else (),
        leaves=tuple(writer.leaves),
        problems=(found,) if problem else (),
    )


def _field(writer: Writer, title: str | None, promises: tuple[Promise, ...], finish: Finish) -> Field:
    where = None
    if title:
        where = writer.put(f"{title}（{len(promises)}件）", LeafKind.HEADING)
        writer.put("\n", LeafKind.BLANK)
    commitments = tuple(_commitment(writer, promise, finish) for promise in promises)
    return Field(title, len(promises) if title else None, commitments, where)


def _commitment(writer: Writer, promise: Promise, finish: Finish) -> Commitment:
    start = writer.put(promise.number, LeafKind.NUMBER).start
    writer.put(".")
    text_span = writer.put(promise.text, LeafKind.TEXT)
    node = Commitment(promise.number, promise.text, targets=_targets(promise, text_span), text_span=text_span)
    if promise.measures and finish is _assigned:
        node = replace(node, measures=tuple(Measure(m, writer.put(m, LeafKind.TEXT)) for m in promise.measures))
    node = finish(writer, promise, node)
    end = writer.length
    writer.put("\n", LeafKind.BLANK)
    return replace(node, span=Span(start, end))


def _targets(promise: Promise, span: Span) -> tuple[Target, ...]:
    result = []
    for written, value, unit, of in promise.figures:
        at = promise.text.find(written)
        if at >= 0:
            place = Span(span.start + at, span.start + at + len(written))
            result.append(Target(written, place, Decimal(value), unit, Kind.COUNT, Comparator.EQUAL, of=of))
    return tuple(result)


def _assigned(writer: Writer, promise: Promise, node: Commitment) -> Commitment:
    words = {Role.LEAD: "牵头单位：", Role.SUPPORTING: "共同责任单位：", Role.SOLE: "责任单位："}
    assignments = []
    writer.put("（")
    role = None
    for unit_role, name in promise.units:
        if unit_role is role:
            writer.put("、")
        else:
            writer.put(("；" if role else "") + words[unit_role], LeafKind.ROLE)
        role = unit_role
        span = writer.put(name, LeafKind.AGENCY)
        assignments.append(Assignment(unit_role, name, name, group=name.startswith("各"), span=span))
    writer.put("）")
    return replace(node, assignments=tuple(assignments))


def _scheduled(writer: Writer, promise: Promise, node: Commitment) -> Commitment:
    year = 2024
    milestones = []
    for quarter, text in enumerate(promise.quarters, 1):
        writer.put("\t")
        span = writer.put(text, LeafKind.MILESTONE)
        steps = (Step("1", text, span),) if quarter == 1 else ()
        milestones.append(Milestone(f"{year}-Q{quarter}", text, steps, (), span))
    return replace(node, milestones=tuple(milestones))


def _reported(writer: Writer, promise: Promise, node: Commitment) -> Commitment:
    words = {VerdictGrade.BEHIND: "未达序时", VerdictGrade.ON_PACE: "达序时", VerdictGrade.COMPLETED: "已完成"}
    if promise.verdict is None:
        return node
    writer.put("\n")
    verdict = writer.put(words[promise.verdict], LeafKind.VERDICT)
    writer.put("：")
    narrative = writer.put(promise.narrative or "", LeafKind.NARRATIVE)
    whole = Span(verdict.start, narrative.end)
    report = Report(promise.verdict, words[promise.verdict], promise.narrative, (), whole, verdict, narrative)
    return replace(node, report=report)


def bytes_of(tree: Document) -> bytes:
    """Return the file that `tree` was read from."""
    return tree.source.text.encode()
