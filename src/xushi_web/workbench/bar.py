"""The bar of the workbench: where each post can go from any page, and which of these is where one is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xushi_web.accounts.models import OF_UNIT, Post

_OFFICE = (Post.OFFICE,)
_BOTH_SIDES = (Post.OFFICE, *OF_UNIT)
_REPORT = ("write-report", "submit-report", "pass-up-report", "propose-figures", "judge-report", "return-report")
_BULLETIN = ("bulletin-paragraph", "bulletin-wording", "templates", "template", "correct-bulletin")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that the bar leads to: its address, who sees it, and the addresses that count as inside it."""

    name: str
    label: str | Promise
    posts: tuple[Post, ...]
    inside: tuple[str, ...] = ()


#: In the order of the work: what is mine, how all stands, the papers, the year, the people.
GROUPS: tuple[tuple[Entry, ...], ...] = (
    (
        Entry("desk", _("我的任务"), OF_UNIT, ("report", "contribution", "sheet", "shares", *_REPORT)),
        Entry("following", _("我关注的事项"), (Post.DEPUTY,), ("choose-followed", "ask", "question")),
        Entry("choose-overview", _("总览"), (Post.OFFICE, Post.LEADER), ("overview",)),
    ),
    (
        Entry("home", _("文件"), _OFFICE, ("document", "describe", "differences", "masthead", "item", "upload")),
        Entry("problems", _("问题"), _OFFICE, ("problem", "programme-problems", "choose-rules", "rules")),
        Entry("lists", _("清单"), _OFFICE, ("matches", "promises", "history")),
        Entry("agencies", _("单位名录"), _OFFICE, ("agency",)),
    ),
    (
        Entry("dispatches", _("下发确认"), _BOTH_SIDES, ("dispatch", "send-dispatch", "confirmation")),
        Entry("periods", _("填报期"), _OFFICE, ("period", "report", "shares", *_REPORT)),
        Entry("notices", _("督办单"), _BOTH_SIDES, ("notice", "draft-notice")),
        Entry("objections", _("复核"), _BOTH_SIDES, ("objection", "file-objection")),
        Entry("questions", pgettext_lazy("plural", "代表询问"), _BOTH_SIDES, ("question",)),
        Entry("errata", _("纠错"), _OFFICE, ("erratum",)),
        Entry("adjustments", _("指标调整"), _OFFICE, ("adjustment", "figures", "propose-adjustment")),
        Entry("bulletins", _("通报"), _OFFICE, ("bulletin", *_BULLETIN)),
    ),
    (
        Entry("contacts", _("单位联络员"), _OFFICE),
        Entry("people", _("账号与岗位"), (Post.SYSTEM, Post.SECURITY), ("person", "invite-person")),
        Entry("jobs", _("后台任务"), (Post.SYSTEM,)),
        Entry("audit", _("审计记录"), (Post.AUDIT,), ("audit-entry",)),
    ),
)  # fmt: skip


def bar(posts: Collection[str], here: str) -> Sequence[Sequence[tuple[Entry, str]]]:
    """Return the groups of the bar for who holds `posts`, each entry with its value of ``aria-current`` on page `here`.

    That is ``page`` for the page itself, ``true`` for the first entry that a page further inside belongs to, or empty.
    """
    shown = [[entry for entry in group if set(entry.posts) & set(posts)] for group in GROUPS]
    inside = next((entry for group in shown for entry in group if here in entry.inside), None)

    def mark(entry: Entry) -> str:
        return "page" if entry.name == here else "true" if entry is inside else ""

    return [[(entry, mark(entry)) for entry in group] for group in shown if group]


def first_page(posts: Collection[str]) -> str | None:
    """Return the name of the page that somebody with these posts begins on, the first of their bar; or None."""
    return next((entry.name for group in GROUPS for entry in group if set(entry.posts) & set(posts)), None)
