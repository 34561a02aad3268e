from __future__ import annotations

from datetime import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from xushi_web.errata.actions import report_error
from xushi_web.errata.models import Erratum
from xushi_web.programmes.models import Commitment

from ..conftest import Take
from ..invented import breakdown

#: A Friday.
NOW = datetime(2025, 9, 26, 9, 0, tzinfo=timezone.get_default_timezone())
WRONG, CONTACT = "开工数应为3所，不是30所。", "13800001234"


@pytest.fixture
def school(accepted: Take) -> Commitment:
    accepted(breakdown())
    return Commitment.objects.select_related("government").get(number="1")


@pytest.fixture
def erratum(school: Commitment) -> Erratum:
    return report_error(
        actor=AnonymousUser(),
        government=school.government,
        page=reverse("portal:commitment", args=[school.pk]),
        commitment=school,
        text=WRONG,
        contact=CONTACT,
        now=NOW,
    )
