"""A public paper is rendered once for each state of its rows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from xushi_web.papers.paper import Paper
from xushi_web.programmes.models import Commitment, Programme


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.CACHE = tmp_path
    return tmp_path / "papers"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every format that a paper is really rendered to."""
    made: list[str] = []

    def file(paper: Paper, to: str) -> bytes:
        made.append(to)
        return f"{paper.title} {len(made)}".encode()

    monkeypatch.setattr(Paper, "file", file)
    return made


@pytest.fixture
def address(programme: Programme) -> str:
    return reverse("portal:paper", args=["breakdown", programme.pk, "pdf"])


@pytest.mark.usefixtures("folder")
def test_a_second_request_renders_nothing(client: Client, address: str, rendered: list[str]) -> None:
    first, second = client.get(address), client.get(address)
    assert (first.content, second.content) == (first.content, first.content)
    assert rendered == ["pdf"]
    client.get(address.removesuffix("pdf") + "docx")
    assert rendered == ["pdf", "docx"]


@pytest.mark.usefixtures("folder")
def test_who_has_the_file_is_told_that_nothing_has_changed(client: Client, address: str, rendered: list[str]) -> None:
    first = client.get(address)
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert rendered == ["pdf"]


@pytest.mark.usefixtures("folder")
def test_a_change_of_the_rows_renders_anew(client: Client, address: str, rendered: list[str]) -> None:
    first = client.get(address)
    Commitment.objects.filter(number="1").update(text="新建改扩建公办幼儿园20所。")
    second = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (second.status_code, rendered) == (200, ["pdf", "pdf"])
    assert second.headers["ETag"] != first.headers["ETag"]


@pytest.mark.usefixtures("rendered")
def test_the_folder_is_bounded_and_what_was_asked_for_longest_ago_goes(
    client: Client, programme: Programme, folder: Path, settings: Any
) -> None:
    settings.CACHE_LIMIT = 200
    folder.mkdir()
    for name, at in (("old", 1), ("young", 2)):
        (folder / name).write_bytes(b"x" * 80)
        os.utime(folder / name, (at, at))
    client.get(reverse("portal:paper", args=["breakdown", programme.pk, "txt"]))
    left = [path.name for path in folder.iterdir()]
    assert "old" not in left
    assert "young" in left
    assert [name[-4:] for name in left if name != "young"] == [".txt"]


def test_a_folder_that_cannot_be_written_keeps_nobody_from_reading(
    client: Client, address: str, folder: Path, rendered: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    folder.write_text("a file where the folder should be")
    assert client.get(address).status_code == 200
    assert rendered == ["pdf"]
    assert "could not be kept: " in caplog.text
