"""One mail with all that is new for a person."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xushi_web.accounts.contacts import email_of
from xushi_web.notifications.models import Notification

#: So many are written out; the others are counted.
LONGEST = 50


def letter(person: User, news: Sequence[Notification]) -> EmailMessage:
    """Return the mail to `person` about `news`, oldest first.

    Its Message-ID is made of the person and the latest message, so that a mail which is sent a second time, after
    its worker was killed between sending and noting it, can be told by mail programs to be the same.
    """
    count = len(news)
    heading = ngettext("%(count)d条新消息", "%(count)d条新消息", count) % {"count": count}
    subject = news[0].text if count == 1 else heading
    parts = ["\n".join(_paragraph(row)) for row in news[:LONGEST]]
    if count > LONGEST:
        parts.append(_("另有%(count)d条，请到网站查看。") % {"count": count - LONGEST})
    page = address(reverse("workbench:messages"))
    parts.append(_("此邮件由系统自动发出，请勿回复。全部消息，以及改为每天一封或不发邮件：%(page)s") % {"page": page})
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return EmailMessage(
        subject=" ".join(f"【{_('序时')}】{subject}".split())[:200],
        body="\n\n".join(parts) + "\n",
        to=[email_of(person)],
        headers={
            "Message-ID": f"<{news[-1].pk.hex}.{person.pk}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def address(link: str) -> str:
    """Return the whole address of a page of this site."""
    return f"{settings.SITE_ADDRESS}{link}"


def _paragraph(row: Notification) -> list[str]:
    lines = [f"{text}\n  {address(link)}" for text, link in row.more]
    return [row.text, *([f"· {line}" for line in lines] or [address(row.link)])]
