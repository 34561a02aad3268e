"""What a quantified promise or a reported fact is, once it is found."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from xushi.spans import Span


class Comparator(StrEnum):
    """How the value binds (界限): 不低于, 以内, 左右."""

    EQUAL = "="
    AT_LEAST = ">="  #: 以上、不少于、不低于
    AT_MOST = "<="  #: 以内、不超过
    MORE = ">"  #: 突破、超过、余、多
    LESS = "<"  #: 低于、不足
    ABOUT = "~"  #: 左右、约
    RANGE = "range"  #: 10-20家
    FULL = "full"  #: 全覆盖


class Kind(StrEnum):
    """What sort of quantity it is."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    LENGTH = "length"
    AREA = "area"
    MASS = "mass"
    VOLUME = "volume"
    DURATION = "duration"
    RANK = "rank"
    CONCENTRATION = "concentration"
    OTHER = "other"


class Change(StrEnum):
    """What the value says about another value."""

    YEAR_ON_YEAR_UP = "yoy_up"  #: 同比增长、较上年增长
    YEAR_ON_YEAR_DOWN = "yoy_down"  #: 同比下降、比上年降低
    UP = "up"  #: 提高了5个百分点, against something else than the year before
    DOWN = "down"
    LAG = "lag"  #: 滞后序时进度9.8个百分点
    COMPLETION = "completion"  #: 完成目标的81.9%
    CUMULATIVE = "cumulative"  #: 累计
    INCREMENT = "increment"  #: 当季、新增部分 where the sentence says so


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity with its unit and everything the sentence says about it (指标).

    `value` is in the plain unit, 万 and 亿 multiplied out: 8000万元 is 80000000 元. `span` covers numerals and
    unit, without the comparator: in “88% 以上” it is “88%”.
    """

    text: str
    span: Span
    value: Decimal
    unit: str | None
    kind: Kind
    comparator: Comparator = Comparator.EQUAL
    value_high: Decimal | None = None  #: upper end of a range
    of: str | None = None  #: what is counted
    change: Change | None = None
    period: str | None = None  #: ``2021-01/2021-08``, ``2019-Q1`` …; None where the sentence names none

    def as_json(self) -> dict[str, Any]:
        """Return the TARGET object of the command line's JSON; numbers are decimal strings."""
        return {
            "text": self.text,
            "span": list(self.span),
            "of": self.of,
            "comparator": self.comparator.value,
            "value": plain(self.value),
            "value_high": None if self.value_high is None else plain(self.value_high),
            "unit": self.unit,
            "kind": self.kind.value,
            "change": None if self.change is None else self.change.value,
            "period": self.period,
        }


def plain(value: Decimal) -> str:
    """Return a decimal without exponent and without trailing zeros after the point: ``80000000``, ``2.5``."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
