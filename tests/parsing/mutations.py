"""Damaged documents: cut, doubled, shuffled, with bytes flipped and blanks put in, always the same for a seed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

LONGEST = 400  #: characters or bytes that one damage touches


def mutated(seeds: Sequence[bytes], number: int) -> bytes:
    """Return damage number `number` done to one of `seeds`; never empty."""
    dice = Random(number)  # noqa: S311 - nothing is kept secret by it
    data = dice.choice(seeds)
    for _ in range(dice.randint(1, 4)):
        data = dice.choice((_cut, _doubled, _shuffled, _flipped, _blanks, _grafted))(data, seeds, dice)
    return data or b"."


def _stretch(data: bytes, dice: Random) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.randint(1, LONGEST))


def _cut(data: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    start, end = _stretch(data, dice)
    return data[:start] + data[end:]


def _doubled(data: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    start, end = _stretch(data, dice)
    return data[:end] + data[start:end] + data[end:]


def _shuffled(data: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    lines = data.split(b"\n")
    start = dice.randrange(len(lines))
    some = lines[start : start + dice.randint(2, 40)]
    dice.shuffle(some)
    return b"\n".join([*lines[:start], *some, *lines[start + len(some) :]])


def _flipped(data: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    changed = bytearray(data)
    for _turn in range(dice.randint(1, 12)):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


_BLANKS = tuple(
    text.encode() for text in (" ", "   ", "\t", "\n", "\u3000", "\u200b", "\r\n", "\f", "\v", "|", "(", "）", "：")
)


def _blanks(data: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    for _turn in range(dice.randint(1, 12)):
        at = dice.randrange(len(data) + 1)
        data = data[:at] + dice.choice(_BLANKS) + data[at:]
    return data


def _grafted(data: bytes, seeds: Sequence[bytes], dice: Random) -> bytes:
    other = dice.choice(seeds)
    start, end = _stretch(other, dice)
    at = dice.randrange(len(data) + 1)
    return data[:at] + other[start:end] + data[at:]
