"""The registry of units: one unit a name, groups, growing from documents, files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import xushi
from xushi.agencies.registry import Agency, Registry, UnusableRegistry, load, save
from xushi.cli import main
from xushi.document.model import Document

TEXT = """云川市2024年重点任务分解

1.新建小学3所。（牵头单位：市教育局；配合单位：财政局、各县区）
2.发放补助200万元。（牵头单位：市财政局；配合单位：市教体局）
"""


@pytest.fixture
def document() -> Document:
    return xushi.parse_bytes(TEXT.encode(), "a.txt", targets=False)


def names(document: Document) -> list[list[str]]:
    return [[each.name for each in item.assignments] for item in document.commitments]


def test_a_unit_is_found_by_every_name_whatever_its_blanks_and_brackets() -> None:
    registry = Registry("云川市", [Agency("市体育局(市赛事办)", ("体育局",))])
    assert registry.find("市体育局（市赛事办） ") is registry.find("体育局") is registry.agencies[0]
    assert registry.find("市教育局") is None


def test_a_name_means_one_unit_only() -> None:
    registry = Registry("", [Agency("市教育局", ("教育局",))])
    with pytest.raises(UnusableRegistry) as refused:
        registry.put(Agency("区教育局", ("教育局",)))
    assert str(refused.value) == (
        "名称“教育局”同时指“区教育局”和“市教育局”。一个名称只能指一个单位：请从其中一个的名称或别名里去掉它。"
    )
    assert registry.find("区教育局") is None


def test_a_unit_is_changed_and_removed() -> None:
    registry = Registry("", [Agency("市教育局", ("教育局",))])
    registry.put(Agency("市教育局", ("市教体局",)))
    assert (registry.find("教育局"), registry.find("市教体局")) == (None, Agency("市教育局", ("市教体局",)))
    registry.remove("市教育局")
    assert registry.agencies == ()


def test_groups_inside_groups_are_resolved_without_going_round() -> None:
    groups = [Agency("各板块", (), ("各县区", "高新区")), Agency("各县区", (), ("东山县", "各板块"))]
    assert Registry("", groups).members("各板块") == ("高新区", "东山县")


def test_it_grows_from_a_document_and_keeps_what_it_knows(document: Document) -> None:
    registry = Registry("云川市", [Agency("市教育局", ("市教体局",))])
    added = registry.learn(document)
    assert added == (Agency("市财政局", ("财政局",)), Agency("各县区"))
    assert registry.learn(document) == ()


def test_it_gives_a_document_the_names_it_has(document: Document) -> None:
    registry = Registry("云川市", [Agency("市教育局", ("市教体局",)), Agency("各县区", (), ("东山县",))])
    applied = registry.applied_to(document)
    assert names(applied) == [["市教育局", "市财政局", "各县区"], ["市财政局", "市教育局"]]
    assert [each.written for each in applied.commitments[1].assignments] == ["市财政局", "市教体局"]


@pytest.mark.parametrize("name", ["units.toml", "units.json"])
def test_what_is_saved_is_loaded(tmp_path: Path, name: str) -> None:
    told = Registry("云川市", [Agency('市"数"据局', ("数据局",)), Agency("各县区", (), ("东山县",))])
    save(told, tmp_path / name)
    loaded = load(tmp_path / name)
    assert (loaded.government, loaded.agencies) == (told.government, told.agencies)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("agencies = 3", "单位名册 units.toml 里没有单位的列表 agencies。"),
        ('[[agencies]]\nname = "甲局"\nalias = "乙"', "单位名册 units.toml 的第1个单位写得不对。"),
        ('[[agencies]]\nname = "甲局"\naliases = "乙"', "单位名册 units.toml 的第1个单位写得不对。"),
    ],
)
def test_a_file_that_says_what_cannot_be_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "units.toml").write_text(text, "utf-8")
    with pytest.raises(UnusableRegistry) as refused:
        load(tmp_path / "units.toml")
    assert str(refused.value.problem.message) == sentence


def test_read_uses_a_registry_and_learns_into_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, units = tmp_path / "a.txt", tmp_path / "units.toml"
    source.write_text(TEXT, "utf-8")
    units.write_text('[[agencies]]\nname = "市教育局"\naliases = ["市教体局"]\n', "utf-8")
    assert main(["read", "--json", "--agencies", str(units), "--learn", str(source)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in told["items"][1]["assignments"]] == ["市财政局", "市教育局"]
    assert [each.name for each in load(units).agencies] == ["市教育局", "市财政局", "各县区"]


def test_read_says_what_is_wrong_with_a_registry(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    units = tmp_path / "units.toml"
    units.write_text("[[agencies]]", "utf-8")
    assert main(["--language", "en", "read", "--agencies", str(units), str(units)]) == 2
    assert capsys.readouterr().err == (
        f"{units}: Unit 1 of the registry units.toml is not written as it should be. A unit needs a name and may have "
        "aliases and members (lists of names), and nothing else.\n"
    )


def test_learning_begins_a_registry_that_is_not_there_yet(tmp_path: Path) -> None:
    source, units = tmp_path / "a.txt", tmp_path / "units.toml"
    source.write_text(TEXT, "utf-8")
    assert main(["read", "--agencies", str(units), "--learn", str(source)]) == 0
    assert load(units).find("财政局") == Agency("市财政局", ("财政局",))
