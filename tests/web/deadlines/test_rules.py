from __future__ import annotations

from datetime import timedelta

import pytest

from xushi_web.deadlines.rules import step_of

from .conftest import DUE


@pytest.mark.parametrize(
    ("left", "step"),
    [(30, None), (8, None), (7, 7), (6, 7), (2, 7), (1, 1), (0, 0), (-1, 0), (-2, -2), (-3, -2), (-4, -4), (-31, -30)],
)
def test_the_step_that_is_reached(left: int, step: int | None) -> None:
    assert step_of(DUE, DUE - timedelta(days=left)) == step
