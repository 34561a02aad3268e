"""Making a backup, while the tracker runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import xushi
from xushi_web.accounts.actors import Actor, System
from xushi_web.accounts.policies import require
from xushi_web.accounts.sealing import fingerprint
from xushi_web.attachments import store
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.audit.queries import verify_all
from xushi_web.backups import places, rows
from xushi_web.backups.archive import Head, Manifest, Refused, Writer

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was made."""

    path: Path
    sha256: str
    rows: int
    files: int
    missing: list[str]
    broken: list[Head]


def take_backup(*, actor: Actor, path: Path, now: datetime | None = None) -> Taken:
    """Write an archive of all rows and attachments to `path`; into a folder under a name with the time.

    Raises `NotAllowed` for anybody but the command line of the server, `Refused` when it cannot be written.
    """
    require(isinstance(actor, System), _("备份和恢复只能在服务器的命令行上进行。"))
    moment = timezone.localtime(now or timezone.now())
    if path.is_dir():
        path = path / f"xushi-{moment:%Y%m%d-%H%M%S}.zip"
    if path.exists():
        raise Refused(_("“%s”已经存在，不会覆盖。请换一个文件名，或只给出文件夹。") % path)
    try:
        taken = _write(path, moment)
    except OSError as error:
        message = _("备份“%(path)s”写不进去：%(error)s。请换一个有空间、可写的地方。")
        raise Refused(message % {"path": path, "error": error.strerror or error}) from error
    details = {"file": path.name, "sha256": taken.sha256, "rows": taken.rows, "files": taken.files}
    with transaction.atomic():
        record(actor=actor, tag=Tag.BACKUP_MADE, subject=path.name[:40], government=None, details=details)
    return taken


def _write(path: Path, moment: datetime) -> Taken:
    with Writer(path) as archive, places.snapshot():
        tables = rows.Tables.applied()
        if tables.unknown:
            message = _("数据库比程序新（程序不认识“%s”）。请先升级程序再备份。")
            raise Refused(message % min(tables.unknown))
        found = tables.models()
        for label, model in found.items():
            if label not in rows.LEFT_OUT:
                archive.add(f"rows/{label}.jsonl", rows.lines_of(model))
        missing = [name for name in sorted(set(_names(found))) if not _add_file(archive, name)]
        chains = _heads(found, verified=tables.is_current)
        manifest = Manifest(
            xushi=xushi.__version__,
            made_at=moment.isoformat(timespec="seconds"),
            database=connection.vendor,
            key=fingerprint(),
            migrations=sorted(tables.nodes),
            members=archive.members,
            chains=chains,
            missing=missing,
        )
        digest = archive.finish(manifest)
    count = sum(member.rows for member in manifest.members)
    files = sum(member.name.startswith("files/") for member in manifest.members)
    return Taken(path, digest, count, files, missing, [chain for chain in chains if chain.broken])


def _names(found: dict[str, type[models.Model]]) -> Iterator[str]:
    """Yield the name of every file on disk that a row names."""
    stored = found["attachments.storedfile"]._base_manager.values_list("place", "published", "thumbnail")
    for row in stored.iterator():
        yield from filter(None, row)


def _add_file(archive: Writer, name: str) -> bool:
    """Put a file into the archive as it is; False when it is gone."""
    try:
        with store.path_of(name).open("rb") as file:
            archive.add(f"files/{name}", iter(lambda: file.read(_CHUNK), b""), packed=False)
    except FileNotFoundError:
        return False
    return True


def _heads(found: dict[str, type[models.Model]], *, verified: bool) -> list[Head]:
    if verified:
        return [Head(verdict.key, verdict.count, verdict.head, verdict.broken) for verdict in verify_all()]
    chains = found["audit.chain"]._base_manager.order_by("key")
    return [Head(*row) for row in chains.values_list("key", "count", "head")]


def before_a_restore(now: datetime) -> Path:
    """Return where the present state is kept before it is replaced."""
    data: Path = settings.DATA
    return data / f"before-restore-{timezone.localtime(now):%Y%m%d-%H%M%S}.zip"
