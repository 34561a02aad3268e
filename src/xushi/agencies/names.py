"""Names of units in a list: where one ends and the next begins, what is a group, and what a short form stands for.

Everything here works on text without blanks, folded to half width and Simplified.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

#: What the name of a unit ends with (机构名称通名). General nouns of administration, not names.
_ENDINGS = (
    "局|委|办|厅|院|部|处|室|会|台|站|所|署|队|行|社|校|馆|库|园|联|庭|团|企业|公司|集团|中心|机关|单位|部门|学校|医院|大学|学院|银行|海关|口岸|法院|检察院"
    "|政府|县|区|市|州|盟|旗|镇|乡|村|街道|新区|开发区|园区|景区|板块|功能区|管委会|街道办|支队|总队|大队|分局|分行|支行|分公司|公安|消防|电视台|日报社|党校"
    "|书院|研究所|协会|商会|工会|残联|妇联|科协|文联|侨联|工商联|团委|团市委|团县委|团区委|法制办|机构|平台公司|指挥部|领导小组|专班|专办|小组|政协|人大|纪委监委|警备区|武装部|军分区"
)
_AGENCY = re.compile(rf"[一-龥A-Za-z0-9()“”·—-]{{0,30}}(?:{_ENDINGS})(?:\([^()]{{1,40}}\))?")
_TRAILING_ETC = re.compile(
    r"(?:等(?:有关|相关|各)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?个?(?:市直|县直|区直)?(?:单位|部门)?)$"
)
#: A remark about the list inside the list: (列第一位者为牵头单位,下同).
_REMARK = re.compile(r"[(][^()]*(?:第一位|首位|下同|排名|排序)[^()]*[)]$")
_GROUP = re.compile(
    r"^(?:全市|全县|全区|市直|县直|区直|市级)?(?:各|有关|相关|其他|其它)|^(?:有关|相关|各|其他|市有关|市相关|县有关|区有关|省有关)(?:单位|部门|企业|县区|区县|镇|乡|街道)"
    r"|(?:功能板块|板块|功能区|市属监管企业|监管企业|成员单位|责任单位|有关单位|相关单位|有关部门|相关部门|市直部门|市直各部门|县市区|县区|区县|镇街|镇办|乡镇|乡镇街道)$"
)
#: 各县、区人民政府 and 各县（市、区） are one group although a list mark stands inside.
_GROUP_WITH_MARKS = re.compile(
    r"各(?:县|市|区|镇|乡|街道|旗|州)(?:[、,](?:县|市|区|镇|乡|街道|旗|州|开发区|功能区|园区|办事处))*"
    r"(?:人民政府|政府|管委会|党委、政府|党委政府|党委|街道办事处|办事处)"
    r"|各(?:县|市|区|镇|乡|街道)(?:[、,](?:县|市|区|镇|乡))+(?![一-龥])"
)
_MARKS = "、,;，；"
_JOINERS = re.compile(
    r"(?<=[局委办会院厅中心公司集团县区市])(?:和|及|与|以及|会同)(?=[市省县区州团国各]|[一-龥]{2,8}(?:局|委|办|中心|公司|集团))"
)
_PREFIX = re.compile(r"^(?:市(?!场监)|省|县|区|州|盟|旗|镇|乡|国家|中央)")
#: Bodies that take the level of the government before their name (市 + 科技局).
_INHERITS = re.compile(
    r"(?:局|委|办|厅|中心|院|支队|总队|大队|联合会|总会|联社|供销社|残联|妇联|科协|文联|侨联|工商联|总工会|红十字会|公司|集团|部|处|会|馆|台|库)(?:\([^()]*\))?$"
)
_OWN_PLACE = re.compile(
    r"海关|海事局|银保监|金融监管分局|人行|人民银行|供电公司|电力公司|电信|移动|联通|铁塔|分局|分公司|分行|支行|国家|中国|省|各|有关|相关|团市委|团县委|团区委|团委|驻|大学|学院$|企业$|单位$|街道|管委会|新区|开发区|园区|[县区镇乡村]$"
)
_LONGEST = 40
#: 5处 and 3所 are quantities, not offices.
_COUNTED = re.compile(r"\d(?:处|所|台|站|队|部|室|行|个|家|座|园|馆|库|区|村|乡|镇|县|市|校|社)$")
_SHORTEST = 3  #: characters of a name that may part at a blank; 市 alone is the beginning of one
_BARE_PLACE = re.compile(r"^[一-龥]{2,4}$")


def split_names(text: str, gaps: Collection[int] = ()) -> list[tuple[int, int]]:
    """Split a list of units into ``(start, end)`` ranges of `text`, in order.

    List marks inside brackets do not split, groups with marks inside (各县、区人民政府) stay whole, and a trailing
    等单位 is left out. Example: ``市教育局、市体育局(市赛事办),各县区`` is three names. `gaps` are places where the
    document has a blank or a line break; names part there only if both sides are names by themselves, since a
    blank may also stand inside a name.
    """
    names = _split_at_marks(text)
    return [part for name in names for part in _split_at_gaps(text, *name, gaps)] if gaps else names


def _split_at_gaps(text: str, start: int, end: int, gaps: Collection[int]) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    for gap in sorted(gap for gap in gaps if start < gap < end):
        following = min((other for other in gaps if gap < other < end), default=end)
        if gap - start < _SHORTEST or end - gap < _SHORTEST:
            continue
        if looks_like_agency(text[start:gap]) and (
            looks_like_agency(text[gap:following]) or looks_like_agency(text[gap:end])
        ):
            parts.append(_trimmed(text, start, gap))
            start = gap
    return [*parts, _trimmed(text, start, end)]


def _split_at_marks(text: str) -> list[tuple[int, int]]:
    closed = [found.span() for found in _GROUP_WITH_MARKS.finditer(text)]
    joiners = {found.start(): found.end() for found in _JOINERS.finditer(text)}
    names: list[tuple[int, int]] = []
    start, depth, index = 0, 0, 0
    while index < len(text):
        group_end = next((end for low, end in closed if low == index), None)
        if group_end is not None:
            index = group_end
            continue
        character = text[index]
        depth += character in "(（〔[" or -(character in ")）〕]")
        if depth <= 0 and character in _MARKS:
            names.append((start, index))
            start = index + 1
        elif depth <= 0 and index in joiners:
            names.append((start, index))
            start = index = joiners[index]
            continue
        index += 1
    names.append((start, len(text)))
    return [(low, high) for low, high in (_trimmed(text, *name) for name in names) if low < high]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " .。:：;；,，、)）":
        start += 1
    while end > start and text[end - 1] in " .。:：;；,，、":
        end -= 1
    if text.count("(", start, end) < text.count(")", start, end) and text[end - 1] == ")":
        end -= 1
    remark = _REMARK.search(text, start, end)
    if remark is not None and remark.start() > start:
        end = remark.start()
    etc = _TRAILING_ETC.search(text, start, end)
    if etc is not None and etc.start() > start:
        end = etc.start()
    return start, end


def is_group(name: str) -> bool:
    """Tell whether a name stands for several units: 各县区, 功能板块, 市有关部门."""
    return _GROUP.search(name) is not None or _GROUP_WITH_MARKS.search(name) is not None


def looks_like_agency(name: str) -> bool:
    """Tell whether `name` has the form of a unit's name; used where no label says that it is one."""
    if len(name) > _LONGEST or _COUNTED.search(name) is not None:
        return False
    return is_group(name) or _AGENCY.fullmatch(name) is not None


def full_name(written: str, before: Sequence[str], known: Collection[str]) -> str:
    """Return the full name for `written`, given the full names `before` it in its list and those `known` elsewhere.

    Two shortenings are undone, both only when the document itself supports it: the level is named once for a row
    of bureaus (市发改委、科技局 means 市科技局), and the kind of a place once for a row of places (东山、西山县).
    """
    if is_group(written):
        return written
    if not _PREFIX.match(written) and _INHERITS.search(written) and not _OWN_PLACE.search(written):
        prefix = next((name[0] for name in reversed(before) if name[:1] in "市省县区州" and len(name) > 2), None)
        if prefix is not None and not (prefix == "省" and f"市{written}" in known):
            return prefix + written
        candidates = [level + written for level in "市县区" if level + written in known]
        if len(candidates) == 1:
            return candidates[0]
    if _BARE_PLACE.match(written):
        candidates = [
            written + kind for kind in ("县", "区", "市", "旗", "镇", "乡", "新区", "街道") if written + kind in known
        ]
        if len(candidates) == 1:
            return candidates[0]
    return written
