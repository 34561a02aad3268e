from __future__ import annotations

from pathlib import Path

import pytest

from xushi_web.project import environment


def refused(call: object, *arguments: object, **keywords: object) -> str:
    assert callable(call)
    with pytest.raises(environment.BadSetting) as caught:
        call(*arguments, **keywords)
    return str(caught.value)


def test_a_flag_that_is_neither_yes_nor_no_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUSHI_HTTPS", "maybe")
    assert (
        refused(environment.flag, "XUSHI_HTTPS", default=True)
        == "环境变量 XUSHI_HTTPS 的值是“maybe”，应为 1（是）或 0（否）。"
    )


@pytest.mark.parametrize(("value", "meaning"), [("1", True), ("是", True), ("No", False), ("", True)])
def test_a_flag_is_read_in_both_languages(monkeypatch: pytest.MonkeyPatch, value: str, meaning: bool) -> None:  # noqa: FBT001
    monkeypatch.setenv("XUSHI_HTTPS", value)
    assert environment.flag("XUSHI_HTTPS", default=True) is meaning


def test_a_number_that_is_none_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUSHI_UPLOAD_MB", "many")
    assert (
        refused(environment.number, "XUSHI_UPLOAD_MB", default=100)
        == "环境变量 XUSHI_UPLOAD_MB 的值是“many”，应为不小于 1 的整数。"
    )


def test_an_address_of_no_database_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XUSHI_DATABASE", "mysql://localhost/xushi")
    assert refused(environment.database, tmp_path) == (
        "环境变量 XUSHI_DATABASE 看不懂，应形如 postgresql://用户:口令@主机:5432/库名；不设则使用内嵌的 SQLite。"
    )


def test_the_parts_of_a_database_address_are_decoded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XUSHI_DATABASE", "postgresql://du%40cha:a%2Fb@db.local:5433/xushi")
    described = environment.database(tmp_path)
    assert [described[part] for part in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "du@cha",
        "a/b",
        "db.local",
        "5433",
        "xushi",
    ]


def test_the_secret_key_is_made_once_and_kept_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XUSHI_SECRET_KEY", raising=False)
    first = environment.secret_key(tmp_path)
    assert len(first) >= 50
    assert environment.secret_key(tmp_path) == first
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"
    monkeypatch.setenv("XUSHI_DATA", str(folder))
    assert refused(environment.data_folder) == (
        f"数据目录 {folder}（环境变量 XUSHI_DATA）不能建立：Not a directory。请换一个可写的目录。"
    )


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("", None),
        ("none", None),
        ("smtp://mail.example", ("mail.example", 25, "", "", False, False)),
        ("smtps://tracker:p%40ss@mail.example", ("mail.example", 465, "tracker", "p@ss", True, False)),
        ("smtp+starttls://tracker:x@mail.example:2525/", ("mail.example", 2525, "tracker", "x", False, True)),
    ],
)
def test_the_mail_server_is_an_address(
    monkeypatch: pytest.MonkeyPatch, address: str, server: tuple[object, ...] | None
) -> None:
    monkeypatch.setenv("XUSHI_MAIL", address)
    assert environment.mail_server() == server


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://", "smtp://mail:x", "smtp://m/box"])
def test_another_mail_server_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("XUSHI_MAIL", address)
    with pytest.raises(environment.BadSetting) as refusal:
        environment.mail_server()
    assert str(refusal.value) == (
        "环境变量 XUSHI_MAIL 看不懂，应形如 smtp://用户:口令@主机:25、smtps://用户:口令@主机:465、"
        "smtp+starttls://用户:口令@主机:587，或 none（不发邮件）。"
    )


def test_the_address_of_the_site_and_the_sender_are_made_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XUSHI_ADDRESS", raising=False)
    monkeypatch.delenv("XUSHI_MAIL_FROM", raising=False)
    assert environment.site_address(["tracker.example"], https=True) == "https://tracker.example"
    assert environment.sender("https://tracker.example") == "xushi@tracker.example"
    monkeypatch.setenv("XUSHI_ADDRESS", "http://10.0.0.8:8000/")
    assert environment.site_address(["*"], https=False) == "http://10.0.0.8:8000"
    monkeypatch.setenv("XUSHI_ADDRESS", "tracker.example")
    with pytest.raises(environment.BadSetting) as refusal:
        environment.site_address(["*"], https=False)
    assert str(refusal.value) == (
        "环境变量 XUSHI_ADDRESS 的值是“tracker.example”，应形如 https://主机 或 http://主机:端口。"
    )
    monkeypatch.setenv("XUSHI_MAIL_FROM", "督查室")
    with pytest.raises(environment.BadSetting) as refusal:
        environment.sender("https://tracker.example")
    assert str(refusal.value) == "环境变量 XUSHI_MAIL_FROM 的值是“督查室”，应形如 序时 <xushi@主机>。"


def test_a_password_that_mail_servers_cannot_be_given_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUSHI_MAIL", "smtp://tracker:口令@mail.example")
    assert refused(environment.mail_server) == "环境变量 XUSHI_MAIL 里的用户和口令只能由英文字母、数字和符号组成。"


def test_limits_are_changed_by_name_or_all_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = {"search": (300, 1), "papers": (60, 1)}
    assert environment.limits("XUSHI_LIMITS", usual) == usual
    monkeypatch.setenv("XUSHI_LIMITS", "search=5/60")
    assert environment.limits("XUSHI_LIMITS", usual) == {"search": (5, 60), "papers": (60, 1)}
    monkeypatch.setenv("XUSHI_LIMITS", "none")
    assert environment.limits("XUSHI_LIMITS", usual) == {}


@pytest.mark.parametrize("value", ["search=5", "search=0/1", "x=5/1", "search"])
def test_a_limit_nobody_understands_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("XUSHI_LIMITS", value)
    assert refused(environment.limits, "XUSHI_LIMITS", {"search": (300, 1)}) == (
        f"环境变量 XUSHI_LIMITS 中的“{value}”看不懂，应形如 search=300/1（每 1 分钟 300 次），用逗号分开；"
        "可用的名称有 search；none 为不限。"
    )
