"""Addresses of what serves everybody: files, messages, deadlines, and the background jobs behind them."""

from __future__ import annotations

from django.urls import path

from xushi_web.workbench.views import attachments, deadlines, jobs, notifications

urlpatterns = [
    path("attachments/<slug:kind>/<uuid:key>/add/", attachments.add, name="add-attachments"),
    path("attachments/<uuid:key>/", attachments.download, name="attachment"),
    path("attachments/<uuid:key>/original/", attachments.original, name="original-attachment"),
    path("attachments/<uuid:key>/thumbnail/", attachments.thumbnail, name="thumbnail"),
    path("attachments/<uuid:key>/remove/", attachments.remove, name="remove-attachment"),
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
