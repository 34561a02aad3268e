"""What a value says about another value (变化): 同比增长, 滞后序时进度, 完成目标的 81.9%.

All rules look at the words between the beginning of the clause, or the quantity before, and the value.
"""

from __future__ import annotations

from xushi.patterns import lazy
from xushi.targets._quantity import Quantity
from xushi.targets.model import Change

_PLAN = "(?:序时|目标|计划|任务|进度)"
_LAGS = rf"滞后|落后|(?:低于|慢于|欠|未达)[^，。；]{{0,4}}{_PLAN}|[比较][^，。；]{{0,6}}{_PLAN}[低少慢]"
_LAG = lazy(_LAGS)
_LAG_IN_PERCENT = lazy(rf"(?:{_LAGS})[^，。；]{{0,6}}$")
_SHORT_OF = lazy(r"[比较][^，。；]{1,8}(?:(少|低)|(多|高))$")
_UP = lazy(
    r"(?:增长|上升|提高|增加|增收|增产|多增|提升|上涨|递增|扩大|增幅)(?!到|至|为|率|值|额|量)(?P<rest>[^，。；增升高减降]{0,6})$"
)
_DOWN = lazy(
    r"(?:下降|降低|减少|压减|压降|回落|缩减|压缩|下滑|下跌|减量|缩短|收窄|削减|减收|减产|精简|减)(?!到|至|为|率)(?P<rest>[^，。；]{0,6})$"
)
_LEVEL = lazy(r"到|至|为|率|达")
_YEAR_ON_YEAR = lazy(r"同比|同期|[较比](?:上年|去年|上一年)")
_COMPLETION = lazy(
    r"(?:完成|占|仅为|^为)[^，。；]{0,14}(?:目标|计划|任务|工程量|总量|进度|预算)[^，。；]{0,6}$|(?:完成|完工)率?[^，。；率]{0,6}$"
)
#: Works of which a bare share is done: 主体结构 80%.
_WORKS = ("主体", "主体结构", "结构", "装修", "施工", "土建", "桩基", "安装", "回填", "开挖", "铺装", "砌筑")
_TOLD = lazy(r"(?P<period>当季|当期|本期|当月)|同比|同期|[较比](?:上年|去年|上一年)")
_DIFFERENT = ("少", "低", "多", "高")


def change(clause: str, quantity: Quantity) -> Change | None:
    """Return what the words in front of `quantity`, `clause`, say about its relation to another value, or None."""
    relative = quantity.kind in {"percent", "percentage_points"} or quantity.name in {"倍", "番"}
    if relative and (_LAG if quantity.kind == "percentage_points" else _LAG_IN_PERCENT).search(clause):
        return Change.LAG
    if relative and quantity.comparator != "full":
        direction = _direction(clause)
        if direction:
            return direction
        if quantity.kind == "percent" and (_COMPLETION.search(clause) or clause.rstrip().endswith(_WORKS)):
            return Change.COMPLETION
    if clause.endswith(_DIFFERENT) and (short := _SHORT_OF.search(clause)):
        return Change.DOWN if short[1] else Change.UP
    # 累计 says how a figure was counted and not what it is measured against: it stays in the text.
    told = _TOLD.search(clause)
    if told is None:
        return None
    if told["period"]:
        return Change.INCREMENT
    return None if relative else _direction(clause)  # 同比增收 4.2 亿元


def _direction(clause: str) -> Change | None:
    up, down = _UP.search(clause), _DOWN.search(clause)
    match = up or down
    if match is None or _LEVEL.search(match["rest"]):
        return None
    # 增长 without a base means the year before: 地区生产总值增长 7%.
    year_on_year = _YEAR_ON_YEAR.search(clause) is not None or match[0].startswith("增长")
    if up:
        return Change.YEAR_ON_YEAR_UP if year_on_year else Change.UP
    return Change.YEAR_ON_YEAR_DOWN if year_on_year else Change.DOWN
