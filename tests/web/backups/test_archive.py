"""What can be told of an archive without a database: whole, damaged, hostile."""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from xushi_web.backups.archive import Manifest, Reader, Refused, Writer

PHOTO = "files/0a/0a" + "1" * 30
ROWS = "rows/agencies.agency.jsonl"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "backup.zip"
    with Writer(path) as made:
        made.add(ROWS, [b'{"id":1}\n', b'{"id":2}\n'])
        made.add(PHOTO, [b"a photo"], packed=False)
        made.finish(Manifest("0.1.0", "2026-01-01", "sqlite", "key", ["audit.0001_initial"], made.members))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused, Reader(path) as reader:
        reader.verify()
    return str(refused.value)


def rewritten(path: Path, change: Callable[[zipfile.ZipFile, dict[str, bytes]], None]) -> Path:
    """Write an archive again as somebody would who has bad intentions."""
    with zipfile.ZipFile(path) as before:
        members = {name: before.read(name) for name in before.namelist()}
    with zipfile.ZipFile(path, "w") as after:
        change(after, members)
        for name, content in members.items():
            after.writestr(name, content)
    return path


def with_manifest(path: Path, **changes: object) -> Path:
    def change(_zip: zipfile.ZipFile, members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | changes).encode()

    return rewritten(path, change)


def test_what_was_written_is_read(archive: Path) -> None:
    with Reader(archive) as reader:
        reader.verify()
        assert [(member.rows, label) for member, label in reader.tables()] == [(2, "agencies.agency")]
        assert [name for _member, name in reader.files()] == [PHOTO.removeprefix("files/")]
        assert list(reader.lines(ROWS)) == [b'{"id":1}', b'{"id":2}']
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_an_archive_that_could_not_be_finished_is_not_there(tmp_path: Path) -> None:
    def full() -> None:
        with Writer(tmp_path / "backup.zip") as made:
            made.add(ROWS, [b"{}\n"])
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        full()
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_named_with_both_hashes(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes().replace(b"a photo", b"a ph0to"))
    expected, found = (hashlib.sha256(content).hexdigest() for content in (b"a photo", b"a ph0to"))
    assert refusal(archive) == f"备份中的“{PHOTO}”已损坏：应为 SHA-256 {expected}，实为 {found}。请换一份备份。"


def test_damaged_rows_that_cannot_even_be_unpacked_are_named(archive: Path) -> None:
    content = bytearray(archive.read_bytes())
    with zipfile.ZipFile(archive) as opened:
        start = opened.getinfo(ROWS).header_offset + 30 + len(ROWS) + 20
    content[start : start + 4] = b"\xff" * 4
    archive.write_bytes(content)
    said = refusal(archive)
    assert said.startswith(f"备份中的“{ROWS}”已损坏，读不出来（Error -3 while decompressing data")
    assert said.endswith("。请换一份备份。")


def test_half_an_archive_is_none(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-40])
    assert refusal(archive) == f"“{archive}”不是完整的备份（不是 zip，或没有写完）。请换一份。"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "没有.zip"
    assert refusal(path) == f"备份“{path}”打不开：No such file or directory。"


@pytest.mark.parametrize(
    "name", ["../secret.key", "/etc/passwd", "files/0a/../../x", "rows/a.b.jsonl/..", "rows\\x", PHOTO + "1"]
)
def test_a_name_nobody_here_would_write_is_refused(archive: Path, name: str) -> None:
    rewritten(archive, lambda opened, _members: opened.writestr(name, b"x"))
    assert (
        refusal(archive) == f"备份中有不该有的“{name}”（只应有清单、rows/ 和 files/ 下的普通文件）。没有恢复任何内容。"
    )


def test_a_link_is_refused(archive: Path) -> None:
    def link(opened: zipfile.ZipFile, members: dict[str, bytes]) -> None:
        info = zipfile.ZipInfo(PHOTO)
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        opened.writestr(info, b"/etc/passwd")
        del members[PHOTO]

    rewritten(archive, link)
    assert (
        refusal(archive) == f"备份中有不该有的“{PHOTO}”（只应有清单、rows/ 和 files/ 下的普通文件）。没有恢复任何内容。"
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_given_twice_is_refused(archive: Path) -> None:
    rewritten(archive, lambda opened, _members: opened.writestr(PHOTO, b"x"))
    assert refusal(archive) == f"备份中“{PHOTO}”出现了两次。没有恢复任何内容。"


def test_a_member_the_manifest_does_not_know_is_refused(archive: Path) -> None:
    rewritten(archive, lambda opened, _members: opened.writestr("rows/a.b.jsonl", b"{}"))
    assert refusal(archive) == "备份与它的清单不符：“rows/a.b.jsonl”清单里没有。请换一份备份。"


def test_a_member_that_is_gone_is_missed(archive: Path) -> None:
    rewritten(archive, lambda _opened, members: members.__delitem__(PHOTO))
    assert refusal(archive) == f"备份与它的清单不符：“{PHOTO}”备份里没有。请换一份备份。"


def test_a_member_that_unpacks_to_more_than_it_says_is_refused_before_it_is_unpacked(archive: Path) -> None:
    def bomb(opened: zipfile.ZipFile, members: dict[str, bytes]) -> None:
        del members[ROWS]
        opened.writestr(ROWS, b"0" * 3_000_000, zipfile.ZIP_DEFLATED)

    rewritten(archive, bomb)
    assert refusal(archive) == f"备份中的“{ROWS}”已损坏：应为 18 字节，实为 3000000 字节。请换一份备份。"


def test_another_format_is_refused(archive: Path) -> None:
    with_manifest(archive, schema="xushi-backup/9")
    assert refusal(archive) == "备份的格式是“xushi-backup/9”，本站只认识“xushi-backup/1”。请先升级本站再恢复。"


def test_a_manifest_with_something_unknown_is_refused(archive: Path) -> None:
    with_manifest(archive, members=[{"name": 1}])
    assert refusal(archive).startswith("备份中的 manifest.json 已损坏（")


def test_any_other_zip_is_none_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "empty.zip"
    zipfile.ZipFile(path, "w").close()
    assert refusal(path) == f"“{path}”里没有可用的 manifest.json，不是序时的备份。请换一份。"
