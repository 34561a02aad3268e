"""Names of units in a list: where one ends and the next begins, what is a group, and what a short form stands for.

Everything here works on text without blanks, folded to half width and Simplified.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

#: What the name of a unit ends with (机构名称通名). General nouns of administration, not names.
_ENDINGS = (
    "局|委|办|厅|院|部|处|室|会|台|站|所|署|队|行|社|校|馆|库|园|联|庭|团|企业|公司|集团|中心|机关|单位|部门|学校|医院|大学|学院|银行|海关|口岸|法院|检察院"
    "|政府|县|区|市|州|盟|旗|镇|乡|村|街道|新区|开发区|园区|景区|板块|功能区|管委会|街道办|支队|总队|大队|分局|分行|支行|分公司|公安|消防|电视台|日报社|党校"
    "|书院|研究所|协会|商会|工会|残联|妇联|科协|文联|侨联|工商联|团委|团市委|团县委|团区委|法制办|机构|平台公司|指挥部|领导小组|专班|专办|小组|政协|人大|纪委监委|警备区|武装部|军分区"
)
_AGENCY = re.compile(rf"[一-龥A-Za-z0-9()“”·—-]{{0,30}}(?:{_ENDINGS})(?:\([^()]{{1,40}}\))?")
_ETC = r"等(?:有关|相关|各)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?个?(?:市直|县直|区直)?(?:单位|部门)?"
#: What units of a list are to do, in words that name none: A、B按职责分工负责.
_DUTY = (
    r"(?:按照?|依据|根据)(?:各自)?(?:职责|职能|分工|任务)(?:分工)?"
    r"(?:共同|分别|协同|抓好|做好)?(?:负责|落实|推进|实施|配合)?"
)
_TOGETHER = r"(?:共同|分别|协同|联合)负责"
_TRAILING = re.compile(rf"(?:(?:{_ETC})?(?:{_DUTY}|{_TOGETHER})|{_ETC})$")
#: What stands behind a name and is no part of it: words of duty, 等, the person or the subject in brackets.
BEHIND_NAME = re.compile(
    rf"(?P<words>(?:{_ETC})?(?:{_DUTY}|{_TOGETHER})|{_ETC})(?![一-龥])|(?P<note>[(][一-龥]{{2,3}}[)])"
)
#: A remark about the list inside the list: (列第一位者为牵头单位,下同).
_REMARK = re.compile(r"[(][^()]{0,40}?(?:第一位|首位|下同|排名|排序)[^()]{0,40}[)]$")
#: The person behind a unit: 县教育局(何军).
_PERSON = re.compile(r"[(](?P<name>(?!牵头|主办|配合|协办|含|原|筹|试行|挂牌)[一-龥]{2,3})[)]$")
_GROUP = re.compile(
    r"^(?:全市|全县|全区|市直|县直|区直|市级)?(?:各|有关|相关|其他|其它)|^(?:有关|相关|各|其他|市有关|市相关|县有关|区有关|省有关)(?:单位|部门|企业|县区|区县|镇|乡|街道)"
    r"|(?:功能板块|板块|功能区|市属监管企业|监管企业|成员单位|责任单位|有关单位|相关单位|有关部门|相关部门|市直部门|市直各部门|县市区|县区|区县|镇街|镇办|乡镇|乡镇街道)$"
)
#: 各县、区人民政府 and 各县（市、区） are one group although a list mark stands inside.
_GROUP_MARKED = (
    r"各(?:县|市|区|乡镇|镇|乡|街道|旗|州)(?:[、,](?:县|市|区|镇|乡|街道|旗|州|开发区|功能区|园区|办事处)){0,9}"
    r"(?:人民政府|政府|管委会|党委、政府|党委政府|党委|街道办事处|办事处)"
    r"|各(?:县|市|区|乡镇|镇|乡|街道)(?:[、,](?:县|市|区|镇|乡|街道)){1,9}(?![一-龥])"
)
_GROUP_WITH_MARKS = re.compile(_GROUP_MARKED)
_MARKS = "、,;，；"
_JOINER = (
    r"(?<=[局委办会院厅中心公司集团县区市])(?:和|及|与|以及|会同)"
    r"(?=[市省县区州团国各]|[一-龥]{2,8}(?:局|委|办|中心|公司|集团))"
)
#: What may end a name, or keep a mark from ending it.
_BETWEEN = re.compile(
    rf"(?=[各(（〔\[)）〕\]{_MARKS}和及与以会])(?:(?P<group>{_GROUP_MARKED})|(?P<open>[(（〔\[])|(?P<close>[)）〕\]])|(?P<mark>[{_MARKS}])|(?P<joiner>{_JOINER}))"
)
#: Where none of these stands, the marks alone part the names.
_MORE_THAN_MARKS = re.compile(r"[(（〔\[)）〕\]各和及与等]|会同|负责|职责|分工")
_NAME = re.compile(rf"[^{_MARKS} .。:：][^{_MARKS}]*(?<![ .。:：])")
_PREFIX = re.compile(r"^(?:市(?!场监)|省|县|区|州|盟|旗|镇|乡|国家|中央)")
#: Bodies that take the level of the government before their name (市 + 科技局).
_INHERITS = re.compile(
    r"(?:局|委|办|厅|中心|院|支队|总队|大队|联合会|总会|联社|供销社|残联|妇联|科协|文联|侨联|工商联|总工会|红十字会|公司|集团|部|处|会|馆|台|库)(?:\([^()]*\))?$"
)
_OWN_PLACE = re.compile(
    r"海关|海事局|银保监|金融监管分局|人行|人民银行|供电公司|电力公司|电信|移动|联通|铁塔|分局|分公司|分行|支行|国家|中国|省|各|有关|相关|团市委|团县委|团区委|团委|驻|大学|学院$|企业$|单位$|街道|管委会|新区|开发区|园区|[县区镇乡村]$"
)
#: Provinces by their short names (GB/T 2260); a body called after one is no body of the city.
_PROVINCE = re.compile(
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
)
_LONGEST = 40
#: 5处 and 3所 are quantities, not offices.
_COUNTED = re.compile(r"\d(?:处|所|台|站|队|部|室|行|个|家|座|园|馆|库|区|村|乡|镇|县|市|校|社)$")
_SHORTEST = 3  #: characters of a name that may part at a blank; 市 alone is the beginning of one
_BARE_PLACE = re.compile(r"^[一-龥]{2,4}$")
_BEFORE, _AFTER = " .。:：;；,，、)）", " .。:：;；,，、"
_LAST_OF_DUTY = ("负责", "落实", "推进", "实施", "配合", "分工")
_REMEMBERED = 1 << 14  #: names whose form is not told anew; a document names few units, but often


class Form(Enum):
    """How a name is written, as far as it says what may have been left out."""

    GROUP = auto()  #: 各县区
    SHORT_BODY = auto()  #: 科技局: takes the level of the bodies before it
    BARE_PLACE = auto()  #: 东山: a place without its kind, perhaps
    OTHER = auto()


def split_names(text: str, gaps: Sequence[int] = (), start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Split a list of units, ``text[start:end]``, into ``(start, end)`` ranges of `text`, in order.

    List marks inside brackets do not split, groups with marks inside (各县、区人民政府) stay whole, and a trailing
    等单位 is left out. Example: ``市教育局、市体育局(市赛事办),各县区`` is three names. `gaps` are the places of
    `text`, in order, where the document has a blank or a line break; names part there only if both sides are names by
    themselves, since a blank may also stand inside a name.
    """
    end = len(text) if end is None else end
    if _MORE_THAN_MARKS.search(text, start, end) is None:
        names = [found.span() for found in _NAME.finditer(text, start, end)]
    else:
        trimmed = (_trimmed(text, *name) for name in _between_marks(text, start, end))
        names = [(low, high) for low, high in trimmed if low < high]
    first = bisect_right(gaps, start)
    if first == len(gaps) or gaps[first] >= end:
        return names
    return [part for name in names for part in _split_at_gaps(text, *name, gaps)]


def _split_at_gaps(text: str, start: int, end: int, gaps: Sequence[int]) -> list[tuple[int, int]]:
    first = bisect_right(gaps, start)
    if first == len(gaps) or gaps[first] >= end:
        return [(start, end)]
    inside = gaps[first : bisect_left(gaps, end, first)]
    parts: list[tuple[int, int]] = []
    for gap, following in pairwise([*inside, end]):
        if (
            gap - start < _SHORTEST
            or end - gap < _SHORTEST
            or text.count("(", start, gap) > text.count(")", start, gap)
        ):
            continue
        if looks_like_agency(text[start:gap]) and (
            looks_like_agency(text[gap:following]) or looks_like_agency(text[gap:end])
        ):
            parts.append(_trimmed(text, start, gap))
            start = gap
    return [*parts, _trimmed(text, start, end)]


def _between_marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what stands between the marks outside brackets and groups, and the words that join names."""
    depth = 0
    for found in _BETWEEN.finditer(text, start, end):
        if found.lastgroup == "open":
            depth += 1
        elif found.lastgroup == "close":
            depth -= 1
        elif found.lastgroup != "group" and depth <= 0:
            yield start, found.start()
            start = found.end()
    yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    name = text[start:end]
    start += len(name) - len(name.lstrip(_BEFORE))
    name = text[start:end].rstrip(_AFTER)
    if name.endswith(")"):
        if name.count("(") < name.count(")"):
            name = name[:-1]
        remark = _REMARK.search(name)
        if remark is not None and remark.start() > 0:
            name = name[: remark.start()]
        person = _PERSON.search(name)
        if person is not None and person.start() > 0 and not looks_like_agency(person["name"]):
            name = name[: person.start()]
    if "等" in name or name.endswith(_LAST_OF_DUTY):
        words = _TRAILING.search(name)
        if words is not None and words.start() > 0:
            name = name[: words.start()]
    return start, start + len(name)


def is_group(name: str) -> bool:
    """Tell whether a name stands for several units: 各县区, 功能板块, 市有关部门."""
    return _GROUP.search(name) is not None or _GROUP_WITH_MARKS.search(name) is not None


def looks_like_agency(name: str) -> bool:
    """Tell whether `name` has the form of a unit's name; used where no label says that it is one."""
    return len(name) <= _LONGEST and _looks_like_agency(name)


@lru_cache(_REMEMBERED)
def _looks_like_agency(name: str) -> bool:
    return _COUNTED.search(name) is None and (is_group(name) or _AGENCY.fullmatch(name) is not None)


def form_of(name: str) -> Form:
    """Tell how a name is written; one longer than any name of a unit has no form."""
    return _form_of(name) if len(name) <= _LONGEST else Form.GROUP if is_group(name) else Form.OTHER


@lru_cache(_REMEMBERED)
def _form_of(name: str) -> Form:
    if is_group(name):
        return Form.GROUP
    if (
        _PREFIX.match(name) is None
        and _INHERITS.search(name) is not None
        and _OWN_PLACE.search(name) is None
        and _PROVINCE.match(name) is None
    ):
        return Form.SHORT_BODY
    return Form.BARE_PLACE if _BARE_PLACE.match(name) is not None else Form.OTHER
