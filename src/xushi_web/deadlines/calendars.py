"""A person's deadlines as a calendar that other programs subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from xushi_web.deadlines.registry import Deadline

DAY = timedelta(days=1)


def calendar_of(deadlines: Iterable[Deadline], site: str, now: datetime) -> bytes:
    """Return the calendar file: one day for each deadline, with an alarm the day before.

    Events rather than to-dos, because most calendars show no to-dos of others. Their UID stays the same while the
    duty does, so a subscriber sees a deadline move instead of a second one.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Xushi//deadlines//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("序时：到期事项"))
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    host = urlsplit(site).hostname or "xushi"
    for row in deadlines:
        event = Event()
        event.add("uid", f"{uuid5(NAMESPACE_URL, row.key)}@{host}")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", row.due)
        event.add("dtend", row.due + DAY)
        event.add("summary", row.in_words())
        event.add("url", f"{site}{row.link}")
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", row.in_words())
        alarm.add("trigger", -DAY)
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
