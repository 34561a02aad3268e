"""Importing files from the command line, by the same actions as the pages use."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from django.db.models import Sum

from xushi.reading import UnreadableFile
from xushi_web.accounts.actors import NotAllowed, System
from xushi_web.agencies.models import Government
from xushi_web.checks.running import check_draft
from xushi_web.commands.terminal import complain, say
from xushi_web.documents.actions import Received, accept_document, describe_draft, receive_file, settle_years
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import SourceDocument, State

_ACTOR = System("import")


def import_files(
    paths: Sequence[Path], *, government: str = "", year: int | None = None, accept: bool = True
) -> list[Path]:
    """Read, keep and accept files, one line each, and return those that could not be imported.

    Files are received before any is accepted, and those that name their government are accepted first, so that the
    others can be ascribed to it.
    """
    failed: list[Path] = []
    drafts: list[tuple[Path, Received]] = []
    for number, path in enumerate(paths, 1):
        received = _receive(path, f"[{number}/{len(paths)}]", and_check=not accept)
        if received is None:
            failed.append(path)
        elif received.document.state == State.DRAFT:
            drafts.append((path, received))
    if accept:
        failed.extend(_accept_all(drafts, government, year))
    return failed


def _accept_all(drafts: list[tuple[Path, Received]], government: str, year: int | None) -> list[Path]:
    """Accept drafts, check and compare what came in together, and return those that were refused."""
    refused = []
    accepted = []
    for path, received in sorted(drafts, key=lambda draft: not draft[1].document.government_name):
        if _accept(path, received, government, year):
            accepted.append(received.document)
        else:
            refused.append(path)
            check_draft(received.document)
    if accepted:
        settle_years([document.pk for document in accepted])
        found = SourceDocument.objects.filter(pk__in=[document.pk for document in accepted])
        problems = found.aggregate(problems=Sum("finding_count"))["problems"]
        say(f"已采用 {len(accepted)} 份文件，检查出 {problems} 个问题，请在工作台查看")
    return refused


def _receive(path: Path, counter: str, *, and_check: bool) -> Received | None:
    begun = time.perf_counter()
    try:
        received = receive_file(actor=_ACTOR, name=path.name, data=path.read_bytes(), and_check=and_check)
    except OSError as error:
        complain(f"{counter} {path}：打不开（{error.strerror}）。")
    except UnreadableFile as unreadable:
        complain(f"{counter} {path.name}：{unreadable.problem.message}{unreadable.problem.hint}")
    except Refused as refusal:
        complain(f"{counter} {path.name}：{refusal}")
    else:
        document = received.document
        if received.is_known:
            say(f"{counter} {path.name}：同一份文件已经导入过，没有改动")
        else:
            seconds = time.perf_counter() - begun
            found = f"，{document.finding_count} 个问题" if and_check else ""
            genre, items = document.get_genre_display(), document.item_count
            say(f"{counter} {path.name}：{genre}，{items} 项{found}（{seconds:.1f} 秒）")
        return received
    return None


def _accept(path: Path, received: Received, government: str, year: int | None) -> bool:
    document = received.document
    try:
        name = government or document.government_name or _only_government()
        if (name, year or document.year) != (document.government_name, document.year):
            describe_draft(
                actor=_ACTOR, document=document, government_name=name, year=year or document.year, and_check=False
            )
        accept_document(actor=_ACTOR, document=document, and_settle=False)
    except (Refused, NotAllowed) as refusal:
        complain(f"{path.name}：{refusal}（可用 --government 和 --year 注明，或到工作台填写。）")
        return False
    return True


def _only_government() -> str:
    """Return the name of the government of this tracker, if it is the only one."""
    names = list(Government.objects.values_list("name", flat=True)[:2])
    return names[0] if len(names) == 1 else ""
