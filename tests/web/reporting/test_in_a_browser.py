"""Reporting one item in a real browser: how many clicks it takes, and that it takes no mouse at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from xushi_web.reporting.models import UnitReport

from ..browser import DESK, session_of
from ..conftest import signed_in

PARAGRAPH = "新建学校已开工3所，其余正在选址；新增学位900个。"
PASSWORD = "一句容易记住的很长很长的口令"  # noqa: S105 - of people who exist in a test only

#: Counts what a hand does: clicks, and keys but for Shift, Control and the like, which are held with another.
COUNTING = """
addEventListener("click", (event) => { if (event.detail) window.counted("click"); }, true);
addEventListener("keydown", (event) => {
  if (!["Shift", "Control", "Alt", "Meta"].includes(event.key)) window.counted(event.key);
}, true);
"""
#: What has the keyboard's focus: its words, where it stands, and whether one can see that it has it.
FOCUSED = """() => {
  const it = document.activeElement, box = it.getBoundingClientRect(), style = getComputedStyle(it);
  const x = box.left + Math.min(box.width, 40) / 2, y = box.top + Math.min(box.height, 20) / 2;
  const top = document.elementFromPoint(x, y);
  return {
    id: [...document.querySelectorAll("*")].indexOf(it),
    tag: it.tagName,
    words: (it.labels && it.labels[0] || it).innerText || it.getAttribute("aria-label") || "",
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    uncovered: !!top && (it === top || it.contains(top) || top.contains(it)),
  };
}"""


@pytest.fixture
def page(chromium: Any, live_server: LiveServer) -> Iterator[Any]:
    context = chromium.new_context(viewport=DESK, locale="zh-CN")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def copy(page: Any, words: str) -> None:
    """Put words into the clipboard, as somebody does in a document before they come here."""
    page.evaluate("words => navigator.clipboard.writeText(words)", words)


def tab_to(page: Any, words: str) -> None:
    """Go on with the Tab key to what has these words; each stop on the way can be seen."""
    before = -1
    for _stop in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        assert at["marked"], f"nobody sees that {at['words']!r} has the focus"
        assert at["uncovered"], f"{at['words']!r} has the focus under something else"
        assert at["id"] > before, f"{at['words']!r} stands before what had the focus last"
        before = at["id"]
        if words in at["words"]:
            return
    pytest.fail(f"the Tab key does not lead to {words!r}")


def enter(page: Any) -> None:
    """Press Enter on what leads to another page, and wait for that."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_reporting_one_item_takes_three_clicks_and_one_key(
    page: Any, live_server: LiveServer, report: UnitReport, clerk: User
) -> None:
    page.context.add_cookies([session_of(signed_in(clerk), live_server.url)])
    counted: list[str] = []
    page.expose_function("counted", lambda what: counted.append(what))  # noqa: PLW0108 - Playwright needs a function
    page.add_init_script(COUNTING)
    page.goto(live_server.url + reverse("workbench:desk"))
    copy(page, PARAGRAPH)
    page.get_by_role("link", name="新建改扩建公办幼儿园12所").click()
    page.get_by_label("进展情况").click()
    page.keyboard.press("Control+v")
    page.locator(".is-proposed").first.wait_for()
    assert page.get_by_label("学位 实际完成").input_value() == "900"
    page.get_by_role("button", name="保存并送审").click()
    assert page.locator(".wb-messages").inner_text() == "已送本单位负责人审核。"
    report.refresh_from_db()
    assert (report.state, report.narrative) == ("with_head", PARAGRAPH)
    assert counted == ["click", "click", "v", "click"]


def test_a_report_is_written_and_handed_in_without_a_mouse(
    page: Any, live_server: LiveServer, report: UnitReport, clerk: User, head: User
) -> None:
    for person in (clerk, head):
        person.set_password(PASSWORD)
        person.save()
    page.goto(live_server.url + reverse("workbench:desk"))
    copy(page, PARAGRAPH)
    sign_in(page, clerk)
    tab_to(page, "新建改扩建公办幼儿园12所")
    enter(page)
    tab_to(page, "进展情况")
    page.keyboard.press("Control+v")
    page.locator(".is-proposed").first.wait_for()
    tab_to(page, "公办幼儿园 实际完成")
    page.keyboard.press("Control+a")
    page.keyboard.type("3")
    tab_to(page, "保存并送审")
    enter(page)
    assert page.locator(".wb-messages").inner_text() == "已送本单位负责人审核。"
    tab_to(page, "退出")
    enter(page)
    page.goto(live_server.url + reverse("workbench:desk"))
    sign_in(page, head)
    tab_to(page, "新建改扩建公办幼儿园12所")
    enter(page)
    tab_to(page, "保存并报送")
    enter(page)
    assert page.locator(".wb-messages").inner_text() == "已报送督查室。核实之前可以撤回。"
    report.refresh_from_db()
    assert report.state == "submitted"
    assert sorted(report.figures.values_list("written", flat=True)) == ["3所", "900个"]


def test_what_is_refused_gets_the_focus_and_nothing_typed_is_lost(
    page: Any, live_server: LiveServer, report: UnitReport, clerk: User
) -> None:
    page.context.add_cookies([session_of(signed_in(clerk), live_server.url)])
    page.goto(live_server.url + reverse("workbench:report", args=[report.pk]))
    page.get_by_label("进展情况").fill("已开工。")
    page.get_by_label("公办幼儿园 实际完成").fill("若干")
    page.get_by_role("button", name="保存并送审").click()
    page.locator("[role=alert]").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert "填的“若干”不是一个数" in page.evaluate("document.activeElement.innerText")
    assert page.get_by_label("进展情况").input_value() == "已开工。"
    assert page.get_by_label("公办幼儿园 实际完成").input_value() == "若干"


def test_the_tab_key_leads_through_the_whole_form_and_out_of_it(
    page: Any, live_server: LiveServer, report: UnitReport, clerk: User
) -> None:
    page.context.add_cookies([session_of(signed_in(clerk), live_server.url)])
    page.goto(live_server.url + reverse("workbench:report", args=[report.pk]))
    can = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
    wanted = page.evaluate("can => [...document.querySelectorAll(can)].filter(it => it.tabIndex >= 0).length", can)
    stops = []
    for _stop in range(wanted + 1):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at["tag"] == "BODY":
            break
        stops.append(at["id"])
    assert stops == sorted(set(stops))
    assert len(stops) == wanted


def sign_in(page: Any, person: User) -> None:
    """Type the account and the password; the page begins in the first field."""
    assert page.evaluate("document.activeElement.name") == "username"
    page.keyboard.type(person.username)
    page.keyboard.press("Tab")
    page.keyboard.insert_text(PASSWORD)
    enter(page)
    page.get_by_role("heading", name="我的任务").wait_for()
