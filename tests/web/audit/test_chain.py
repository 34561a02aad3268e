from __future__ import annotations

import pytest
from django.db import transaction

from xushi_web.accounts.actors import System
from xushi_web.agencies.models import Government
from xushi_web.audit.actions import record
from xushi_web.audit.models import AuditEntry, Tag
from xushi_web.audit.queries import first_broken


def _write(government: Government, count: int) -> None:
    with transaction.atomic():
        for number in range(count):
            record(
                actor=System("test"),
                tag=Tag.DOCUMENT_ACCEPTED,
                subject=f"document-{number}",
                government=government.pk,
                details={"标题": "通报"},
            )


def test_an_untouched_chain_holds(city: Government) -> None:
    _write(city, 3)
    assert first_broken(city.pk) is None


def test_entries_are_numbered_from_one_in_each_government(city: Government, other_city: Government) -> None:
    _write(city, 2)
    _write(other_city, 1)
    assert list(AuditEntry.objects.filter(chain__key=str(city.pk)).values_list("sequence", flat=True)) == [1, 2]
    assert list(AuditEntry.objects.filter(chain__key=str(other_city.pk)).values_list("sequence", flat=True)) == [1]


def test_a_changed_entry_is_found(city: Government) -> None:
    _write(city, 3)
    AuditEntry.objects.filter(sequence=2).update(actor="somebody else")
    assert first_broken(city.pk) == 2


def test_a_removed_entry_is_found(city: Government) -> None:
    _write(city, 3)
    AuditEntry.objects.filter(sequence=2).delete()
    assert first_broken(city.pk) == 2


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError, match="in the transaction of the change"):
        record(actor=System("test"), tag=Tag.USER_CREATED, subject="x", government=None)
