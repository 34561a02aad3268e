"""The archive: a zip file with rows as lines of JSON, files as they are, and a manifest that vouches for each member.

Nothing in an archive is ever run or used as a path: names must be of two shapes made here, everything is read through
a hash, and sizes are known before anything is written.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Self

from django.utils.translation import gettext as _

SCHEMA = "xushi-backup/1"
MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 256_000_000
_CHUNK = 1 << 20
_ROWS = re.compile(r"rows/[a-z_]+\.[a-z_]+\.jsonl")
_FILE = re.compile(r"files/([0-9a-f]{2}/[0-9a-f]{32})")


class Refused(Exception):  # noqa: N818 - a sentence for a person
    """A backup cannot be made, or one cannot be restored; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member: its name, its size in bytes, its SHA-256, and of a table how many rows it has."""

    name: str
    size: int
    sha256: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """How many entries an audit chain had, the digest of the last one, and the first that was broken even then."""

    key: str
    count: int
    head: str
    broken: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds: who made it from what, and each member.

    `migrations` is the state of the tables, `key` tells one secret key from another without giving it away, `missing`
    names attachments whose files were already gone when the backup was made.
    """

    xushi: str
    made_at: str
    database: str
    key: str
    migrations: list[str]
    members: list[Member] = field(default_factory=list)
    chains: list[Head] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


class Writer:
    """An archive being made beside its place: under its name it is either whole or not there."""

    def __init__(self, path: Path) -> None:
        self._path, self._partial = path, path.with_name(path.name + ".part")
        self.members: list[Member] = []

    def __enter__(self) -> Self:
        self._file = os.fdopen(os.open(self._partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED)
        return self

    def add(self, name: str, chunks: Iterable[bytes], *, packed: bool = True) -> None:
        """Write a member; each chunk of a table is one row."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = (stat.S_IFREG | 0o600) << 16
        digest, size, count = hashlib.sha256(), 0, 0
        with self._zip.open(info, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size, count = size + len(chunk), count + 1
        rows = count if name.startswith("rows/") else 0
        self.members.append(Member(name, size, digest.hexdigest(), rows))

    def finish(self, manifest: Manifest) -> str:
        """Write the manifest, put the archive into its place durably, and return its SHA-256."""
        content = {"schema": SCHEMA, **asdict(manifest)}
        self._zip.writestr(MANIFEST, json.dumps(content, ensure_ascii=False, indent=1))
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.seek(0)
        digest = hashlib.file_digest(self._file, "sha256").hexdigest()
        self._partial.replace(self._path)
        return digest

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        with suppress(*(() if error is None else (OSError, ValueError))):  # of an error only the first is told
            self._zip.close()
        self._file.close()
        if error is not None:
            self._partial.unlink(missing_ok=True)


class Reader:
    """An archive being read. Everything that can be told without a database is told when it is opened.

    Raises `Refused` for what is no archive of ours, was damaged or has members that nobody here would write.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            raise Refused(_("备份“%(path)s”打不开：%(error)s。") % {"path": path, "error": error.strerror}) from error
        except zipfile.BadZipFile as error:
            raise Refused(_("“%s”不是完整的备份（不是 zip，或没有写完）。请换一份。") % path) from error
        self._infos = self._zip.infolist()
        self._refuse_hostile_names()
        self.manifest = self._read_manifest()
        self._refuse_other_members()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._zip.close()

    @property
    def size(self) -> int:
        """How many bytes all of it takes when unpacked."""
        return sum(member.size for member in self.manifest.members)

    def verify(self) -> None:
        """Read every member and compare it with the manifest. Raises `Refused` for the first that differs."""
        for member in self.manifest.members:
            for _chunk in self.chunks(member.name):
                pass

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield what is in a member. Raises `Refused` at its end when it is not what the manifest vouches for."""
        member, digest = self._by_name[name], hashlib.sha256()
        try:
            with self._open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            message = _("备份中的“%(name)s”已损坏，读不出来（%(error)s）；应为 SHA-256 %(expected)s。请换一份备份。")
            raise Refused(message % {"name": name, "error": error, "expected": member.sha256}) from error
        if digest.hexdigest() != member.sha256:
            message = _("备份中的“%(name)s”已损坏：应为 SHA-256 %(expected)s，实为 %(found)s。请换一份备份。")
            raise Refused(message % {"name": name, "expected": member.sha256, "found": digest.hexdigest()})

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the rows of a table."""
        rest = b""
        for chunk in self.chunks(name):
            *whole, rest = (rest + chunk).split(b"\n")
            yield from whole
        if rest:
            yield rest

    def tables(self) -> Iterator[tuple[Member, str]]:
        """Yield the members that are tables, with the label of each: ``agencies.agency``."""
        for member in self.manifest.members:
            if _ROWS.fullmatch(member.name):
                yield member, member.name.removeprefix("rows/").removesuffix(".jsonl")

    def files(self) -> Iterator[tuple[Member, str]]:
        """Yield the members that are files, with the name each is kept under."""
        for member in self.manifest.members:
            if place := _FILE.fullmatch(member.name):
                yield member, place.group(1)

    def _open(self, name: str) -> IO[bytes]:
        info = self._zip.getinfo(name)
        if hasattr(info, "CRC"):
            del info.CRC  # the check of zip itself comes before ours could say what was found
        return self._zip.open(info)

    def _refuse_hostile_names(self) -> None:
        """Refuse names of other shapes than ours (paths upwards, absolute ones), links, and names given twice."""
        seen = set()
        for info in self._infos:
            kind = stat.S_IFMT(info.external_attr >> 16)
            ours = info.filename == MANIFEST or _ROWS.fullmatch(info.filename) or _FILE.fullmatch(info.filename)
            if not ours or kind not in {0, stat.S_IFREG}:
                message = _("备份中有不该有的“%s”（只应有清单、rows/ 和 files/ 下的普通文件）。没有恢复任何内容。")
                raise Refused(message % info.filename)
            if info.filename in seen:
                raise Refused(_("备份中“%s”出现了两次。没有恢复任何内容。") % info.filename)
            seen.add(info.filename)

    def _read_manifest(self) -> Manifest:
        sizes = {info.filename: info.file_size for info in self._infos}
        if sizes.get(MANIFEST, _LARGEST_MANIFEST + 1) > _LARGEST_MANIFEST:
            raise Refused(_("“%s”里没有可用的 manifest.json，不是序时的备份。请换一份。") % self.path)
        try:
            with self._zip.open(MANIFEST) as stream:
                content: dict[str, Any] = json.loads(stream.read())
            schema = content.pop("schema", None)
            if schema != SCHEMA:
                message = _("备份的格式是“%(found)s”，本站只认识“%(known)s”。请先升级本站再恢复。")
                raise Refused(message % {"found": schema, "known": SCHEMA})
            members = [Member(**member) for member in content.pop("members")]
            chains = [Head(**head) for head in content.pop("chains")]
            manifest = Manifest(**content, members=members, chains=chains)
        except (ValueError, TypeError, KeyError, AttributeError, zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise Refused(_("备份中的 manifest.json 已损坏（%s）。请换一份备份。") % error) from error
        self._by_name = {member.name: member for member in members}
        return manifest

    def _refuse_other_members(self) -> None:
        """Refuse an archive whose members are not those of its manifest, or not of the size it says."""
        sizes = {info.filename: info.file_size for info in self._infos if info.filename != MANIFEST}
        for name in sorted(sizes.keys() ^ self._by_name.keys()):
            where = _("清单里没有") if name in sizes else _("备份里没有")
            raise Refused(_("备份与它的清单不符：“%(name)s”%(where)s。请换一份备份。") % {"name": name, "where": where})
        for name, size in sizes.items():
            if size != self._by_name[name].size:
                message = _("备份中的“%(name)s”已损坏：应为 %(expected)s 字节，实为 %(found)s 字节。请换一份备份。")
                raise Refused(message % {"name": name, "expected": self._by_name[name].size, "found": size})
