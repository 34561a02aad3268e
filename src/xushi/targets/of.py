"""What is counted (所计何物): 中小学校舍 in “改造中小学校舍 30 万平方米”, 老旧住宅电梯 in “31台老旧住宅电梯安全评估”.

Chinese puts the thing before its value (新建幼儿园 18 所) or behind it (18 所新建幼儿园). It stands behind where the
clause goes on with a noun, otherwise before; verbs, adverbs and bounds around it are taken off. The words that decide
are lists in `words.txt`.
"""

from __future__ import annotations

from functools import cache

from xushi.patterns import lazy
from xushi.targets._context import Context
from xushi.targets._phrases import Phrases, phrases
from xushi.targets._quantity import Quantity
from xushi.targets._words import words

_BEFORE_ONLY = frozenset({"percent", "percentage_points", "rank", "concentration"})
_TRIMMED = " \u3000\t\r\n、,，()（）.:：；;。-—"
_EDGES = " \u3000\t\r\n、,，.:：；;。的"
_COMPARED = lazy(r"(?:(?<!占)比(?![例重率值赛武拼对])|较|由|从)[^，。；]{1,14}$")
_COMPARING = frozenset("比较由从")
_MAY_BE_SUFFIX = frozenset("（(及以之内左余多的 \n\t\u3000")
_SUFFIX = lazy(r"\s{0,2}(?:[（(]含[）)])?(?:及?以上|以下|以内|之内|内|左右|余|多(?![层功元媒样种]))?(?:的)?\s{0,2}")
_NUMBERING = lazy(r"\s{0,3}(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）.、．]|[①-⑳])(?:[0-9]{1,2}(?=\s))?\s{0,3}")
_MAY_HEAD = lazy(r"[】（(]")
_INNER_NUMBERING = lazy(r"[（(][0-9一二三四五六七八九十]{1,2}[)）]")
# The plan a value is measured against is not the thing (占年度计划的 28%, 低于年度目标 4.3 个百分点), nor is 第二批.
_NO_THING = lazy(
    r"(?:占|低于|高于|快于|慢于|滞后|落后|超|欠|仅?为|比)[^，。；]{0,4}(?:目标|计划|任务|进度|序时)[^，。；]{0,3}$"
    r"|(?:高|低|好|优|快|慢|多|少)(?:于|出)[^，。；]{0,6}(?:平均|水平|上年|去年|同期|预期)[^，。；]{0,4}$"
    r"|[比较](?:[0-9]{4}\s?年|上年|去年|上一年|前一年|同期|年初|上季|上月)[^，。；]{0,4}$|计划[少多低高]$|第[一二三四五六七八九十0-9]{1,2}[批期轮]$"
)
_MAY_NUMBER = frozenset("0123456789一二三四五六七八九十(（①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ \u3000\t\r\n\u00a0")
# What a share is a share of is not the thing: 资助标准 | 不低于个人缴费标准的 80%.
_OF_BASE = lazy(r"(?:不低于|不少于|不超过|不高于|超过|低于|高于|达到)[^，。；]{2,16}的\s{0,2}$")
# Nor is what it is better or worse than: 增速 | 高于全省平均水平 1 个百分点.
_OF_OTHERS = lazy(r"(?:高|低|好|优|快|慢|多|少)(?:于|出)[^，。；]{0,6}(?:平均|水平|上年|去年|同期|预期)[^，。；]{0,4}$")
_HEADING = lazy(r"(?:[（(]第?[0-9一二三四五六七八九十]{1,3}[项条件个][)）])?\s{0,2}[:：]\s{0,2}$")
_PREPOSITIONS = ("为", "对", "给", "在", "向")
_PAIRS = (("“", "”"), ("（", "）"), ("(", ")"), ("《", "》"))
_OPENINGS = frozenset("“（(《")
_TITLE = 12  #: characters of the reference and the colon that end a title
_LAYERS = 4  #: words that may stand on top of each other: 全市 | 新增 | 建成
_EVENT_UNITS = frozenset({"期", "场", "场次", "次", "人次", "批次", "班次", "例", "轮", "轮次", "起"})
_ROLES = ("行为", "人为", "作为", "节约", "合约", "预约", "签约")  #: end like words that lead over to a value
_GIVEN = frozenset(
    {"提供", "享受", "参加", "接受", "办理", "购买", "缴纳", "加入"}
)  #: what is done for whom is counted
_LOOSE_ENDS = frozenset("及和与或")
_DONE = ("完成", "正在", "已经", "尚未", "仍未")  #: what goes on like this tells of the thing and names none
_MANNERS = ("综合", "专项", "集中", "全面")  #: how it is done, before the verb: 45 家 | 企业 | 综合 | 治理
_STAGE = 4  #: characters of a phrase that says no more than the stage: 方案公示
_SCHOOLS = frozenset("高初集")  #: 中 after these belongs to the thing: 高中, 集中
_SINGLE = frozenset("村县镇乡区校站楼桥户企")  #: things named with one character


def counted(text: str, quantity: Quantity, around: Context, before: int, after: int) -> tuple[int, int] | None:
    """Return the place of what `quantity` counts, or None where the clause does not say.

    `before` is the end of the quantity before it, `after` the start of the next one; neither is looked beyond.
    """
    if quantity.kind not in _BEFORE_ONLY and quantity.comparator != "full":
        end = min(around.after, after)
        place = _behind(text, quantity, end) if quantity.end < end else None
        if place:
            return place
    place = _in_front(text, max(around.clause, before), quantity.start)
    if quantity.kind == "percent" and text[quantity.end : quantity.end + 1].isalpha():
        return _part_of(text, quantity, place, min(around.after, after)) or place
    return place


def _part_of(text: str, quantity: Quantity, place: tuple[int, int] | None, end: int) -> tuple[int, int] | None:
    """Return what a share is taken of where nothing stands before it: 近七成 | 事项, 抽查 30% | 接种单位."""
    if quantity.comparator == "full" or quantity.end >= end:
        return None
    if place is not None and not text.endswith(phrases().events, *place):
        return None
    return _behind(text, quantity, end)


def counted_after_all(text: str, quantity: Quantity, around: Context, after: int) -> tuple[int, int] | None:
    """Return the noun phrase behind `quantity` even if it begins like a verb: 18 所新建幼儿园, 1万名在档职工."""
    end = min(around.after, after)
    if quantity.kind in _BEFORE_ONLY or not quantity.whole or quantity.end >= end:
        return None
    return _behind(text, quantity, end, strict=False)


def counted_in_heading(text: str, quantity: Quantity, around: Context) -> tuple[int, int] | None:
    """Return the title a value speaks of that names no thing itself: 工业技改投资(第6项):完成…, 环境改善(6件)."""
    if text.endswith(("(", "（", "(共", "（共"), 0, quantity.start):
        bracket = max(text.rfind("(", 0, quantity.start), text.rfind("（", 0, quantity.start))
        return _in_front(text, around.clause, bracket)
    heading = _HEADING.search(text, max(0, around.clause - _TITLE), around.clause)
    if heading is None:
        return None
    start = around.sentence
    numbering = _NUMBERING.match(text, start)
    start = numbering.end() if numbering else start
    title = text[start : heading.start()]
    if "，" in title or "," in title or title.rstrip().endswith(_headings()):
        return None
    return _trimmed(text, start, heading.start())


def _behind(text: str, quantity: Quantity, end: int, *, strict: bool = True) -> tuple[int, int] | None:
    """Return the noun that follows the value, up to the next verb: 31台 | 老旧住宅电梯 | 安全评估."""
    start = quantity.end
    if text[start] in _MAY_BE_SUFFIX and (suffix := _SUFFIX.match(text, start, end)):
        start = suffix.end()
    phrase = text[start : _list_end(text, start, end)]
    if phrase.startswith(("(", "（")) or not phrase.strip(_TRIMMED):
        return None
    lists = phrases()
    if lists.predicate(phrase):
        return _described(text, start, phrase)
    if strict and lists.begins(phrase, 0):
        return None
    if phrase[0] in _SINGLE and phrase[1:2] == "的":  # 三个 | 县 | 的设备
        return start, start + 1
    if not strict and phrase[:2] in _GIVEN:  # 为 3 万人 | 提供 | 医疗待遇
        start, phrase = start + 2, phrase[2:]
    high = _thing_end(lists, phrase, events=quantity.name in _EVENT_UNITS or quantity.kind == "money")
    if not high or (not strict and lists.begins(phrase, 0) == high):  # 3 座 | 建成 | 开放
        return None
    if not strict and phrase.startswith(_DONE):  # 1 座 | 完成基础施工
        return None
    if high < len(phrase):
        high -= sum(len(word) for word in _MANNERS if phrase.endswith(word, 2, high))
    # 由 1500 元 | 降至 | 750 元: what leads over to the next value is no thing.
    while (length := lists.ends(phrase, high)) and not phrase.endswith(_ROLES, 0, high):
        high -= length
    return _trimmed(text, start, start + high) if high else None


def _list_end(text: str, start: int, end: int) -> int:
    """Return where the first thing of an enumeration ends; a 、 inside a quoted name ends nothing: “1、3、5”分钟."""
    mark = text.find("、", start, end)
    while mark >= 0 and (closing := _closing(text, start, mark, end)):
        mark = text.find("、", closing, end)
    if mark >= 0:
        end = mark
    also = text.find("以及", start, end)
    return also if also > start else end


def _thing_end(lists: Phrases, phrase: str, *, events: bool) -> int:
    """Return where the thing ends that `phrase` begins with: before the first verb outside quotes and brackets."""
    cut = lists.verb_in(phrase, 1 if phrase[0] in _SINGLE else 2)
    opens = not _OPENINGS.isdisjoint(phrase)
    if not (opens or events):
        return cut
    while cut < len(phrase):
        closing = _closing(phrase, 0, cut, len(phrase)) if opens else 0
        if closing:
            cut = lists.verb_in(phrase, closing)
        elif events and lists.is_event(phrase, cut):  # 3 期 | 青年技能培训 | 活动
            cut = lists.verb_in(phrase, cut + 2)
        else:
            break
    return cut


def _closing(text: str, start: int, place: int, end: int) -> int:
    """Return where the quotation or bracket closes in which `place` stands, or 0 if it stands in none."""
    for opening, closing in _PAIRS:
        opened = text.rfind(opening, start, place)
        if opened >= 0 and text.find(closing, opened, place) < 0:
            return text.find(closing, place, end) + 1
    return 0


def _described(text: str, start: int, phrase: str) -> tuple[int, int] | None:
    """Return the noun that a predicate belongs to as its attribute: 17 项 | 未达序时的 | 目标任务."""
    attribute = phrase.rfind("的")
    if attribute < 0 or len(phrase) - attribute < 3:  # a noun has two characters
        return None
    return _trimmed(text, start + attribute + 1, start + len(phrase))


def _in_front(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the noun before the value, without numbering, verbs and bounds: 1.新建 | 幼儿园 | 不少于 18 所."""
    start = _after_heading(text, start, end)
    lists, phrase = phrases(), text[start:end]
    numbering = _NUMBERING.match(phrase) if phrase[:1] in _MAY_NUMBER else None
    low, high = _without_closers(lists, phrase, numbering.end() if numbering else 0)
    if not _COMPARING.isdisjoint(phrase):
        compared = _COMPARED.search(phrase[low:high])
        if compared and compared.start() > 1:
            high = low + compared.start()
    if "的" in phrase[-3:] and (base := _OF_BASE.search(phrase)) and base.start() > low + 1:
        high = base.start()
    if "于" in phrase and (base := _OF_OTHERS.search(phrase, low, high)) and base.start() > low + 1:
        high = base.start()
    phrase, first = phrase[:high], low
    low = _without_verbs(lists, phrase, low, high)
    low = _object(lists, phrase, low, high, prepositional=phrase.startswith(_PREPOSITIONS, first))
    thing = phrase[low:high]
    if lists.begins(phrase, low) == high - low and not (low > first and lists.is_event(phrase, low)):
        return None  # but 完成 | 抽检 4000 批次
    if _says_no_thing(thing):
        return None
    return _trimmed(text, start + low, start + high)


def _after_heading(text: str, start: int, end: int) -> int:
    """Return where the words about a value begin: behind 【…】, an inner number （2） and an open bracket."""
    if _MAY_HEAD.search(text, start, end) is None:
        return start
    start = max(start, text.rfind("】", start, end) + 1)
    for opening, closing in ("（）", "()"):
        bracket = text.rfind(opening, start, end)
        if bracket < 0:
            continue
        closed = text.find(closing, bracket, end)
        if closed < 0:
            start = bracket + 1
        elif _INNER_NUMBERING.match(text, bracket):
            start = closed + 1
    return start


def _without_closers(lists: Phrases, phrase: str, low: int) -> tuple[int, int]:
    """Return the range of `phrase` from `low` on without what leads over to the value: 比例 | 提高到."""
    high = len(phrase)
    for _ in range(_LAYERS):
        while high > low and phrase[high - 1] in _TRIMMED and not _closes_inside(phrase, low, high):
            high -= 1
        length = lists.ends(phrase, high)
        if not length or high - length < low:
            break
        high -= length
    return low, high


def _closes_inside(phrase: str, low: int, high: int) -> bool:
    """Tell whether the phrase ends with a bracket that belongs to it: 除颤器（AED）."""
    return (phrase[high - 1] == "）" and phrase.find("（", low, high) > low) or (
        phrase[high - 1] == ")" and phrase.find("(", low, high) > low
    )


def _without_verbs(lists: Phrases, phrase: str, low: int, high: int) -> int:
    """Return where the thing begins behind what is done to it: 全市 | 新增 | 学位."""
    for _ in range(_LAYERS):
        while low < high and phrase[low] in _TRIMMED:
            low += 1
        length = lists.begins(phrase, low)
        if not length or high - low - length < 2:
            break
        low += length
    return low


def _object(lists: Phrases, phrase: str, low: int, high: int, *, prepositional: bool) -> int:
    """Return where the object begins behind subject and verb: 新校区建成 | 校舍, 为中小学配备 | 直饮水设备."""
    place = lists.object_of(phrase, low, high, any_verb=prepositional)
    return _without_verbs(lists, phrase, place, high) if place else low


def _says_no_thing(thing: str) -> bool:
    """Tell whether the words before the value only say which stage, which part or which plan."""
    if len(thing) <= _STAGE and thing.endswith(_stages()):
        return True
    return _NO_THING.match(thing) is not None


@cache
def _headings() -> tuple[str, ...]:
    return tuple(words("headings"))


@cache
def _stages() -> tuple[str, ...]:
    return tuple(words("stages"))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if end - start > 2 and text[end - 1] in _LOOSE_ENDS:
        end -= 1
    if end - start > 2 and text[end - 1] == "中" and text[end - 2] not in _SCHOOLS:
        end -= 1  # 9 项条件中 2 项
    return (start, end) if end - start > 1 or (end > start and text[start] in _SINGLE) else None
