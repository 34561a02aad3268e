from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from xushi_web.accounts.actors import System
from xushi_web.agencies.models import Government
from xushi_web.audit.actions import digest, record
from xushi_web.audit.models import AuditEntry, Chain, Outcome, Tag
from xushi_web.audit.origin import coming_from
from xushi_web.audit.queries import first_broken, verify_all

from ..conftest import tampering


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
    with tampering():
        AuditEntry.objects.filter(sequence=2).update(actor="somebody else")
    assert first_broken(city.pk) == 2


def test_a_removed_entry_is_found(city: Government) -> None:
    _write(city, 3)
    with tampering():
        AuditEntry.objects.filter(sequence=2).delete()
    assert first_broken(city.pk) == 2


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError, match="in the transaction of the change"):
        record(actor=System("test"), tag=Tag.USER_CREATED, subject="x", government=None)


def test_a_removed_end_is_found(city: Government) -> None:
    _write(city, 3)
    with tampering():
        AuditEntry.objects.filter(sequence=3).delete()
    assert first_broken(city.pk) == 3


@pytest.mark.parametrize("change", [{"address": "10.0.0.9"}, {"outcome": "done"}, {"version": 1}])
def test_the_address_the_outcome_and_the_way_of_digesting_cannot_be_changed(
    city: Government, change: dict[str, object]
) -> None:
    with coming_from("10.0.0.1"), transaction.atomic():
        record(actor=System("test"), tag=Tag.SIGN_IN_FAILED, subject="x", government=city.pk, outcome=Outcome.FAILED)
    assert first_broken(city.pk) is None
    with tampering():
        AuditEntry.objects.update(**change)
    assert first_broken(city.pk) == 1


def _old(government: Government) -> AuditEntry:
    """Turn the only entry into one from before the address was kept, as it was written then."""
    entry = AuditEntry.objects.get(chain__key=str(government.pk))
    entry.version, entry.address = 1, ""
    entry.digest = digest(entry)
    with tampering():
        entry.save()
    Chain.objects.filter(pk=entry.chain_id).update(head=entry.digest)
    return entry


def test_entries_from_before_the_address_was_kept_still_hold(city: Government) -> None:
    _write(city, 1)
    _old(city)
    _write(city, 1)
    assert first_broken(city.pk) is None


def test_no_entry_of_the_old_kind_stands_after_one_of_the_new(city: Government) -> None:
    _write(city, 2)
    entry = AuditEntry.objects.get(sequence=2)
    entry.version = 1
    entry.digest = digest(entry)
    with tampering():
        entry.save()
    Chain.objects.update(head=entry.digest)
    assert first_broken(city.pk) == 2


@pytest.mark.parametrize("statement", ["UPDATE audit_auditentry SET actor = 'x'", "DELETE FROM audit_auditentry"])
def test_the_database_itself_refuses_to_change_and_to_delete(city: Government, statement: str) -> None:
    _write(city, 1)
    with (
        pytest.raises(DatabaseError, match="audit entries are never changed and only deleted up to an anchor"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert first_broken(city.pk) is None
    assert AuditEntry.objects.count() == 1


def test_every_chain_is_told_by_itself(city: Government, other_city: Government) -> None:
    _write(city, 2)
    _write(other_city, 2)
    with tampering():
        AuditEntry.objects.filter(chain__key=str(city.pk), sequence=2).update(subject="y")
    assert {verdict.key: verdict.broken for verdict in verify_all()} == {str(city.pk): 2, str(other_city.pk): None}
