"""Which reports of errors there are for whom."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet

from xushi_web.accounts.queries import governments_of_office
from xushi_web.errata.models import OPEN, Erratum, ErratumContact
from xushi_web.errata.rules import as_receipt


def errata_of_office(user: User) -> QuerySet[Erratum]:
    """Return the reports to the governments whose office `user` is of, the latest first."""
    rows = Erratum.objects.filter(government__in=governments_of_office(user))
    return rows.select_related("commitment__programme", "government", "handled_by")


def erratum_by(receipt: str) -> Erratum | None:
    """Return the report of this receipt, as somebody typed it."""
    rows = Erratum.objects.select_related("government", "commitment__programme")
    return rows.filter(receipt=as_receipt(receipt)).first()


def contacts_over(now: datetime) -> QuerySet[ErratumContact]:
    """Return the contacts of senders who were answered long ago."""
    before = now - timedelta(days=settings.ERRATUM_CONTACT_DAYS)
    return ErratumContact.objects.exclude(erratum__state__in=OPEN).filter(erratum__handled_at__lt=before)
