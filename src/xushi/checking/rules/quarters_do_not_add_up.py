"""The figures of the quarters add up to another number than the target, and the last one is not the target either.

25 + 40 + 30 + 30 stations where 100 are promised. Silent where any reading (cumulative, incremental, by stage, the
other figure of a quarter) meets the target, and where a later quarter promises the rest in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._magnitude import corrected
from xushi.checking.rules._words import named, number, off_by, written
from xushi.pacing import Binding, Reading, Unfit
from xushi.pacing.figures import amount
from xushi.problems import Severity


def _find(case: Case) -> Iterator[Finding]:
    for commitment in case.planned:
        for binding in case.plans(commitment):
            unfit = binding.plan
            if binding.torn:
                yield _torn(binding, number(commitment), case)
            if not isinstance(unfit, Unfit) or not binding.certain or unfit.said in {Reading.CUMULATIVE, Reading.LEVEL}:
                continue
            values = [planned.figure.value for planned in unfit.figures]
            falls = any(low > high for low, high in pairwise(values))
            if falls and unfit.last.value == unfit.target.value and unfit.said is not Reading.INCREMENTAL:
                continue  # a cumulative row that falls, which has a rule of its own
            finding = _said(binding, unfit, number(commitment), case)
            if finding is not None:
                yield finding


def _torn(binding: Binding, item: str, case: Case) -> Finding:
    return Finding(
        "第{item}项“{of}”：目标{target}，同一期有几个数字，各期先后为{figures}，怎样取都与目标对不上。",
        {
            "item": item,
            "of": named(binding.target, case.wording),
            "target": written(binding.target),
            "figures": "、".join(written(fact) for fact in binding.bound),
        },
        binding.bound[-1].span,
        item,
    )


def _said(binding: Binding, unfit: Unfit, item: str, case: Case) -> Finding | None:
    total = unfit.total.value
    sentence = "第{item}项“{of}”：目标{target}，各期{sum}={total}，{off}；按累计数读，末期为{last}，也不相符。"
    values = {
        "item": item,
        "of": named(binding.target, case.wording),
        "target": unfit.target,
        "sum": unfit.sum_text,
        "last": unfit.last,
    }
    if len(unfit.figures) == 1:
        sentence = "第{item}项“{of}”：目标{target}，各期中只有一期有数字{total}，{off}。"
    mended = corrected(unfit.figures)
    if mended is not None:
        suspect, row = mended
        total = sum(row, Decimal(0))
        if unfit.target.value in {total, row[-1]}:
            return None  # only the 万 is missing
        values["suspect"] = suspect.figure
        sentence = (
            "第{item}项“{of}”：目标{target}，各期{sum}，把{suspect}看作漏写“万”，相加为{total}，{off}；"
            "按累计数读，末期为{last}，也不相符。"
        )
    unit = unfit.target.unit
    values |= {"total": amount(total, unit), "off": off_by(total - unfit.target.value, unit)}
    return Finding(sentence, values, unfit.last.span, item)


RULE = Rule(
    "quarters-do-not-add-up",
    Severity.ERROR,
    "请核对各期数字和全年目标；如果是累计数，请写明“累计”。",
    _find,
)
