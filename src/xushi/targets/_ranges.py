"""Ranges and bounds: 10-20家, 5万—200万元, 60-80%, 大于100并且小于300, 3年以上7年以下, 不低于 80%, 30 项以上."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xushi.numerals import parse_numeral
from xushi.patterns import lazy
from xushi.quantities import comparator_after, comparator_before
from xushi.targets._places import BLANKS
from xushi.targets._quantity import Quantity
from xushi.targets._terms import term

_TO = lazy(
    r"\s{0,2}(?:[（(]含[)）])?\s{0,2}(?:[-–—―~〜]{1,2}|至|到)\s{0,2}(?=[0-9零一二三四五六七八九十百两壹贰叁肆伍陆柒捌玖])"
)
_MAY_JOIN = frozenset("-–—―~〜至到与和（( \n\t\r\u3000\u00a0")
_BETWEEN = lazy(r"\s{0,2}[与和]\s{0,2}(?=[0-9一二三四五六七八九十百两])")
_TWO_BOUNDS = lazy(
    r"(?:\s?(?:以上))?\s?[，,]?\s?(?:并且|并|且|又)?\s?(?:小于等于|小于|低于|少于|不超过|不大于|不高于|≤|<)?\s?(?=[0-9一二三四五六七八九十百千])"
)
_EACH = lazy(r"每[周月天年日季人户][人户]?\s{0,2}$")
_FAR = frozenset("每至最")  #: what a bound further off contains
_FAR_REACH = 7
_DISTANT = lazy(r"(?:至少|最少|最多|至多)[^，。；、,;\d\s]{1,4}$")  # 至少建成 5 个
_OF_BASE = lazy(r"(不低于|不少于|不超过|不高于|超过|低于|达到|高于)[^，。；、,;\d]{1,16}的\s?$")
_OF_BASE_BOUNDS = {
    "不低于": ">=",
    "不少于": ">=",
    "不超过": "<=",
    "不高于": "<=",
    "超过": ">",
    "高于": ">",
    "低于": "<",
}
_INSIDE = frozenset({"duration", "percent", "length", "money"})  #: kinds that 内 binds: 3 天内, but 36 家内资企业


def with_range(text: str, low: Quantity) -> Quantity:
    """Return the range that `low` begins, or `low` itself."""
    if text[low.end : low.end + 1] not in _MAY_JOIN:
        return low
    joint = _TO.match(text, low.end)
    between = None if joint or low.name is not None else _BETWEEN.match(text, low.end)
    joint = joint or between
    if joint is None:
        return low
    high = term(text, joint.end(), signed=False)
    if between and not (high and text.startswith(("间", "之间"), high.end)):
        return low  # 与 alone only enumerates; 10000与20000之间 is a range
    if high is None or high.ordinal or high.start != joint.end() or low.name not in {None, high.name}:
        return low
    start, value = low.start, low.value
    if low.name is None and not low.scaled and high.scaled and 0 < low.value < _coefficient(text, high):
        value *= high.value / _coefficient(text, high)  # 2到3万元
    if low.name is None and high.name == "成":
        value *= 10
    if not value < high.value:
        return low
    return replace(high, start=start, value=value, high=high.value, comparator="range", ordinal=low.ordinal)


def _coefficient(text: str, quantity: Quantity) -> Decimal:
    """Return the number before 万 and 亿: 3 of 3万港元."""
    numeral = text[quantity.start : quantity.end]
    cut = min(place for place in (numeral.find("万"), numeral.find("亿")) if place >= 0)
    return parse_numeral(numeral[:cut].rstrip(BLANKS + "余多几")) or quantity.value


def with_bounds(text: str, quantity: Quantity) -> Quantity:
    """Return `quantity` with the bounds that stand right before and after it."""
    if quantity.high is not None or quantity.ordinal:
        return quantity
    before = comparator_before(text, quantity.start)
    if before is None and not _FAR.isdisjoint(text[max(0, quantity.start - _FAR_REACH) : quantity.start]):
        before = _distant_bound(text, quantity.start)
    after = comparator_after(text, quantity.end)
    if after and text[after[1] - 1] == "内" and quantity.kind not in _INSIDE:
        after = None
    if (before in {">", ">="}) or (after and after[0] == ">="):
        high = _second_bound(text, quantity)
        if high:
            return replace(high, start=quantity.start, value=quantity.value, high=high.value, comparator="range")
    if after and quantity.comparator != "full":
        quantity.comparator = after[0]
    elif quantity.comparator == "=":
        if before:
            quantity.comparator = before
        elif quantity.kind == "percent" and "的" in text[max(0, quantity.start - 2) : quantity.start]:
            base = _OF_BASE.search(text[max(0, quantity.start - 24) : quantity.start])
            quantity.comparator = _OF_BASE_BOUNDS.get(base[1], "=") if base else "="
    return quantity


def _distant_bound(text: str, start: int) -> str | None:
    """Return the bound before 每周 or a verb: 至少每周 2 天, 至少建成 5 个."""
    near = text[max(0, start - _FAR_REACH) : start]
    distant = _DISTANT.search(near)
    if distant:
        return ">=" if distant[0][1] == "少" else "<="
    each = _EACH.search(near)
    return comparator_before(text, start - len(each[0])) if each else None


def _second_bound(text: str, low: Quantity) -> Quantity | None:
    """Return the upper end of 大于100并且小于300 or 3年以上7年以下, or None."""
    joint = _TWO_BOUNDS.match(text, low.end)
    if joint is None or joint.end() == low.end:
        return None
    high = term(text, joint.end(), signed=False)
    if high is None or high.name != low.name or not low.value < high.value:
        return None
    after = comparator_after(text, high.end)
    bound = comparator_before(text, high.start)
    return high if bound in {"<", "<="} or (after and after[0] == "<=") else None
