from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from xushi_web.accounts.actors import System
from xushi_web.agencies.models import Government
from xushi_web.audit.actions import record
from xushi_web.audit.models import Anchor, AuditEntry, Chain, Tag
from xushi_web.audit.queries import first_broken
from xushi_web.audit.retention import TooYoung, purge

from ..conftest import tampering

TODAY = timezone.now()


def _written(monkeypatch: pytest.MonkeyPatch, government: Government, *days_ago: int) -> None:
    """Write one entry at each of these days."""
    for days in days_ago:
        with monkeypatch.context() as patch, transaction.atomic():
            patch.setattr("xushi_web.audit.actions.timezone.now", lambda days=days: TODAY - timedelta(days=days))
            record(actor=System("test"), tag=Tag.DOCUMENT_ACCEPTED, subject=str(days), government=government.pk)


def _day(ago: int) -> date:
    return timezone.localdate(TODAY - timedelta(days=ago))


def test_what_is_left_still_verifies_and_says_what_went(city: Government, monkeypatch: pytest.MonkeyPatch) -> None:
    _written(monkeypatch, city, 900, 800, 300, 1)
    purge(actor=System("purge"), before=_day(400))
    assert list(AuditEntry.objects.values_list("sequence", "tag")) == [
        (3, "document:accepted"),
        (4, "document:accepted"),
        (5, "audit:purged"),
    ]
    assert AuditEntry.objects.get(sequence=5).details["count"] == 2
    assert first_broken(city.pk) is None


def test_it_can_be_done_again_later(city: Government, monkeypatch: pytest.MonkeyPatch) -> None:
    _written(monkeypatch, city, 900, 800, 300)
    purge(actor=System("purge"), before=_day(850))
    purge(actor=System("purge"), before=_day(400))
    assert Anchor.objects.count() == 2
    assert first_broken(city.pk) is None


def test_nothing_goes_that_is_younger_than_half_a_year(city: Government, monkeypatch: pytest.MonkeyPatch) -> None:
    _written(monkeypatch, city, 900)
    with pytest.raises(TooYoung, match=r"^审计记录至少保存 180 天，不能删除 \S+ 以后的记录。请给出更早的日期。$"):
        purge(actor=System("purge"), before=_day(179))
    assert AuditEntry.objects.count() == 1


def test_the_database_takes_no_anchor_at_a_young_entry(city: Government, monkeypatch: pytest.MonkeyPatch) -> None:
    _written(monkeypatch, city, 100)
    chain = Chain.objects.get()
    with pytest.raises(DatabaseError, match="older than 180 days"), transaction.atomic():
        Anchor.objects.create(chain=chain, sequence=1, digest=chain.head, at=TODAY)


def test_an_anchor_that_no_entry_tells_of_breaks_the_chain(city: Government, monkeypatch: pytest.MonkeyPatch) -> None:
    _written(monkeypatch, city, 900, 1)
    entry = AuditEntry.objects.get(sequence=1)
    Anchor.objects.create(chain=entry.chain, sequence=1, digest=entry.digest, at=TODAY)
    AuditEntry.objects.filter(sequence=1).delete()
    assert first_broken(city.pk) == 1


def test_an_anchor_moved_by_hand_breaks_the_chain(city: Government, monkeypatch: pytest.MonkeyPatch) -> None:
    _written(monkeypatch, city, 900, 800, 1)
    purge(actor=System("purge"), before=_day(850))
    with tampering():
        AuditEntry.objects.filter(sequence=2).delete()
        Anchor.objects.update(sequence=2)
    assert first_broken(city.pk) is not None
