"""Stated rates (完成目标的81.9%, 完工率86.6%), recomputed from the figures beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xushi.document.model import Commitment
from xushi.pacing.figures import Figure, points, rounded, share
from xushi.pacing.likeness import same_measure
from xushi.pacing.reporting import Bound
from xushi.pacing.wording import Wording, without_empty_words
from xushi.problems import Message
from xushi.targets.model import Change, Comparator, Kind, Target

_NUMBER = re.compile(r"\d+(?:\.(?P<decimals>\d+))?")
_OF_THE_TARGET = re.compile("目标|任务|计划|全年|年度|完工|完成|总|占|达|约|已|序时|进度|比例|率|其中")
_REACH = 24  #: characters between a figure and the rate that is said of it
_VAGUE = {Comparator.ABOUT, Comparator.MORE, Comparator.LESS, Comparator.RANGE}


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A stated rate beside the one that its figures give."""

    stated: Target
    part: Figure
    whole: Figure
    computed: Decimal  #: in percent, unrounded
    agrees: bool  #: as far as the digits that are written can tell
    sentence: Message


def recompute_rates(commitment: Commitment, bound: Sequence[Bound], wording: Wording) -> tuple[Recomputed, ...]:
    """Return every stated completion rate of a report that can be recomputed.

    The part is the figure right before the rate in its sentence, the whole is the target it is bound to. Where it is
    bound to none, a target in the same unit counts only if it confirms the rate.
    """
    if commitment.report is None:
        return ()
    facts = commitment.report.facts
    found: list[Recomputed] = []
    for index, rate in enumerate(facts):
        if rate.change is not Change.COMPLETION or rate.kind is not Kind.PERCENT or rate.comparator in _VAGUE:
            continue
        part = _part_of(rate, facts[:index], wording)
        if part is None:
            continue
        own = next(
            (known.target for known in bound if known.fact == part and known.certain and not known.expected), None
        )
        if own is not None:
            found.append(_recomputed(rate, part, own))
            continue
        candidates = [_recomputed(rate, part, target) for target in commitment.targets if same_measure(target, part)]
        found += [candidate for candidate in candidates if candidate.agrees][:1]
    return tuple(found)


def _part_of(rate: Target, before: Sequence[Target], wording: Wording) -> Target | None:
    sentence = wording.sentence(rate.span)
    if not before:
        return None
    part = before[-1]
    near = sentence.contains(part.span) and rate.span.start - part.span.end <= _REACH
    said = _OF_THE_TARGET.sub("", without_empty_words(wording.before(rate.span)))
    near = near and not said
    usable = part.kind is not Kind.PERCENT and part.comparator not in _VAGUE and part.value > 0
    return part if near and usable else None


def _recomputed(rate: Target, part: Target, whole: Target) -> Recomputed:
    computed = share(part.value, whole.value)
    half = _half_a_digit(part)
    low, high = share(part.value - half, whole.value), share(part.value + half, whole.value)
    slack = _half_a_digit(rate, exact_integers=False)
    agrees = rate.value - slack <= high and low <= rate.value + slack
    values = {
        "part": str(Figure.of(part)),
        "whole": str(Figure.of(whole)),
        "computed": points(computed),
        "stated": "".join(rate.text.split()),
        "difference": points(abs(rounded(computed) - rate.value)),
    }
    template = (
        "{part}÷{whole}={computed}%，与文中的{stated}相符。"
        if agrees
        else "{part}÷{whole}={computed}%，文中写{stated}，相差{difference}个百分点。"
    )
    return Recomputed(rate, Figure.of(part), Figure.of(whole), computed, agrees, Message(template, values))


def _half_a_digit(quantity: Target, *, exact_integers: bool = True) -> Decimal:
    """Return half of the last digit that is written, in the plain unit: 6.9亿美元 may be 5000000 more or less.

    A whole number without 万 or 亿 is exact, unless it is a rate.
    """
    written = _NUMBER.search(_THOUSANDS.sub("", "".join(quantity.text.split()).translate(_ASCII)))
    if written is None or quantity.value == 0:
        return Decimal(0)
    number = Decimal(written[0])
    if exact_integers and written["decimals"] is None and number == quantity.value:
        return Decimal(0)
    multiplier = quantity.value / number if number else Decimal(1)
    return multiplier.scaleb(-len(written["decimals"] or "")) / 2


_THOUSANDS = re.compile(r",(?=\d{3})")
_ASCII = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
