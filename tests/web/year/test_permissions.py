"""Who may what, as a table: docs/permissions.md is made from the policies and is held against them."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.utils.translation import override

from xushi_web.accounts.models import Post
from xushi_web.accounts.permissions import PERMISSIONS, Permission

from .cast import OTHER_OFFICE, OTHER_UNIT, VISITOR, Cast
from .tables import ROOT, hold, modules

SOURCE = ROOT / "src" / "xushi_web"

HEAD = """# 谁可以做什么 · Who may do what

由代码生成（`accounts/permissions.py` 登记的全部规则，逐一询问每种岗位），不手工修改；规则变了而本表没变，测试会失败。
对象是云川市的事项：第1项由市教育局牵头、市财政局配合；“其他单位”是市民政局，“外地”是石桥市。

Made from the code: every policy is asked for every post; a test fails when the table is out of date. The things are
those of one invented city; the last columns are people of another city, and the software's own jobs. `✓` means yes.

"""


def models_by_name() -> dict[str, type[models.Model]]:
    return {model.__name__: model for model in apps.get_models()}


def questions(permission: Permission, cast: Cast) -> Iterator[tuple[str, list[object]]]:
    """Yield what a policy is asked about: its things in words, and themselves."""
    asked: list[tuple[str, list[object]]] = [("", [])]
    for parameter in list(inspect.signature(permission.allowed).parameters.values())[1:]:
        kind = str(parameter.annotation).partition(" |")[0].strip("'\"")
        if kind == "Post":
            asked = [(f"{words} {post.label}".strip(), [*things, post]) for words, things in asked for post in Post]
            continue
        thing = cast.thing(models_by_name()[kind])
        asked = [(f"{words} {kind}".strip(), [*things, thing]) for words, things in asked]
    yield from asked


def table(cast: Cast) -> str:
    actors = cast.actors
    lines = [f"| 权限 | 对象 | {' | '.join(actors)} |", f"|---|---|{'---|' * len(actors)}"]
    for name, permission in sorted(PERMISSIONS.items()):
        for words, things in questions(permission, cast):
            marks = ["✓" if permission.allowed(actor, *things) else "" for actor in actors.values()]
            lines.append(f"| {permission.label} `{name}` | {words} | {' | '.join(marks)} |")
    return HEAD + "\n".join(lines) + "\n"


def test_the_table_is_what_the_policies_say(cast: Cast) -> None:
    list(modules("policies"))
    with override("zh-hans"):
        hold("docs/permissions.md", table(cast))


def test_every_policy_is_entered() -> None:
    list(modules("policies"))
    entered = {permission.allowed for permission in PERMISSIONS.values()}
    left_out = [
        f"{module.__name__}.{name}"
        for module in modules("policies")
        for name, policy in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("may_") and policy.__module__ == module.__name__ and policy not in entered
    ]
    assert not left_out, "enter them with @permission(_(…)) of accounts/permissions.py"


#: What asks for posts outside of the policies, and why.
ELSEWHERE = {
    "accounts/factors.py": "who has to have a second factor is a duty, not a permission",
    "objections/evidence.py": "asked by attachments.may_change_attachment, which is in the table",
}


def test_nothing_below_the_pages_decides_by_posts_without_a_policy_in_the_table() -> None:
    asking = {"holds", "holds_in", "is_office_of", "is_of_unit"}
    deciding = [
        f"{path.relative_to(SOURCE)}: {', '.join(found)}"
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom) and node.module == "xushi_web.accounts.policies"
        if (found := sorted(asking & {one.name for one in node.names}))
        if path.name != "policies.py" and path.relative_to(SOURCE).parts[0] != "workbench"
        if str(path.relative_to(SOURCE)) not in ELSEWHERE
    ]
    assert not deciding, "make a policy may_… of it in policies.py, entered with @permission(_(…))"


def test_nobody_may_anything_without_signing_in_or_in_another_government(cast: Cast) -> None:
    list(modules("policies"))
    allowed = [
        f"{permission.name}: {who}"
        for permission in PERMISSIONS.values()
        for _words, things in questions(permission, cast)
        for who in (VISITOR, OTHER_OFFICE, OTHER_UNIT)
        if permission.allowed(cast.people[who], *things)
    ]
    assert not allowed
