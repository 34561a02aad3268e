"""Does a numeral stand for a quantity? It does with a unit, 万 or 亿, behind a bound, as a rank, alone in a cell."""

from __future__ import annotations

from xushi.patterns import lazy
from xushi.quantities import comparator_after, comparator_before
from xushi.targets._names import is_name
from xushi.targets._places import begins_item, is_everything, is_latin
from xushi.targets._quantity import Quantity
from xushi.targets._terms import COLLECTIVES

_RANKS = frozenset({"位", "名"})
_RANKED = lazy(
    r"(?:全省|全国|全市|全县|全区|全球|世界|亚洲|全县|苏[北中南]|地区|省内|国内|同类|排名|位列|位居|位次|居|列|排|均|名列|跃居|[跃上]升[至到]|进入|跻身|保持)(?:的|第)?\s{0,2}$"
)
_MEASURED = ("同比", "指数为", "指数达", "达到", "达", "均为", "分别为", "得分", "评分")
_INDEXED = lazy(r"(?:系数|指数|[度率比值])[^，。；,;\d]{0,6}(?:到|至|为|达)\s{0,2}$")
_BARE_RANGE = ("是", "为", "在", "从", "有", "达")


def stands(text: str, quantity: Quantity) -> bool:
    """Tell whether `quantity` is one, and turn it into a rank where it is one: 第2位, 全省第一, 前三名."""
    if quantity.ordinal:
        return _as_rank(text, quantity)
    if text[quantity.start - 1 : quantity.start] == "前" and quantity.start and _as_rank(text, quantity):
        quantity.comparator = "<="
        return True
    if is_everything(text, quantity.start, quantity.end):
        return True
    if quantity.name is None and not _counts_without_unit(text, quantity):
        return False
    return not is_name(text, quantity)


def _counts_without_unit(text: str, quantity: Quantity) -> bool:
    """Tell whether a numeral without a unit is a quantity: 11万农村妇女, 指数同比 100.9, 超过 80."""
    after = text[quantity.end : quantity.end + 1]
    if is_latin(after) or after in set("#+/.") or (quantity.chinese and not quantity.value):
        return False
    if "分之" in text[quantity.start : quantity.end]:
        return True  # 精简材料三分之一
    if quantity.chinese and text.endswith("国", 0, quantity.start):
        return False  # 国三及以下柴油货车: a standard of emissions
    if text.startswith(COLLECTIVES, quantity.end):
        return not quantity.chinese
    if quantity.scaled:
        return not (quantity.chinese and quantity.end - quantity.start < 2)
    closed = not after.strip() or after in "的，。；,;、)）？" or not after.isalnum()
    if quantity.high is not None:
        return (
            text.startswith(("间", "之间"), quantity.end)
            or text.endswith(_BARE_RANGE, 0, quantity.start)
            or comparator_before(text, quantity.start) is not None
        )
    if quantity.comparator != "=":
        return closed or comparator_after(text, quantity.end) is not None
    if quantity.chinese or begins_item(text, quantity.start) or after == "、":
        return False
    before = text[max(0, quantity.start - 4) : quantity.start].rstrip()
    if after.strip() and after not in "，。；,;)）":
        return False
    if before.endswith(_MEASURED):
        return True
    return "." in text[quantity.start : quantity.end] and bool(
        _INDEXED.search(text[max(0, quantity.start - 16) : quantity.start])
    )


def _as_rank(text: str, quantity: Quantity) -> bool:
    """Turn 第2位, 全省第一 into a rank and tell whether it is one; 第三季度, 第6项 are not."""
    window = text[max(0, quantity.start - 7) : quantity.start - 1]
    first = text[quantity.start - 1] == "第"
    ranked = _RANKED.search(window) is not None
    if quantity.name in _RANKS:
        ranked = ranked or first
    elif quantity.name is not None or quantity.high is not None:
        return False
    else:
        ranked = ranked or (first and is_everything(text, quantity.start - 1, quantity.end))
    if ranked:
        quantity.start -= 1
        quantity.kind = "rank"
    return ranked
