"""Responsibility clauses (责任分工): who leads, who supports, in every form an item may say it.

Patterns, all on text without blanks, folded::

    (牵头单位:A;共同责任单位:B、C)        labelled, in brackets, on a line of its own, or running on
    (由A牵头,B、C配合)                    roles in prose
    (A、B等按职责分工负责)  (A负责)       no lead named
    (A、B)                                nothing but units, in brackets at the end of an item
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import islice, takewhile
from operator import methodcaller
from typing import TYPE_CHECKING, NamedTuple

from xushi.agencies.names import looks_like_agency, split_names
from xushi.document.model import Applicability, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SCOPE = "第一|总|主要|主|市级|县级|区级|省级|市直|具体|共同|相关|其他|其它|有关|协同|配合|牵头"
_DOES = "牵头|主办|主责|主管|责任|配合|协办|协同|协作|协助|参与|参加|承办|实施|落实|负责|完成|推进"
_LEVEL = "市级|县级|区级|市|县|区"
_TIE = "牵头|责任|分管|主管|联系|包保|挂钩|挂联|协管"
_PERSON = "责任人|联系人|牵头人|负责人"
_PERSON_SCOPE = "项目|具体|直接|主要|第一|工作"
_ALONE = "牵头|主办|协办|配合|责任|会办"
_LABEL = (
    rf"(?:(?:{_SCOPE})?(?:{_DOES})(?:责任|实施|负责|配合|推进)?"
    r"(?:单位|部门|主体|科室|机构|股室|局办)(?:[及和与]责任人)?"
    rf"|(?:{_LEVEL})?(?:{_TIE})?(?:市|县|区|州)?领导|(?:{_PERSON_SCOPE})?(?:{_PERSON})"
    rf"|(?:(?<![一-龥])|(?<=[局委办府县区市会院厅司团心队行联])(?=.{{2,4}}:))(?:{_ALONE}))"
)
#: What a label may begin with; most characters are passed over at a glance.
_FIRST = "".join(
    sorted(
        {word[0] for word in f"{_SCOPE}|{_DOES}|{_LEVEL}|{_TIE}|州|领导|{_PERSON_SCOPE}|{_PERSON}|{_ALONE}".split("|")}
    )
)
_NAME_FOLLOWS = "[市县区省州各团]"
#: A label with its colon; inside brackets or a table cell the colon may be missing before a line break only.
LABEL = re.compile(
    rf"(?=[【\[{_FIRST}])(?:[【\[](?P<boxed>{_LABEL})[】\]]:?"
    rf"|(?P<plain>{_LABEL})(?:\([^()]{{1,12}}\))?(?::|(?<=单位)(?={_NAME_FOLLOWS})|(?<=部门)(?={_NAME_FOLLOWS})))"
)
HEADER_LABEL = re.compile(rf"{_LABEL}")
#: What a label ends with, or the bracket behind it.
_LAST = "位门体室构办人导头合任)"
#: Every branch begins with a character of its own, so that the others are passed over at a glance.
_MAY_CLOSE_LABEL = re.compile(
    rf":(?<=[{_LAST}】\]]:)|】(?<=[{_LAST}]】)|\](?<=[{_LAST}]\])|单位{_NAME_FOLLOWS}|部门{_NAME_FOLLOWS}"
)
_LONGEST_LABEL = 36
#: Where a label begins.
beginning = methodcaller("start")
_BRACKET = re.compile(r"[(【\[〔)】\]〕]")
_OPENING = "(【[〔"
_EMPTY = frozenset(("/", "-", "—", "无", ""))
_LEADER = re.compile(r"领导|责任人|联系人|牵头人|负责人")
_SUPPORTING = re.compile(r"配合|协办|协同|协作|协助|共同|相关|其他|其它|有关|参与|参加|会办")
_LEAD = re.compile(r"牵头|主办|主责|主要|第一|主管")
_UPPER = re.compile(
    r"(?:由)?(?:省|国家|自治区|中央|部|厅)(?:本级|级|直|里|厅|属)?(?:统一|直接|负责|组织|单位)?(?:负责)?(?:实施|落实|组织实施|统筹实施|推进|完成|承担)$"
)
_NOT_OURS = re.compile(
    r"(?:我|本|该)?(?:市|县|区|州|地区|市本级)?(?:不|未|没有|无)(?:承担|涉及|安排|下达|分配|含)?.{0,4}(?:任务|目标|指标|工作|项目|内容)$|^(?:不涉及|无任务|无相关任务)"
)
_DUTY = (
    r"(?:等(?:有关|相关|各)?(?:部门|单位)?)?(?:按(?:照)?|依|依据|根据|结合)?(?:各自)?"
    r"(?:职责|职能|分工|职责分工|任务分工)?(?:分工)?(?:共同|分别|协同|联合)?"
)
_PROSE_LEAD = re.compile(
    r"(?:由|以)?(?P<lead>[^牵主负]{2,60}?)(?:总)?(?:负责)?(?:牵头|主办|为主)(?:负责|实施|落实|组织实施|推进)?(?:[,;、.。]|$)(?P<rest>.*)",
    re.DOTALL,
)
_PROSE_SUPPORT = re.compile(
    rf"(?:由)?(?P<names>.{{2,300}}?){_DUTY}(?:参与|参加|予以|积极|做好)?(?:配合|协办|协助|参与|协同|参加|负责|落实|推进|会办)(?:实施|落实|推进|工作)?[.。]?$",
    re.DOTALL,
)
_PROSE_DUTY = re.compile(
    rf"(?:由)?(?P<names>.{{2,300}}?){_DUTY}(?:负责|落实|实施|推进|组织实施|承担|承办|起草)(?:实施|落实|推进)?[.。]?$",
    re.DOTALL,
)
#: What a clause may go on with after its units: (A牵头,B配合,6月底前完成).
_PROSE_DEADLINE = re.compile(
    r"[,;](?P<label>(?:完成|办结)(?:时限|时间|期限)[:为])?(?P<until>(?:(?:20\d{2}年)?\d{1,2}月|年内|年底|全年|长期|持续|常态化"
    r"|20\d{2}年|[一二三四]季度|[上下]半年).*)$",
    re.DOTALL,
)
#: What a sentence demands of units is no name of one: 各责任单位要明确专人负责.
_DEMAND = re.compile(r"要(?!素)|应[当于在将]|必须|专人")
_LEAD_MARK = re.compile(r"[(](?:总|第一)?(?:牵头|主办)(?:单位|部门)?[)]$")
#: X负责,Y配合: beside those who help, who is responsible leads.
_HELPED = re.compile(
    r"(?:由)?(?P<lead>[^负]{2,60}?)(?:具体|总)?负责[,;](?P<rest>.{2,200}?)(?:等)?(?:予以|积极|做好)?(?:配合|协助|协同|协办|参与)[.。]?$",
    re.DOTALL,
)
_WITH = re.compile(
    r"(?P<lead>.{2,40}?)(?:会同|牵头会同)(?P<rest>.{2,200}?)(?:共同)?(?:负责|实施|落实|推进)?[.。]?$", re.DOTALL
)


class Named(NamedTuple):
    """A unit in a role, as a range of the text that was parsed."""

    role: Role
    start: int
    end: int


#: `Named` of a triple, without a look at names.
_named_as: Callable[[tuple[Role, int, int]], Named] = partial(tuple.__new__, Named)


class Clause(NamedTuple):
    """A responsibility clause: units in order, and the ranges of the words that give them their roles."""

    names: tuple[Named, ...]
    labels: tuple[tuple[int, int], ...] = ()
    leaders: tuple[tuple[int, int], ...] = ()  #: persons named beside units; no assignment is made of them
    deadline: tuple[int, int] | None = None  #: until when, where a clause in prose says it too


def labels_in(text: str) -> list[re.Match[str]]:
    """Return the labels of units and persons in `text`, in order.

    A label is looked for only before what may close it, which is much rarer than what may begin it.
    """
    return list(_labels(text))


def has_label(text: str) -> bool:
    """Tell whether a label of units or persons stands in `text`."""
    return next(_labels(text), None) is not None


def _labels(text: str) -> Iterator[re.Match[str]]:
    position = 0
    for closing in _MAY_CLOSE_LABEL.finditer(text):
        low, high = closing.span()
        if high <= position:
            continue
        label = LABEL.search(text, max(position, low - _LONGEST_LABEL), high + 1)
        if label is not None:
            position = label.end()
            yield label


@lru_cache(256)
def role_of(label: str) -> Role | None:
    """Return the role a label gives: lead, supporting or sole; None for a label of persons (责任领导)."""
    if _LEADER.search(label):
        return None
    if _SUPPORTING.search(label) and not label.startswith("牵头"):
        return Role.SUPPORTING
    if _LEAD.search(label):
        return Role.LEAD
    return Role.SOLE


def labelled(
    text: str,
    start: int = 0,
    end: int | None = None,
    gaps: Sequence[int] = (),
    labels: Sequence[re.Match[str]] | None = None,
) -> Clause | None:
    """Parse ``牵头单位:A、B;共同责任单位:C`` in ``text[start:end]``; None where no label stands.

    责任单位 beside a 牵头单位 names the supporting ones, beside a 配合单位 the leading one; alone, it names sole ones.
    `labels` are those of the whole text, where they are known already.
    """
    end = len(text) if end is None else end
    if labels is None:
        found = list(LABEL.finditer(text, start, end))
    else:
        first = bisect_left(labels, start, key=beginning)
        found = list(takewhile(lambda label: label.end() <= end, islice(labels, first, None)))
    if not found:
        return None
    roles = [role_of(label["boxed"] or label["plain"]) for label in found]
    leads = Role.LEAD in roles
    if not leads and Role.SUPPORTING in roles:
        roles = [Role.LEAD if role is Role.SOLE else role for role in roles]
        leads = Role.LEAD in roles
    places = [label.span() for label in found]
    stops = [low for low, _ in places[1:]] + [end]
    names: list[Named] = []
    leaders: list[tuple[int, int]] = []
    for (_, begin), stop, role in zip(places, stops, roles, strict=True):
        ranges = split_names(text, gaps, begin, stop)
        if role is None:
            leaders += ranges
            continue
        settled = Role.SUPPORTING if role is Role.SOLE and leads else role
        named = [_named_as((settled, low, high)) for low, high in ranges if text[low:high].strip("。.") not in _EMPTY]
        names += _marked(text, named)
    return Clause(tuple(names), tuple(places), tuple(leaders))


def _marked(text: str, names: list[Named]) -> list[Named]:
    """Give the lead to names that are marked with it in a list of one label: 市文旅局(牵头)、市城投公司."""
    if not any(text[named.end - 1] == ")" for named in names):
        return names
    marks = [_LEAD_MARK.search(text, named.start, named.end) for named in names]
    if not any(marks):
        return names
    return [
        Named(Role.LEAD, named.start, mark.start())
        if mark is not None
        else Named(Role.SUPPORTING, named.start, named.end)
        for named, mark in zip(names, marks, strict=True)
    ]


def _shifted(named: Named, by: int) -> Named:
    return Named(named.role, named.start + by, named.end + by)


def in_prose(text: str, start: int = 0, end: int | None = None) -> Clause | None:
    """Parse roles told in prose: 由A牵头,B、C配合; A会同B负责; A、B等按职责分工负责; A负责."""
    end = len(text) if end is None else end
    body = text[start:end]
    deadline = _PROSE_DEADLINE.search(body)
    if deadline is not None:
        told = in_prose(body[: deadline.start()])
        if told is None:
            return None
        until = (start + deadline.start("until"), start + deadline.end("until"))
        labels = [*told.labels, deadline.span("label")] if deadline["label"] else told.labels
        words = tuple((low + start, high + start) for low, high in labels)
        return told._replace(names=tuple(_shifted(named, start) for named in told.names), labels=words, deadline=until)
    lead = _PROSE_LEAD.fullmatch(body)
    if lead is not None:
        names = _named(Role.LEAD, body, *lead.span("lead"))
        rest = lead.span("rest")
        if body.startswith("会同", rest[0]):
            rest = (rest[0] + 2, rest[1])
        support = _PROSE_SUPPORT.fullmatch(body, *rest)
        if support is not None:
            names += _named(Role.SUPPORTING, body, *support.span("names"))
        elif rest[0] < rest[1]:
            names += _named(Role.SUPPORTING, body, *rest)
        return _accepted(names, body, start)
    helped = _HELPED.fullmatch(body)
    if helped is not None:
        names = _named(Role.LEAD, body, *helped.span("lead")) + _named(Role.SUPPORTING, body, *helped.span("rest"))
        return _accepted(names, body, start)
    together = _WITH.fullmatch(body)
    if together is not None:
        names = _named(Role.LEAD, body, *together.span("lead")) + _named(Role.SUPPORTING, body, *together.span("rest"))
        return _accepted(names, body, start)
    duty = _PROSE_DUTY.fullmatch(body)
    if duty is not None:
        return _accepted(_named(Role.SOLE, body, *duty.span("names")), body, start)
    return None


def bare(text: str, start: int = 0, end: int | None = None) -> Clause | None:
    """Parse a stretch that holds nothing but names of units: A、B,各县区."""
    end = len(text) if end is None else end
    body = text[start:end]
    return _accepted(_named(Role.SOLE, body, 0, len(body)), body, start)


def applicability(text: str) -> Applicability | None:
    """Return what a note in brackets says of whose task it is: 省本级实施, 我市不承担相关任务; None for other notes."""
    if _NOT_OURS.search(text):
        return Applicability.NOT_OURS
    if _UPPER.match(text):
        return Applicability.UPPER_LEVEL
    return None


def closing_bracket(text: str, opening: int) -> int:
    """Return the index of the bracket that closes the one at `opening`, or -1."""
    depth = 0
    for found in _BRACKET.finditer(text, opening):
        if found[0] in _OPENING:
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                return found.start()
    return -1


def bracketed(text: str) -> list[tuple[int, int]]:
    """Return the ranges of `text` in brackets, the brackets included, without those inside others."""
    ranges: list[tuple[int, int]] = []
    depth = opening = 0
    for found in _BRACKET.finditer(text):
        if found[0] in _OPENING:
            if depth == 0:
                opening = found.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                ranges.append((opening, found.end()))
    return ranges


def _named(role: Role, text: str, start: int, end: int) -> list[Named]:
    return [Named(role, low, high) for low, high in split_names(text, (), start, end)]


def _accepted(names: list[Named], body: str, offset: int) -> Clause | None:
    written = [body[named.start : named.end] for named in names]
    if not written or not all(looks_like_agency(name) and _DEMAND.search(name) is None for name in written):
        return None
    edges = [0, *(edge for named in names for edge in (named.start, named.end)), len(body)]
    words = [(low + offset, high + offset) for low, high in zip(edges[::2], edges[1::2], strict=True) if low < high]
    return Clause(tuple(Named(n.role, n.start + offset, n.end + offset) for n in names), tuple(words))
