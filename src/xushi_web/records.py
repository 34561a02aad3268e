"""What all rows have in common: their key, the government they belong to, the place they were read from."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models

from xushi.targets.model import plain
from xushi_web.ids import uuid7

if TYPE_CHECKING:
    from xushi_web.agencies.models import Government

    #: What a `CharField` is to the type checker; at run time it takes no parameters.
    _Digits = models.CharField[Decimal | str | int | None, Any]
else:
    _Digits = models.CharField


class Record(models.Model):
    """A row with a UUIDv7 key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        """Not a table of its own."""

        abstract = True


Row = TypeVar("Row", bound=models.Model)


class ScopedQuerySet(models.QuerySet[Row]):
    """Rows of governments; every query begins with `of`."""

    def of(self, government: Government) -> Self:
        """Return the rows that belong to `government`."""
        return self.filter(government=government)


class GovernmentRecord(Record):
    """A row that belongs to one government, and carries its key so that the schema can be sharded by it."""

    government = models.ForeignKey("agencies.Government", on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        """Not a table of its own."""

        abstract = True


class SourcedRecord(GovernmentRecord):
    """A row that was read from a document: `start` and `end` are code points of its decoded text.

    A value made by hand has no place (`start` is None); one changed by hand keeps the place of what it replaces
    and says so in `by_hand`.
    """

    document = models.ForeignKey("documents.SourceDocument", on_delete=models.PROTECT, related_name="+")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    by_hand = models.BooleanField(default=False)

    class Meta:
        """Not a table of its own."""

        abstract = True


class ExactDecimalField(_Digits):
    """A decimal kept as its digits, because SQLite would keep it as a binary fraction.

    Not to be sorted or added up in SQL; targets of different units could not be anyway.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 60, **kwargs})

    def from_db_value(self, value: str | None, *_: object) -> Decimal | None:
        """Return the digits as a number."""
        return None if value is None else Decimal(value)

    def to_python(self, value: Any) -> Any:
        """Return what was given as a number."""
        return value if value is None or isinstance(value, Decimal) else Decimal(value)

    def get_prep_value(self, value: Any) -> str | None:
        """Return the number as plain digits, without exponent."""
        return None if value is None else plain(Decimal(value))
