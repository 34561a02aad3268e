"""``xushi audit verify | export | purge``: the audit trail for whoever looks after the server."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from datetime import date, timedelta

from xushi_web.commands.database import prepare
from xushi_web.commands.terminal import complain, say


def main(arguments: Sequence[str]) -> int:
    """Carry out one of the three; 1 when a chain is broken or nothing could be done."""
    parser = argparse.ArgumentParser(prog="xushi audit", description="审计记录：校验、导出、到期清理。")
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("verify", help="校验所有审计链；有一条被改动即返回 1，并指出第一条不符的记录")
    export = commands.add_parser("export", help="导出到标准输出")
    export.add_argument("--government", help="只导出一级政府的记录，如“清源市”；写“-”为不属于任何政府的记录")
    export.add_argument("--since", type=date.fromisoformat, metavar="YYYY-MM-DD", help="只导出这一天以后的记录")
    export.add_argument("--format", choices=("jsonl", "csv"), default="jsonl", help="jsonl（默认）或 csv")
    purge = commands.add_parser("purge", help="删除保存期已满的记录；180 天以内的不能删除")
    purge.add_argument(
        "--before", type=date.fromisoformat, metavar="YYYY-MM-DD", help="删除这一天以前的记录，默认按 XUSHI_AUDIT_DAYS"
    )
    given = parser.parse_args(arguments)
    prepare()
    if given.what == "verify":
        return _verify()
    return _export(given.government, given.since, given.format) if given.what == "export" else _purge(given.before)


def _verify() -> int:
    queries = importlib.import_module("xushi_web.audit.queries")  # these need Django to be set up
    names = importlib.import_module("xushi_web.audit.wording").chain_names()
    verdicts = queries.verify_all()
    for verdict in verdicts:
        name = names[verdict.key]
        if verdict.holds:
            say(f"{name}：{verdict.count} 条，完好，链首 {verdict.head}")
        else:
            complain(f"{name}：第 {verdict.broken} 条记录被改动、删除或插入，其后的记录不可信。")
    return 0 if all(verdict.holds for verdict in verdicts) else 1


def _export(government: str | None, since: date | None, form: str) -> int:
    exporting = importlib.import_module("xushi_web.audit.exporting")
    narrowing = importlib.import_module("xushi_web.audit.narrowing")
    agencies = importlib.import_module("xushi_web.agencies.models")
    chain = ""
    if government:
        row = None if government == "-" else agencies.Government.objects.filter(name=government).first()
        if row is None and government != "-":
            complain(f"没有名为“{government}”的政府。")
            return 1
        chain = narrowing.of_government(row.pk if row else None)
    entries = narrowing.Narrowing(since=since, chain=chain).entries().order_by("chain__key", "sequence")
    lines = exporting.as_csv if form == "csv" else exporting.as_json_lines
    for line in lines(entries.iterator()):
        sys.stdout.write(line)
    return 0


def _purge(before: date | None) -> int:
    retention = importlib.import_module("xushi_web.audit.retention")
    actors = importlib.import_module("xushi_web.accounts.actors")
    names = importlib.import_module("xushi_web.audit.wording").chain_names()
    django = importlib.import_module("django.conf")
    clock = importlib.import_module("django.utils.timezone")
    day = before or clock.localdate() - timedelta(days=django.settings.AUDIT_DAYS)
    try:
        purged = retention.purge(actor=actors.System("audit purge"), before=day)
    except retention.TooYoung as refusal:
        complain(str(refusal))
        return 1
    for done in purged:
        say(f"{names[done.chain.key]}：删除 {day} 以前的 {done.count} 条，其余仍可校验")
    if not purged:
        say(f"没有 {day} 以前的记录。")
    return 0
