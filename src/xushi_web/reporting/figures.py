"""Figures as people give them, as they stand in a narrative, and what they say of the pace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from xushi.document import model as tree
from xushi.pacing import Bound, bind_report, end_of
from xushi.pacing.wording import Wording
from xushi.spans import Span
from xushi.targets import find_targets
from xushi.targets.model import Target
from xushi_web.reporting.errors import Incomplete

_NUMBER = re.compile(r"[-+−]?\d[\d,，]*(?:\.\d+)?")
_WRITTEN_NUMBER = re.compile(r"^[\d.,，\-—–~～至到]+")


@dataclass(frozen=True, slots=True)
class Given:
    """One figure as a form gives it: of which target, the words, the period it belongs to, and whose it is."""

    of: str
    promised: str
    written: str
    period: str
    agency: str = ""  #: key of the unit whose share it is
    place: tuple[int, int] | None = None  #: in the narrative


@dataclass(frozen=True, slots=True)
class Proposal:
    """A figure found in a narrative that speaks of a target."""

    target: Target
    fact: Target
    place: Span  #: in the narrative
    period: str


def unit_as_written(target: Target) -> str:
    """Return the unit as the promise writes it, 万 and 亿 included: ``亿元`` of 1350亿元."""
    return unit_in(target.text) or target.unit or ""


def unit_in(words: str) -> str:
    """Return what follows the number in the words of a figure: ``亿元`` of 1350亿元; nothing where none leads."""
    solid = "".join(words.split())
    rest = _WRITTEN_NUMBER.sub("", solid)
    return rest if rest != solid else ""


def bare(written: str, unit: str) -> str:
    """Return the number alone of a figure in the unit that stands beside it (62 of 62间); another stays as written."""
    number = written.strip().removesuffix(unit).strip() if unit else written.strip()
    return number if is_bare(number) else written


def is_bare(written: str) -> bool:
    """Tell whether words are a number without a unit, or nothing."""
    return not written.strip() or _NUMBER.fullmatch(written.strip()) is not None


def read_figure(written: str, target: Target) -> tuple[Decimal, str]:
    """Return the value in the plain unit, and the words with their unit: ``852.9`` for 1350亿元 is 852.9亿元.

    Raises `Incomplete` for what is no figure, or one in another unit than the target's.
    """
    given = "".join(written.split()).replace("，", ",").replace("−", "-")
    unit = unit_as_written(target)
    sign = -1 if given.startswith("-") else 1
    bare = given.lstrip("+-")
    text = bare + unit if _NUMBER.fullmatch(bare) else bare
    found = find_targets(text.replace(",", ""))
    if len(found) != 1 or not (found[0].unit or unit):
        raise Incomplete(
            _("指标“%(name)s %(promised)s”填的“%(given)s”不是一个数，请填写数字，例如“12.5”或“12.5%(unit)s”。")
            % {"name": target.of or "", "promised": target.text, "given": written, "unit": unit}
        )
    (fact,) = found
    if (fact.unit or "") != (target.unit or "") and not {fact.unit, target.unit} <= {"%", "个百分点"}:
        raise Incomplete(
            _("指标“%(name)s %(promised)s”的单位是“%(unit)s”，填的却是“%(given)s”，请换算后填写。")
            % {"name": target.of or "", "promised": target.text, "unit": target.unit or _("无"), "given": written}
        )
    return sign * fact.value, ("-" if sign < 0 else "") + text


def proposals(narrative: str, promise: str, targets: Sequence[Target], *, year: int, period: str) -> list[Proposal]:
    """Return which figures of a narrative speak of which targets, each with its place and the period it belongs to.

    `promise` is the text of the commitment; the two are read as one text, as they stand in a bulletin.
    """
    offset = len(promise) + 1
    text = f"{promise}\n{narrative}"
    own = {(found.text, found.value): found.span for found in find_targets(promise, year)}
    placed = tuple(
        replace(target, span=own.get((target.text, target.value), Span(0, len(promise)))) for target in targets
    )
    facts = tuple(
        replace(fact, span=Span(fact.span.start + offset, fact.span.end + offset))
        for fact in find_targets(narrative, year)
    )
    node = tree.Commitment(None, promise, targets=placed, report=tree.Report(None, None, narrative, facts))
    bounds = bind_report(node, Wording(text), year, end_of(period, year))
    back = dict(zip(placed, targets, strict=True))
    return [
        Proposal(
            back[bound.target],
            bound.fact,
            Span(bound.fact.span.start - offset, bound.fact.span.end - offset),
            bound.fact.period or period,
        )
        for bound in bounds
        if not bound.expected
    ]


def bound_figures(
    targets: Iterable[Target], figures: Iterable[tuple[str, str, str, Decimal, str]], *, year: int
) -> list[Bound]:
    """Return the figures of a report bound to the targets they were given for: (of, promised, written, value, period).

    One whose target has been changed meanwhile binds to nothing.
    """
    named = {(target.of or "", target.text): target for target in targets}
    return [
        Bound(target, replace(target, text=written, value=value, value_high=None, span=Span(0, 0)), on, False, True)  # noqa: FBT003 - a record
        for of, promised, written, value, period in figures
        if (target := named.get((of, promised))) is not None and (on := _day(period, year)) is not None
    ]


def _day(period: str, year: int) -> date | None:
    return end_of(period, year)
