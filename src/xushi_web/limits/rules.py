"""The rules: what is counted, and how often is enough for anybody who is not a machine.

Generous, because all of an office, and thousands of residents behind one carrier, come from one address. Whoever is
signed in is counted by account and takes nothing from the others.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Rule:
    """`count` requests in so many `minutes` to any of the `views`; with `posts` only those that change something."""

    name: str
    what: str | Promise
    count: int
    minutes: int
    views: frozenset[str]
    posts: bool = False


def _workbench(*names: str) -> frozenset[str]:
    return frozenset(f"workbench:{name}" for name in names)


RULES = (
    Rule("search", _("检索"), 300, 1, frozenset({"portal:search"})),
    Rule(
        "papers",
        _("生成并下载文书"),
        120,
        1,
        frozenset({"portal:paper"})
        | _workbench("paper-file", "bulletin-file", "template-preview", "sheet-download", "sheet-errors"),
    ),
    Rule(
        "data",
        _("下载数据"),
        300,
        1,
        frozenset(f"portal:programme-{form}" for form in ("csv", "json", "xml", "xlsx", "feed"))
        | _workbench("calendar", "audit-export"),
    ),
    Rule("questions", _("提出询问"), 60, 60, _workbench("ask"), posts=True),
    Rule(
        "uploads",
        _("上传文件"),
        600,
        60,
        _workbench("upload", "add-attachments", "sheet-upload", "templates"),
        posts=True,
    ),
    Rule(
        "invitations",
        _("发出邀请"),
        300,
        60,
        _workbench("invite-person", "change-person", "contacts", "change-contact"),
        posts=True,
    ),
    Rule("links", _("打开邀请链接"), 300, 60, _workbench("invitation")),
    Rule("passwords", _("更改口令"), 30, 60, _workbench("password", "factor"), posts=True),
    Rule("sign-in", _("登录"), 1000, 60, _workbench("login", "code"), posts=True),
)

#: How often by default: (requests, minutes) by the name of a rule.
DEFAULTS = {rule.name: (rule.count, rule.minutes) for rule in RULES}
