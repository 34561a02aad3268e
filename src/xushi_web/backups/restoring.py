"""Putting a backup back: everything is read and verified first, then it replaces what is there in one step."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import xushi
from xushi_web.accounts.actors import Actor, System
from xushi_web.accounts.policies import require
from xushi_web.accounts.sealing import fingerprint
from xushi_web.agencies.models import Government
from xushi_web.attachments import store
from xushi_web.audit.actions import record
from xushi_web.audit.models import AuditEntry, Tag
from xushi_web.audit.queries import verify_all
from xushi_web.backups import places, rows
from xushi_web.backups.archive import Head, Manifest, Reader, Refused
from xushi_web.backups.taking import before_a_restore, take_backup
from xushi_web.documents.models import SourceDocument
from xushi_web.search import index
from xushi_web.search.models import SearchEntry

#: Room that has to be left when all of an archive is unpacked.
_SPARE = 100_000_000


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back. `kept` is the backup of what was there before, `other_key` tells that secrets stay sealed."""

    manifest: Manifest
    rows: int
    files: int
    kept: Path | None
    other_key: bool


def restore_backup(*, actor: Actor, path: Path, replace: bool = False, now: datetime | None = None) -> Restored:
    """Put the archive at `path` in the place of all that is here; whatever goes wrong, what is here stays.

    Raises `NotAllowed` for anybody but the command line of the server; `Refused` for an archive that is damaged, newer
    or not one of ours, for an installation with something in it unless `replace` says so, for a full disk.
    """
    require(isinstance(actor, System), _("备份和恢复只能在服务器的命令行上进行。"))
    moment = now or timezone.now()
    with Reader(path) as archive:
        tables = rows.Tables(archive.manifest.migrations)
        _refuse_newer(archive.manifest, tables)
        _refuse_too_large(archive)
        archive.verify()
        kept = None
        if here := _what_is_here():
            if not replace:
                raise Refused(here)
            kept = before_a_restore(moment)
            take_backup(actor=actor, path=kept, now=moment)
        with places.rehearsal(anew=not tables.is_current):
            count = _load(archive, tables)
            _verify(archive.manifest)
            details = {"file": path.name, "made_at": archive.manifest.made_at, "rows": count}
            with transaction.atomic():
                record(actor=actor, tag=Tag.BACKUP_RESTORED, subject=path.name[:40], government=None, details=details)
            files = _put_files(archive)
    return Restored(archive.manifest, count, files, kept, archive.manifest.key != fingerprint())


def _refuse_newer(manifest: Manifest, tables: rows.Tables) -> None:
    if tables.unknown:
        message = _(
            "备份由序时 %(its)s 做成，本站是 %(ours)s，不认识它的数据库状态“%(node)s”。请先升级本站，再恢复这份备份。"
        )
        values = {"its": manifest.xushi, "ours": xushi.__version__, "node": min(tables.unknown)}
        raise Refused(message % values)


def _refuse_too_large(archive: Reader) -> None:
    free = shutil.disk_usage(settings.DATA).free
    if archive.size + _SPARE > free:
        message = _("备份解开后有 %(size)s MB，数据目录 %(folder)s 只剩 %(free)s MB。请先腾出空间。")
        values = {"size": archive.size // 1_000_000, "folder": settings.DATA, "free": free // 1_000_000}
        raise Refused(message % values)


def _what_is_here() -> str:
    """Return the sentence that refuses to replace what is here, or nothing when nothing is here."""
    users, governments = User.objects.count(), Government.objects.count()
    documents, entries = SourceDocument.objects.count(), AuditEntry.objects.count()
    if not (users or governments or documents or entries):
        return ""
    return _(
        "本站不是空的：有 %(users)s 个账号、%(governments)s 级政府、%(documents)s 份文件、%(entries)s 条审计记录。"
        "恢复会用备份替换其中的全部内容。确要这样做，请停止网站和后台任务，再加上 --replace 运行一次；"
        "现有内容会先另做一份备份。"
    ) % {"users": users, "governments": governments, "documents": documents, "entries": entries}


def _load(archive: Reader, tables: rows.Tables) -> int:
    """Fill the tables from the archive, bring them up to date, and return how many rows that were."""
    if not tables.is_current:
        tables.build()
    found = tables.models()
    labels = {label for _member, label in archive.tables()}
    if odd := sorted(labels ^ (found.keys() - rows.LEFT_OUT)):
        raise Refused(_("备份中的表与它的版本不符（“%s”）。请换一份备份。") % odd[0])
    count = 0
    with transaction.atomic(), rows.without_guards(found.values()):
        rows.empty(found.values())
        for member, label in archive.tables():
            try:
                loaded = rows.load(found[label], archive.lines(member.name))
            except (ValueError, TypeError, KeyError, AttributeError, FieldDoesNotExist, ValidationError) as error:
                raise _unfit(member.name, error) from error
            except DatabaseError as error:
                raise _unfit(member.name, error) from error
            if loaded != member.rows:
                message = _("备份中的“%(name)s”应有 %(expected)s 行，实有 %(found)s 行。请换一份备份。")
                raise Refused(message % {"name": member.name, "expected": member.rows, "found": loaded})
            count += loaded
        rows.count_on(found.values())
    if not tables.is_current:
        call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        index.clear()
        index.add(SearchEntry.objects.values_list("id", "text").iterator())
    return count


def _unfit(name: str, error: Exception) -> Refused:
    message = _("备份中的“%(name)s”放不进数据库（%(error)s）。没有改动任何内容；请换一份备份。")
    return Refused(message % {"name": name, "error": str(error).strip()[:300]})


def _verify(manifest: Manifest) -> None:
    """Refuse audit chains that are not what they were when the backup was made."""
    before = {chain.key: chain for chain in manifest.chains}
    after = {chain.key: Head(chain.key, chain.count, chain.head, chain.broken) for chain in verify_all()}
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            message = _(
                "审计链“%(key)s”与备份的清单不符：应为 %(expected)s，实为 %(found)s。没有改动任何内容；请换一份备份。"
            )
            values = {"key": key, "expected": _in_words(before.get(key)), "found": _in_words(after.get(key))}
            raise Refused(message % values)


def _in_words(chain: Head | None) -> str:
    if chain is None:
        return _("没有")
    if chain.broken:
        return _("第 %s 条起不可信") % chain.broken
    return _("%(count)s 条、链首 %(head)s") % {"count": chain.count, "head": chain.head}


def _put_files(archive: Reader) -> int:
    """Put the attachments in place and return how many. Their names are random, so none takes another's place.

    Before the rows are seen: a file without a row is swept away later, a row without its file would be a loss.
    """
    count = 0
    for member, name in archive.files():
        store.put_back(name, archive.chunks(member.name))
        count += 1
    return count
