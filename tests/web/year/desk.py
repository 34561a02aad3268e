"""People at their browsers, and the calendar they go by.

Everything is done as people do it: a page is opened by its bookmark, and from there on by links, fields and buttons,
each found by the words that stand on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from xushi_web.jobs.timetable import enqueue_due
from xushi_web.jobs.working import next_job, perform

PASSWORD = "序时而进每季一报，二〇二五年度"  # noqa: S105 - of people who exist in a test only


class Calendar:
    """The clock of the application, put forward by the test; between two days the jobs of the night are done.

    Only what the pages and actions ask (`django.utils.timezone`) is put forward. The time goes on running, so that what
    comes later has a later time; the clock of sessions (`time.time`) and the browser's are left alone.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._now = timezone.now
        self._ahead = timedelta()
        patch.setattr(timezone, "now", lambda: self._now() + self._ahead)

    def turn(self, month: int, day: int, hour: int = 9) -> None:
        """Go on to a day of 2025, and do what is due by then in the background."""
        then = datetime(2025, month, day, hour, tzinfo=timezone.get_default_timezone())
        self._ahead = then - self._now()
        enqueue_due()
        while job := next_job("night"):
            perform(job)


@dataclass
class Desk:
    """One person with a browser of their own."""

    account: str
    page: Any
    site: str

    def go(self, *links: str) -> Desk:
        """Follow links by what they say, from the bookmark if nothing is open, and sign in where that is asked for."""
        if self.page.url == "about:blank":
            self.page.goto(f"{self.site}/workbench/")
        self._sign_in_if_asked()
        for words in links:
            self.page.get_by_role("link", name=words).first.click()
            self._sign_in_if_asked()
        return self

    def _sign_in_if_asked(self) -> None:
        if "/workbench/login/" in self.page.url:
            self.write("账号", self.account)
            self.write("口令", PASSWORD)
            self.press("登录")

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).first.fill(text)

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_role("combobox", name=label, exact=True).select_option(label=option)

    def tick(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).first.check()

    def open(self, summary: str) -> None:
        """Unfold what is folded up."""
        self.page.locator("summary", has_text=summary).first.click()

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).first.click()

    def upload(self, path: Path) -> None:
        """Choose a file and have it read."""
        self.page.get_by_label("选择一份或多份文件").set_input_files(path)
        self.press("读取")

    def paste(self, label: str, text: str) -> None:
        """Paste a text, as out of a document, and wait for what the page makes of it."""
        field = self.page.get_by_label(label, exact=True)
        field.fill(text)
        with self.page.expect_response("**/propose/"):
            field.dispatch_event("paste")
        self.page.locator(".is-proposed").first.wait_for()

    def value(self, label: str) -> str:
        """Return what stands in a field."""
        return str(self.page.get_by_label(label, exact=True).first.input_value())

    def row(self, words: str) -> str:
        """Return the row of a table that has these words, its cells parted by blanks."""
        return " ".join(self.page.get_by_role("row", name=words).first.inner_text().split())

    @property
    def said(self) -> str:
        """Return the messages at the top of the page."""
        return str(self.page.locator(".wb-messages").inner_text())

    @property
    def text(self) -> str:
        """Return all that the page shows."""
        return str(self.page.locator("main").inner_text())
