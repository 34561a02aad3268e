"""Who issues the bulletins of a government, in which wording, and which numbers they get."""

from __future__ import annotations

import re

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import require
from xushi_web.agencies.models import Government
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.bulletins.models import Letterhead, NumberSeries, Phrase
from xushi_web.bulletins.policies import may_word
from xushi_web.bulletins.wording import PHRASES, check_wording
from xushi_web.documents.errors import Refused

_SERIES = re.compile("[一-龥]{2,12}")
_ORGANISATION = re.compile("[0-9A-Z]{9}(?:[0-9A-Z]{9})?")


def letterhead_of(government: Government) -> Letterhead:
    """Return who issues the bulletins of a government; without a setting its 督查室."""
    row = Letterhead.objects.of(government).first()
    return row or Letterhead(government=government, series="通报", issuing_body=f"{government.name}人民政府督查室")


def set_letterhead(
    *,
    actor: Actor,
    government: Government,
    series: str,
    issuing_body: str,
    organisation_code: str,
    sealed: bool = False,
) -> None:
    """Set 代字, 发布机构, organisation code, and whether bulletins are sealed.

    Raises `NotAllowed`, and `Refused` for what is no such thing.
    """
    require(may_word(actor, government), _("只有督查室可以改通报的文头。"))
    series, issuing_body, code = series.strip(), issuing_body.strip(), organisation_code.strip().upper()
    if not _SERIES.fullmatch(series):
        raise Refused(_("代字“%(series)s”不对，应为2至12个汉字，例如“通报”。") % {"series": series})
    if not issuing_body:
        raise Refused(_("请写明发布机构的全称。"))
    if code and not _ORGANISATION.fullmatch(code):
        raise Refused(_("机构代码“%(code)s”不对，应为9位或18位数字和大写字母。") % {"code": code})
    after = {"series": series, "issuing_body": issuing_body, "organisation_code": code, "sealed": sealed}
    with transaction.atomic():
        row = letterhead_of(government)
        before = {name: getattr(row, name) for name in after}
        Letterhead.objects.update_or_create(government=government, defaults=after)
        _told(actor, government, before=before, after=after)


def set_phrase(*, actor: Actor, government: Government, name: str, text: str) -> None:
    """Set the wording of one kind of sentence; an empty text takes the usual one again.

    Raises `NotAllowed`, and `Refused` for a place that the sentence has no data for.
    """
    require(may_word(actor, government), _("只有督查室可以改通报用语。"))
    if name not in PHRASES:
        raise Refused(_("没有“%(name)s”这种用语，可能页面已经过时，请刷新后再试。") % {"name": name})
    said = text.replace("\r\n", "\n").strip()
    if said:
        check_wording(name, said)
    before = Phrase.objects.of(government).filter(name=name).values_list("text", flat=True).first() or ""
    if said == (before or PHRASES[name].usual):
        return
    with transaction.atomic():
        if said:
            Phrase.objects.update_or_create(government=government, name=name, defaults={"text": said})
        else:
            Phrase.objects.of(government).filter(name=name).delete()
        _told(actor, government, phrase=name, before=before, after=said)


def next_number(government: Government, year: int) -> int:
    """Return the next number of the year; undone with the transaction, so that no number is ever missing."""
    return _next(government, "number", year)


def next_index_number(government: Government, head: Letterhead, year: int) -> str:
    """Return the next 索引号, organisation code / year - five digits, or nothing where the code is not set."""
    return f"{head.organisation_code}/{year}-{_next(government, 'index', year):05d}" if head.organisation_code else ""


def _next(government: Government, kind: str, year: int) -> int:
    series, _created = NumberSeries.objects.get_or_create(government=government, kind=kind, year=year)
    NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    series.refresh_from_db()
    return series.last


def _told(actor: Actor, government: Government, **details: object) -> None:
    record(actor=actor, tag=Tag.BULLETIN_WORDED, subject=government.pk, government=government.pk, details=details)
