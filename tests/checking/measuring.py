"""The rules measured with a clerk's list: what of it they find, and what they report beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xushi.problems import Problem

from .clerk.lists import ClerksList, Objection

#: Codes of rules that the clerk had no name for.
UNNAMED = {"words-doubled", "money-without-unit", "votes-differ"}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a check found of a list."""

    missed: tuple[Objection, ...]  #: sure objections for which a rule exists
    confirmed: tuple[Problem, ...]  #: reported, and objected to by the clerk
    beyond: tuple[Problem, ...]  #: reported, and not on the list
    cried: tuple[Problem, ...]  #: reported where the list asks for silence


def measure(found: Sequence[Problem], clerk: ClerksList) -> Measured:
    """Compare what was reported with a clerk's list."""
    sure = [
        objection
        for objection in clerk.objections
        if objection.certainty == "sure" and objection.code != "other" and objection.quantified
    ]
    confirmed = [problem for problem in found if any(_is_same(problem, objection) for objection in clerk.objections)]
    cried = [
        problem
        for problem in found
        if any(
            entry.item == (problem.item or "") and entry.about == problem.code and _meets(problem, entry.spans[:1])
            for entry in clerk.silent
        )
        and problem not in confirmed
    ]
    return Measured(
        tuple(objection for objection in sure if not any(_is_same(problem, objection) for problem in found)),
        tuple(confirmed),
        tuple(problem for problem in found if problem not in confirmed and problem not in cried),
        tuple(cried),
    )


def _is_same(problem: Problem, objection: Objection) -> bool:
    if objection.item != (problem.item or ""):
        return False
    codes = {objection.code, *objection.or_codes}
    named = problem.code in codes or ("other" in codes and problem.code in UNNAMED)
    return named and _meets(problem, objection.spans)


def _meets(problem: Problem, spans: Sequence[object]) -> bool:
    return problem.span is not None and any(problem.span.overlaps(span) for span in spans)  # type: ignore[arg-type]
