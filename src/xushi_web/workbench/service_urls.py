"""Addresses of what serves everybody: messages, deadlines, and the background jobs behind them."""

from __future__ import annotations

from django.urls import path

from xushi_web.workbench.views import deadlines, jobs, notifications

urlpatterns = [
    path("deadlines/", deadlines.mine, name="deadlines"),
    path("deadlines/calendar/", deadlines.renew, name="renew-calendar"),
    path("deadlines/calendar/end/", deadlines.end, name="end-calendar"),
    path("calendar/<str:token>.ics", deadlines.calendar, name="calendar"),
    path("messages/", notifications.messages_page, name="messages"),
    path("messages/read/", notifications.read_all, name="read-messages"),
    path("messages/mail/", notifications.mail, name="mail"),
    path("messages/<uuid:key>/", notifications.follow, name="message"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:key>/retry/", jobs.retry, name="retry-job"),
]
