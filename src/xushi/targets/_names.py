"""What looks like a quantity and is a name: 5G, 16#泵站, 三级, 九位一体, 三年行动, 15分钟服务圈, 30万吨级码头.

Each rule is a small function over the folded text and one quantity; `is_name` asks them in turn. The first ones look
at the neighbours of the numeral, the last ones at the words behind the unit.
"""

from __future__ import annotations

from collections.abc import Callable

from xushi.patterns import lazy
from xushi.targets._places import begins_item
from xushi.targets._quantity import Quantity
from xushi.targets._words import table

_Rule = Callable[[str, Quantity], bool]


def is_name(text: str, quantity: Quantity) -> bool:
    """Tell whether `quantity` is part of a name, a grade, a title or a condition and not a quantity of its own."""
    if _glued(text, quantity):
        return True
    if quantity.chinese and (_half(text, quantity) or _chinese_word(text, quantity)):
        return True
    if quantity.kind == "duration" and _time_name(text, quantity):
        return True
    rule = _BY_UNIT.get(quantity.name) if quantity.name else None
    if rule and rule(text, quantity):
        return True
    return quantity.comparator == ">=" and text.startswith("以上部分", quantity.end)  # 10万元以上部分


def _glued(text: str, quantity: Quantity) -> bool:
    """G204, PM2.5, 6+1, 5·18, 8:30, 〔2021〕10, 16#, 4×100米, 1＋N."""
    before, after = text[quantity.start - 1 : quantity.start], text[quantity.end : quantity.end + 1]
    if after and after in "+#〕×*_@" and not (after == "+" and quantity.name):
        return True
    if not before or not (before.isascii() or before in "·〔×"):
        return False
    if before in "+#·〔[×*_@/":
        return True
    if before in {".", ":"} and text[quantity.start - 2 : quantity.start - 1].isdigit():
        return not _numbered(text, quantity.start - 1)
    if before == "-" and text[quantity.start - 2 : quantity.start - 1].isalnum() and text[quantity.start - 2].isascii():
        return True
    return before.isalpha() and not (
        quantity.kind in {"percent", "percentage_points"} and text[quantity.start - 2 : quantity.start].isalpha()
    )


def _numbered(text: str, point: int) -> bool:
    """Tell whether the point ends the numbering of an item: 29.20家."""
    start = point
    while start > 0 and text[start - 1].isdigit():
        start -= 1
    return begins_item(text, start)


_CIRCLE = lazy(r"[^，。；、,;\n“”\d]{0,14}圈")
_PLAN = lazy(r"[^，。；、,;\n“”的]{0,6}?(?:行动|计划|规划|攻坚|任期|制|级|滚动|提升|决战|会战|期间)")
_ROUND_THE_CLOCK = lazy(
    r"\s?(?:自助|热线|服务|营业|在线|不间断|值班|值守|开放|便民|内?响应|监控|动态|全天候|预约|心理|应急|供|书房|药房|药店|图书|便利|无人|智慧|城市|急诊|接警|接诊|警务)"
)


_DAYS = lazy(r"\s?(?:不打烊|无休|全天候|无理由|[^，。；、,;\n“”的内]{0,4}?(?:行动|攻坚|会战|决战))")


def _time_name(text: str, quantity: Quantity) -> bool:
    """15分钟服务圈, 三年行动计划, 24小时自助服务, 一刻钟."""
    if quantity.kind != "duration":
        return False
    if quantity.name in {"分钟", "小时", "刻钟"} and (_CIRCLE.match(text, quantity.end) or quantity.name == "刻钟"):
        return True
    if quantity.name in {"小时", "个小时"} and quantity.value == 24:
        return _ROUND_THE_CLOCK.match(text, quantity.end) is not None
    if quantity.chinese and text.endswith(
        ("上", "下", "每", "某", "这", "那", "今明", "明后", "头"), 0, quantity.start
    ):
        return True
    if quantity.name in {"小时", "个小时"} and text.startswith(("外", "工作制"), quantity.end):
        return True  # 8小时外
    if quantity.name == "天":
        return _DAYS.match(text, quantity.end) is not None
    if quantity.name == "日":
        return quantity.comparator != "<=" and quantity.high is None
    return quantity.name == "年" and (_PLAN.match(text, quantity.end) is not None or quantity.value >= 1000)


_TITLE = lazy(r"\s?(?:重点)?(?:为民|民生|惠民|利民|便民|微)?(?:办)?(?:微)?实事(?!项目?[0-9])")
_LISTED = lazy(r"\s?(?:重点|民生|惠民|利民|便民|为民|实事)")
_SIZE = lazy(r"(?:级|[^，。；、,;\n的\d了]{0,6}(?:码头|泊位|航道|货轮|船舶|船坞|散货船|油轮|集装箱船))")


def _title(text: str, quantity: Quantity) -> bool:
    """50 件民生实事, 2023年20项重点工作: the list itself."""
    if text.endswith(("年", "年度"), 0, quantity.start) and _LISTED.match(text, quantity.end):
        return True
    return quantity.name == "件" and _TITLE.match(text, quantity.end) is not None


def _size(text: str, quantity: Quantity) -> bool:
    """40万吨矿石码头, 10 万吨级."""
    return _SIZE.match(text, quantity.end) is not None


def _around_the_corner(text: str, quantity: Quantity) -> bool:
    """一公里健身圈."""
    return quantity.comparator == "=" and _CIRCLE.match(text, quantity.end) is not None


def _voltage(text: str, quantity: Quantity) -> bool:
    """220千伏变电站."""
    return not _ends_phrase(text, quantity.end)


_AGED = lazy(
    r"\s?(?:及|或)?(?:以上|以下|以内|之间)?(?:的|\s)?[^，。；、,;\n]{0,8}?"
    r"(?:老|儿|童|妇|女|残|青|少|年|居民|人|退休|职工|学生|户籍|参保|婴|幼|公民|群众|患者|党员|教师|对象)"
)


def _age(text: str, quantity: Quantity) -> bool:
    """Who is meant, not how many: 65岁以上老人, 0-6 岁儿童."""
    return _AGED.match(text, quantity.end) is not None


# A single thing is a quantity where something is done to it: 完成一个示范区. Elsewhere 一个 is an article.
_DONE_TO_ONE = lazy(
    r"(?:完成|建设|建成|新建|创建|打造|新增|增加|设立|组建|培育|引进|新设|开办|举办|改造|扩建|改建|新改建|建立|开工|落地|实施|争创|创成|申报|签约|布局|"
    r"有|至少|各|仅|达|为|每[^，。；\n]{0,6}|一个[^，。；\n]{0,6})\s{0,2}$"
)
_NAMED_BEFORE = lazy(
    r"(?:建设|建成|新建|创建|打造|新增|增加|设立|组建|培育|引进|新设|开办|改造|扩建|创成|获批|认定)[^，。；\n]{2,20}$"
)
_HELD = lazy(r"(?:召开|开展|组织|举行|举办|完成|进行)$")
_ONE_UNITS = frozenset("个家所座条处套台辆支场栋幢间艘架")


def _chinese_word(text: str, quantity: Quantity) -> bool:
    """三方, 二次供水, 八项规定, 两个维护, 三类水体, 一起, 一项."""
    if quantity.name is None or quantity.high is not None:
        return False
    if quantity.value == 0:  # 零部件, 零次分配
        return True
    if quantity.name == "组" and text[quantity.start - 1 : quantity.start] in set("村庄屯湾寨社队塘坝"):
        return True  # a group of villagers
    if quantity.name == "副" and text[quantity.start - 1 : quantity.start] == "主":  # 一主三副
        return True
    if not quantity.chinese_unit or quantity.name == "批" or (quantity.name == "期" and quantity.value < 4):
        return True
    if text.startswith(table("names").get(quantity.name, ()), quantity.end):
        return True
    if quantity.start and text[quantity.start - 1] in "第十百每其某统唯万逐同进":
        return True
    if quantity.name == "项" and text.endswith("人", 0, quantity.start):  # 铁人三项
        return True
    written = text[quantity.start : quantity.unit_start]
    if quantity.name == "次":
        return _time_of_many(text, quantity, written.strip())
    if quantity.name == "期" and not _ends_phrase(text, quantity.end):
        return True
    if (
        quantity.name == "元"
        and len(written) == 1
        and not _ends_phrase(text, quantity.end)
        and not text.startswith("钱", quantity.end)
    ):
        return True
    return written.strip() == "一" and quantity.kind == "count" and _article(text, quantity)


def _time_of_many(text: str, quantity: Quantity, written: str) -> bool:
    """二次供水, 一次性; but 召开两次联席会议, and where 次 ends its phrase."""
    if written != "一" and _HELD.search(text, max(0, quantity.start - 4), quantity.start):
        return False
    if quantity.end >= len(text) or text[quantity.end] in "，。；、,; ）)":
        return written == "一" and _article(text, quantity)
    return True


def _article(text: str, quantity: Quantity) -> bool:
    if quantity.name not in _ONE_UNITS or text.startswith(("一", "又", "个"), quantity.end):
        return True
    if (
        quantity.name != "个"
        and _ends_phrase(text, quantity.end)
        and _NAMED_BEFORE.search(text, max(0, quantity.start - 24), quantity.start)
    ):
        return False  # 建成研究中心一家
    return _DONE_TO_ONE.search(text[max(0, quantity.start - 12) : quantity.start]) is None


def _ends_phrase(text: str, position: int) -> bool:
    return position >= len(text) or text[position] in "，。；、,;：:）) \n\t"


_CLOCK = lazy(r"[0-9]\s?[时点]\s?$")
_DOOR = lazy(r"[0-9]{1,4}(?:单元|室|号)")
_GRADE = lazy(r"(?:水|地|以上|及以上|断面|公厕|标准)")


def _stage(text: str, quantity: Quantity) -> bool:
    """2期工程."""
    return text.startswith(table("names")["期"], quantity.end)


def _grade(text: str, quantity: Quantity) -> bool:
    """3类水 is a grade, 9类事项 are counted."""
    return _GRADE.match(text, quantity.end) is not None


def _address(text: str, quantity: Quantity) -> bool:
    """2栋3单元501室."""
    return _DOOR.match(text, quantity.end) is not None


def _time_or_share(text: str, quantity: Quantity) -> bool:
    """9时30分, 三分天下; a mark ends its phrase: 不低于90分."""
    if _CLOCK.search(text[max(0, quantity.start - 4) : quantity.start]):
        return True
    return not _ends_phrase(text, quantity.end) and not text.startswith(("以上", "以下", "左右"), quantity.end)


def _all_in_one(text: str, quantity: Quantity) -> bool:
    """9位一体."""
    return text.startswith("一体", quantity.end)


def _letter(text: str, quantity: Quantity) -> bool:
    """One letter as a unit counts where nothing Latin stands before the numeral."""
    return quantity.start > 0 and text[quantity.start - 1].isascii()


def _half(text: str, quantity: Quantity) -> bool:
    """半年 is mostly an adjective (半年考核) and stands in 上半年; it counts after a bound or 为期."""
    if text[quantity.start] != "半":
        return False
    return quantity.comparator == "=" and not text.endswith(
        ("为期", "用时", "历时", "每", "缩短", "提前", "延长", "达"), 0, quantity.start
    )


_BY_UNIT: dict[str, _Rule] = {
    "件": _title,
    "项": _title,
    "吨": _size,
    **dict.fromkeys(("千伏", "kV", "KV", "伏"), _voltage),
    **dict.fromkeys(("岁", "周岁"), _age),
    "公里": _around_the_corner,
    "期": _stage,
    "类": _grade,
    **dict.fromkeys(("栋", "幢"), _address),
    "分": _time_or_share,
    "位": _all_in_one,
    **dict.fromkeys("hsPWV", _letter),
}
