from __future__ import annotations

from decimal import Decimal

import pytest

from xushi_web.ids import uuid7
from xushi_web.programmes.models import Target
from xushi_web.records import ExactDecimalField

from ..conftest import Take
from ..invented import breakdown


def test_keys_are_version_seven_and_in_the_order_they_were_made() -> None:
    keys = [uuid7() for _ in range(10_000)]
    assert keys == sorted(keys)
    assert {key.version for key in keys} == {7}
    assert {key.variant for key in keys} == {"specified in RFC 4122"}


@pytest.mark.parametrize("digits", ["0.1", "80000000", "123456789012345678901234567890.123456789", "-1.8"])
def test_a_decimal_comes_back_from_the_database_as_it_was(accepted: Take, digits: str) -> None:
    accepted(breakdown())
    Target.objects.update(value=Decimal(digits))
    row = Target.objects.all()[0]
    assert row.value == Decimal(digits)
    assert row.value_high is None


def test_a_decimal_is_kept_as_plain_digits() -> None:
    assert ExactDecimalField().get_prep_value(Decimal("8.0E+7")) == "80000000"
