"""Ballots, and two lists in one document, by the second generator."""

from __future__ import annotations

from random import Random

from tests.checking.generator import Made

from .plans import amount, target_of
from .words import CITIES, CROWDS, THINGS, UNITS, Thing


def ballot(random: Random, count: int = 14) -> Made:
    """Return the votes for candidate projects; one row may add up to another total."""
    voters = random.randrange(180, 420)
    wrong = random.randrange(1, count + 1) if random.random() < 0.5 else 0
    head = random.choice(["赞成票\t反对票\t弃权票", "同意\t不同意\t弃权", "赞成\t反对\t弃权"])
    lines = [f"{random.choice(CITIES)}市2024年民生实事项目票决结果", "", f"序号\t项目名称\t{head}"]
    for number, thing in enumerate(random.sample(THINGS, count), 1):
        against, silent = random.randrange(1, 30), random.randrange(1, 20)
        yes = voters - against - silent + (random.choice([-10, 7, 20]) if number == wrong else 0)
        lines.append(
            f"{number}\t{thing.verb}{thing.name}{target_of(random, thing)}{thing.unit}\t{yes}\t{against}\t{silent}"
        )
    return Made(
        "\n".join(lines) + "\n",
        {str(number): {"votes-differ"} if number == wrong else set() for number in range(1, count + 1)},
    )


def _promised(random: Random, thing: Thing, target: int) -> str:
    written = amount(random, target, thing)
    return random.choice([f"{thing.verb}{thing.name}{written}", f"{thing.verb}{written}{thing.name}"])


def two_lists(random: Random, count: int = 10) -> Made:
    """Return the province's list and the city's: some promises stand in both, some of them with another target.

    The numbers of the second list go on from the first, so that every item has a number of its own.
    """
    things = random.sample([*THINGS, *CROWDS], 2 * count)
    shared = things[: count // 2]
    targets = {thing.name: target_of(random, thing) for thing in things}
    faults: dict[str, set[str]] = {}
    lines = [f"{random.choice(CITIES)}市2024年民生实事项目任务分解", "", "一、省定民生实事项目"]
    number = 0
    for thing in things[:count]:
        number += 1
        faults[str(number)] = set()
        lines.append(f"{number}.{_promised(random, thing, targets[thing.name])}。（牵头单位：{random.choice(UNITS)}）")
    lines += ["", "二、市定民生实事项目"]
    for thing in random.sample([*shared, *things[count : count + count - len(shared)]], count):
        number += 1
        other = thing in shared and random.random() < 0.4
        target = targets[thing.name]
        if other:
            target += 10_000 if thing in CROWDS else max(3, target // 5)
        faults[str(number)] = {"same-promise-different-targets"} if other else set()
        lines.append(f"{number}.{_promised(random, thing, target)}。（牵头单位：{random.choice(UNITS)}）")
    return Made("\n".join(lines) + "\n", faults)
