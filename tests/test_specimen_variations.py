"""The same promises in every dress: what is read must not depend on numbering, brackets, labels or separators.

Each axis lists ways of writing that official documents really use; every document below draws one from each axis.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

import xushi
from xushi.document.model import Commitment, Document, Report, Role


class Promise(NamedTuple):
    text: str
    lead: tuple[str, ...]
    supporting: tuple[str, ...]
    quarters: tuple[str, str, str, str]


PROMISES = (
    Promise(
        "新建公办幼儿园6所，新增学位1620个。",
        ("市教育局",),
        ("市财政局", "市住建局"),
        ("完成选址", "2所开工", "6所全部开工", "建成3所"),
    ),
    Promise(
        "建设“家门口”体育设施45处。",
        ("市体育局", "市城投集团"),
        ("市园林局", "各县区"),
        ("确定点位", "建成10处", "建成30处", "建成45处"),
    ),
    Promise(
        "完成农村户厕改造1.2万户，改造率达到90%以上。",
        ("市农业农村局",),
        ("市卫健委", "团市委"),
        ("摸底", "改造3000户", "改造8000户", "改造1.2万户"),
    ),
    Promise(
        "为3500名环卫工人免费体检（含女工专项检查）。",
        ("市总工会",),
        ("市城管局",),
        ("制定方案", "体检1000人", "体检2500人", "全部完成"),
    ),
    Promise(
        "打通断头路4条，总长7.6公里。",
        ("市住建局",),
        ("市公安局", "市自然资源局", "各县区"),
        ("完成设计", "2条开工", "4条开工", "通车3条"),
    ),
    Promise(
        "新增5G基站800座。",
        ("市工信局",),
        ("市通信管理办公室", "各电信企业"),
        ("规划站址", "建成200座", "建成500座", "建成800座"),
    ),
)
FIELDS = (("教育文体", PROMISES[:2]), ("城乡环境", PROMISES[2:4]), ("基础设施", PROMISES[4:]))
TITLE = "澄溪市2024年民生实事任务分解"

CHINESE = "零一二三四五六"
NUMBERINGS: dict[str, Callable[[int], str]] = {
    "1.": lambda n: f"{n}.",
    "1、": lambda n: f"{n}、",
    "1．": lambda n: f"{n}．",
    "（1）": lambda n: f"（{n}）",
    "①": lambda n: chr(ord("①") + n - 1),
    "1. ": lambda n: f"{n}. ",
    "1）": lambda n: f"{n}）",
    "（一）": lambda n: f"（{CHINESE[n]}）",
}
ROLES = (
    ("牵头单位", "配合单位"),
    ("牵头单位", "责任单位"),
    ("主办单位", "协办单位"),
    ("牵头单位", "共同责任单位"),
    ("主要责任单位", "相关责任单位"),
    ("牵头部门", "配合部门"),
    ("责任单位", "配合单位"),
    ("牵头责任单位", "配合责任单位"),
)
CLAUSES: dict[str, Callable[[str, str, str, str], str]] = {
    "full brackets": lambda a, x, b, y: f"（{a}：{x}；{b}：{y}）",
    "half brackets": lambda a, x, b, y: f"({a}:{x};{b}:{y})",
    "half brackets with blanks": lambda a, x, b, y: f" ({a}: {x}; {b}: {y})",
    "mixed brackets": lambda a, x, b, y: f"({a}：{x}；{b}:{y}）",
    "comma between": lambda a, x, b, y: f"（{a}：{x}，{b}：{y}）",
    "square brackets": lambda a, x, b, y: f"[{a}：{x}；{b}：{y}]",
    "lenticular brackets": lambda a, x, b, y: f"【{a}：{x}；{b}：{y}】",
    "tortoise brackets": lambda a, x, b, y: f"〔{a}：{x}；{b}：{y}〕",
    "own lines": lambda a, x, b, y: f"\n{a}：{x}\n{b}：{y}",
    "own indented lines": lambda a, x, b, y: f"\n　　{a}：{x}。\n　　{b}：{y}。",
    "bracket on its own line": lambda a, x, b, y: f"\n（{a}：{x}；{b}：{y}）",
    "one own line": lambda a, x, b, y: f"\n{a}：{x}；{b}：{y}",
    "no brackets": lambda a, x, b, y: f"{a}：{x}；{b}：{y}。",
    "prose": lambda _, x, __, y: f"（{x}牵头，{y}配合）",
    "prose with 由": lambda _, x, __, y: f"（由{x}牵头，{y}配合）",
    "prose with duties": lambda _, x, __, y: f"（{x}牵头，{y}按职责分工负责）",
}
HEADINGS: dict[str, Callable[[int, str], str]] = {
    "一、…（2件）": lambda n, t: f"{CHINESE[n]}、{t}（2件）",
    "一、… (2 项)": lambda n, t: f"{CHINESE[n]}、{t} (2 项)",
    "一、…": lambda n, t: f"{CHINESE[n]}、{t}",
    "【…】": lambda _, t: f"【{t}】",
    "none": lambda _, t: t and "",
}
JOINTS = ("、", "，", ",", "、 ")
ENDS = ("\n", "\n\n", "\r\n")


def drawn(documents: int, *axes: Collection[object]) -> Iterator[tuple[int, ...]]:
    """Yield for each of so many documents an index into every axis: always the same draw, well mixed."""
    dice = Random(2024)  # noqa: S311 - nothing is kept secret by it
    for _ in range(documents):
        yield tuple(dice.randrange(len(axis)) for axis in axes)


def units(item: Commitment, role: Role) -> list[str]:
    return ["".join(each.written.split()) for each in item.assignments if each.role is role]


def bare(text: str) -> str:
    return "".join(text.split())


def told(document: Document) -> list[tuple[str, list[str], list[str], list[str]]]:
    return [
        (bare(item.text), units(item, Role.LEAD), units(item, Role.SUPPORTING), units(item, Role.SOLE))
        for item in document.commitments
    ]


def promised() -> list[tuple[str, list[str], list[str], list[str]]]:
    return [(each.text, list(each.lead), list(each.supporting), []) for each in PROMISES]


OUTLINES = list(drawn(120, NUMBERINGS, ROLES, CLAUSES, HEADINGS, JOINTS, ENDS))


@pytest.mark.parametrize("turn", OUTLINES, ids=str)
def test_the_same_promises_are_read_from_every_outline(tmp_path: Path, turn: tuple[int, ...]) -> None:
    numbering, role, clause, heading, joint, end = turn
    names = [list(axis)[place] for axis, place in ((NUMBERINGS, numbering), (CLAUSES, clause), (HEADINGS, heading))]
    numbers, joined = count(1), JOINTS[joint].join
    lines = [TITLE]
    for place, (title, promises) in enumerate(FIELDS, 1):
        lines.append(HEADINGS[names[2]](place, title))
        lines.extend(
            NUMBERINGS[names[0]](next(numbers))
            + each.text
            + CLAUSES[names[1]](ROLES[role][0], joined(each.lead), ROLES[role][1], joined(each.supporting))
            for each in promises
        )
    text = ENDS[end].join(line for line in lines if line) + ENDS[end]
    path = tmp_path / "outline.txt"
    path.write_bytes(text.encode())
    document = xushi.read(path)
    assert told(document) == promised(), text
    assert document.verbatim() == text
    if names[2] != "none":
        assert [field.title for each in document.programmes for field in each.fields] == [t for t, _ in FIELDS], text


SEPARATORS: dict[str, Callable[[Sequence[str]], str]] = {
    "tabs": "\t".join,
    "bare pipes": "|".join,
    "pipes with blanks": lambda cells: " | ".join(cells) + " |",
    "markdown": lambda cells: "| " + " | ".join(cells) + " |",
    "one cell a line": "\n".join,
    "one cell a line, blank lines": lambda cells: "\n\n".join(cells) + "\n",
    "a pipe after every cell": lambda cells: "\n".join(f"{cell} |" for cell in cells),
}
NAMES_OF_TEXT = ("项目内容", "目标任务", "实事项目", "工作任务", "重点任务", "项目名称及内容")
NAMES_OF_QUARTERS = (
    ("第一季度", "第二季度", "第三季度", "第四季度"),
    ("一季度", "二季度", "三季度", "四季度"),
    ("一季度目标", "二季度目标", "三季度目标", "四季度目标"),
    ("1季度", "2季度", "3季度", "4季度"),
    ("第1季度进度", "第2季度进度", "第3季度进度", "第4季度进度"),
)
TABLES = list(drawn(60, SEPARATORS, NAMES_OF_TEXT, ROLES, NAMES_OF_QUARTERS))


@pytest.mark.parametrize("turn", TABLES, ids=str)
def test_the_same_promises_are_read_from_every_table(tmp_path: Path, turn: tuple[int, ...]) -> None:
    separator, name, role, quarter = turn
    how = list(SEPARATORS)[separator]
    rows = [("序号", NAMES_OF_TEXT[name], *ROLES[role], *NAMES_OF_QUARTERS[quarter])]
    rows += [
        (str(number), each.text, "、".join(each.lead), "、".join(each.supporting), *each.quarters)
        for number, each in enumerate(PROMISES, 1)
    ]
    lines = [SEPARATORS[how](row) for row in rows]
    if how == "markdown":
        lines.insert(1, "|" + " --- |" * len(rows[0]))
    text = "澄溪市2024年民生实事责任分工及序时进度表\n\n" + "\n".join(lines) + "\n"
    path = tmp_path / "table.txt"
    path.write_text(text, encoding="utf-8")
    document = xushi.read(path)
    assert told(document) == promised(), text
    assert [[(each.period, bare(each.text)) for each in item.milestones] for item in document.commitments] == [
        [(f"2024-Q{n}", state) for n, state in enumerate(each.quarters, 1)] for each in PROMISES
    ], text
    assert document.verbatim() == text


VERDICTS = {
    "达序时": "on_pace",
    "达到序时进度": "on_pace",
    "按序时推进": "on_pace",
    "正常推进": "on_pace",
    "超序时": "ahead",
    "快于序时进度": "ahead",
    "提前完成": "completed",
    "已完成": "completed",
    "未达序时": "behind",
    "欠序时": "behind",
    "滞后": "behind",
    "进度滞后": "behind",
    "偏慢": "behind",
    "进展缓慢": "behind",
    "慢于序时进度": "behind",
    "未达到序时进度": "behind",
}
NARRATIVES = (
    "已完成招标，施工单位进场。",
    "1—9月完成31处，占年度计划的68.9%。",
    "累计改造9200户，其中三季度2100户。",
    "体检2870人，预计11月底前结束。",
    "两条道路通车，其余正在铺设管线。",
    "建成开通612座。",
)
REPORT_LABELS = ("工作进展", "进展情况", "完成情况", "推进情况", "目前进展")
VERDICT_HEADERS = ("完成情况", "序时情况", "推进状态", "进度评价", "序时进度情况")
BULLETIN_TITLE = "澄溪市2024年三季度民生实事推进情况通报"


def verdicts_from(first: int) -> list[str]:
    words = list(VERDICTS)
    return [words[(first + 3 * place) % len(words)] for place in range(len(PROMISES))]


def judged(document: Document) -> list[tuple[str, list[str], str | None, str, str]]:
    reports = [item.report or Report(None, None, None) for item in document.commitments]
    return [
        (
            bare(item.text),
            units(item, Role.SOLE),
            report.verdict.value if report.verdict else None,
            bare(report.verdict_text or ""),
            bare(report.narrative or ""),
        )
        for item, report in zip(document.commitments, reports, strict=True)
    ]


@pytest.mark.parametrize(
    "turn", list(drawn(32, VERDICTS, NUMBERINGS, REPORT_LABELS, ("（责任单位：{}）", "\n责任单位：{}"), ENDS)), ids=str
)
def test_the_same_verdicts_are_read_from_every_bulletin(tmp_path: Path, turn: tuple[int, ...]) -> None:
    words, number = verdicts_from(turn[0]), list(NUMBERINGS.values())[turn[1]]
    clause = ("（责任单位：{}）", "\n责任单位：{}")[turn[3]]
    lines = [BULLETIN_TITLE]
    for place, (each, word, narrative) in enumerate(zip(PROMISES, words, NARRATIVES, strict=True), 1):
        lines += [
            number(place) + each.text + clause.format(each.lead[0]),
            f"{REPORT_LABELS[turn[2]]}：{word}。{narrative}",
        ]
    text = ENDS[turn[4]].join(lines) + "\n"
    path = tmp_path / "bulletin.txt"
    path.write_bytes(text.encode())
    assert judged(xushi.read(path)) == [
        (each.text, [each.lead[0]], VERDICTS[word], word, narrative)
        for each, word, narrative in zip(PROMISES, words, NARRATIVES, strict=True)
    ], text


@pytest.mark.parametrize(
    "turn", list(drawn(32, VERDICTS, SEPARATORS, NAMES_OF_TEXT, REPORT_LABELS, VERDICT_HEADERS)), ids=str
)
def test_the_same_verdicts_are_read_from_every_table(tmp_path: Path, turn: tuple[int, ...]) -> None:
    words, how = verdicts_from(turn[0]), list(SEPARATORS)[turn[1]]
    report = REPORT_LABELS[turn[3]]
    verdict = next(name for name in (VERDICT_HEADERS * 2)[turn[4] :] if name != report)
    rows = [("序号", NAMES_OF_TEXT[turn[2]], "责任单位", report, verdict)]
    rows += [
        (str(place), each.text, each.lead[0], narrative, word)
        for place, (each, word, narrative) in enumerate(zip(PROMISES, words, NARRATIVES, strict=True), 1)
    ]
    lines = [SEPARATORS[how](row) for row in rows]
    if how == "markdown":
        lines.insert(1, "|" + " --- |" * len(rows[0]))
    text = BULLETIN_TITLE + "\n\n" + "\n".join(lines) + "\n"
    path = tmp_path / "bulletin.txt"
    path.write_text(text, encoding="utf-8")
    assert judged(xushi.read(path)) == [
        (each.text, [each.lead[0]], VERDICTS[word], word, narrative)
        for each, word, narrative in zip(PROMISES, words, NARRATIVES, strict=True)
    ], text


VOTE_HEADERS = (
    ("赞成", "反对", "弃权"),
    ("赞成票", "反对票", "弃权票"),
    ("赞成（票）", "反对（票）", "弃权（票）"),
    ("赞成票数", "反对票数", "弃权票数"),
    ("同意", "不同意", "弃权"),
)
GRADE_HEADERS = (
    ("满意", "基本满意", "不满意", "弃权"),
    ("满意票", "基本满意票", "不满意票", "弃权票"),
    ("满意（票）", "基本满意（票）", "不满意（票）", "弃权（票）"),
    ("满意票数", "基本满意票数", "不满意票数", "弃权票数"),
)
VOTES = ((231, 4, 0, 1), (198, 30, 7, 2), (220, 12, 3, 0), (236, 0, 0, 0), (177, 44, 12, 3), (209, 21, 5, 1))


def vote_table(how: str, headers: Sequence[str], title: str) -> str:
    rows = [("序号", "项目名称", *headers)]
    rows += [
        (str(place), each.text.rstrip("。"), *map(str, votes[: len(headers)]))
        for place, (each, votes) in enumerate(zip(PROMISES, VOTES, strict=True), 1)
    ]
    lines = [SEPARATORS[how](row) for row in rows]
    if how == "markdown":
        lines.insert(1, "|" + " --- |" * len(rows[0]))
    return title + "\n\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize("headers", VOTE_HEADERS, ids=str)
@pytest.mark.parametrize("how", SEPARATORS)
def test_the_same_votes_are_read_from_every_table(tmp_path: Path, how: str, headers: Sequence[str]) -> None:
    text = vote_table(how, headers, "澄溪市2024年民生实事项目票决结果")
    path = tmp_path / "ballot.txt"
    path.write_text(text, encoding="utf-8")
    found = [
        (bare(i.text), i.ballot and (i.ballot.yes, i.ballot.no, i.ballot.abstain)) for i in xushi.read(path).commitments
    ]
    assert found == [(p.text.rstrip("。"), votes[:3]) for p, votes in zip(PROMISES, VOTES, strict=True)], text


@pytest.mark.parametrize("headers", GRADE_HEADERS, ids=str)
@pytest.mark.parametrize("how", SEPARATORS)
def test_the_same_grades_are_read_from_every_table(tmp_path: Path, how: str, headers: Sequence[str]) -> None:
    text = vote_table(how, headers, "澄溪市2023年民生实事项目满意度测评结果")
    path = tmp_path / "satisfaction.txt"
    path.write_text(text, encoding="utf-8")
    found = [
        (
            bare(i.text),
            i.satisfaction
            and (
                i.satisfaction.satisfied,
                i.satisfaction.basically,
                i.satisfaction.unsatisfied,
                i.satisfaction.abstain,
            ),
        )
        for i in xushi.read(path).commitments
    ]
    assert found == [(p.text.rstrip("。"), votes) for p, votes in zip(PROMISES, VOTES, strict=True)], text
