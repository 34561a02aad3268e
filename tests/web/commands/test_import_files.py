from __future__ import annotations

from pathlib import Path

import pytest

from xushi.document.model import Document
from xushi_web.commands.importing import import_files
from xushi_web.documents import library
from xushi_web.documents.models import SourceDocument, State
from xushi_web.programmes.models import Commitment

from ..invented import breakdown, bytes_of, schedule

NAMELESS = breakdown(year=2023, city="")
TREES = {bytes_of(tree): tree for tree in (breakdown(), schedule(), NAMELESS)}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def read_invented_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the invented trees for their bytes; anything else is really read."""
    really = library.read

    def read(data: bytes, name: str) -> Document:
        return TREES[data] if data in TREES else really(data, name)

    monkeypatch.setattr(library, "read", read)


def saved(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_files_are_imported_and_accepted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert import_files([saved(tmp_path, "a.txt", bytes_of(breakdown()))]) == []
    assert Commitment.objects.count() == 4
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("[1/1] a.txt：任务分解，4 项（")
    assert second == "已采用 1 份文件，检查出 1 个问题，请在工作台查看"


def test_a_file_imported_again_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(tmp_path, "a.txt", bytes_of(breakdown()))
    import_files([path])
    capsys.readouterr()
    assert import_files([path]) == []
    assert capsys.readouterr().out == "[1/1] a.txt：同一份文件已经导入过，没有改动\n"


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad, gone = saved(tmp_path, "坏.txt", b""), tmp_path / "没有.txt"
    assert import_files([bad, gone, saved(tmp_path, "a.txt", bytes_of(breakdown()))]) == [bad, gone]
    assert Commitment.objects.count() == 4
    assert capsys.readouterr().err == (
        "[1/3] 坏.txt：文件是空的，没有任何文字。请确认选对了文件，或重新导出后再试。\n"
        f"[2/3] {gone}：打不开（No such file or directory）。\n"
    )


def test_a_document_of_no_government_is_ascribed_to_that_of_the_others(tmp_path: Path) -> None:
    paths = [saved(tmp_path, "0.txt", bytes_of(NAMELESS)), saved(tmp_path, "1.txt", bytes_of(breakdown()))]
    assert import_files(paths) == []
    assert set(SourceDocument.objects.values_list("government__name", "year")) == {("云川市", 2023), ("云川市", 2024)}


def test_a_document_of_no_government_at_all_says_how_to_name_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path, "0.txt", bytes_of(NAMELESS))
    assert import_files([path]) == [path]
    assert capsys.readouterr().err == (
        "0.txt：没有看出文件“2023年市民生实事任务分解方案”是哪一级政府的，请填写政府名称后再采用。"
        "（可用 --government 和 --year 注明，或到工作台填写。）\n"
    )
    assert import_files([path], government="云川市", year=2022) == []
    assert SourceDocument.objects.get().year == 2022


def test_drafts_wait_when_asked_to(tmp_path: Path) -> None:
    import_files([saved(tmp_path, "a.txt", bytes_of(breakdown()))], accept=False)
    assert SourceDocument.objects.get().state == State.DRAFT


def test_a_draft_that_was_refused_is_checked_all_the_same(tmp_path: Path) -> None:
    import_files([saved(tmp_path, "0.txt", bytes_of(NAMELESS))])
    assert SourceDocument.objects.get().finding_count == 1
