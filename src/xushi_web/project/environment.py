"""Settings come from environment variables; a bad value is refused by name, in one sentence.

Nothing here knows Django, so that the command line can show the sentence before anything else is started.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from email.utils import parseaddr
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

#: Where the checkout is: the data folder of an installation that sets nothing.
ROOT = Path(__file__).resolve().parents[3]

_YES = {"1", "true", "yes", "on", "是"}
_NO = {"0", "false", "no", "off", "否"}


class BadSetting(Exception):  # noqa: N818 - said to a person, named for what it is
    """An environment variable has a value that cannot be used."""


def text(name: str, default: str = "") -> str:
    """Return the variable `name`, blanks around it removed."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """Return the variable `name` as yes or no. Raises `BadSetting` for anything else."""
    value = text(name).lower()
    if not value:
        return default
    if value in _YES | _NO:
        return value in _YES
    message = f"环境变量 {name} 的值是“{value}”，应为 1（是）或 0（否）。"
    raise BadSetting(message)


def number(name: str, *, default: int, least: int = 1) -> int:
    """Return the variable `name` as a whole number of at least `least`. Raises `BadSetting` otherwise."""
    value = text(name)
    if not value:
        return default
    if value.isdecimal() and int(value) >= least:
        return int(value)
    message = f"环境变量 {name} 的值是“{value}”，应为不小于 {least} 的整数。"
    raise BadSetting(message)


def choice(name: str, *of: str) -> str:
    """Return the variable `name`, which must be one of `of`; the first is the default. Raises `BadSetting`."""
    value = text(name) or of[0]
    if value in of:
        return value
    message = f"环境变量 {name} 的值是“{value}”，应为 {'、'.join(of)} 之一。"
    raise BadSetting(message)


def words(name: str, default: str = "") -> list[str]:
    """Return the variable `name` as a list, parted by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Return the variable `name` as addresses or networks. Raises `BadSetting` for anything else."""
    found = []
    for word in words(name):
        try:
            found.append(ip_network(word))
        except ValueError as error:
            message = f"环境变量 {name} 中的“{word}”不是地址或网段，应形如 10.0.0.5 或 10.0.0.0/24，用逗号分开。"
            raise BadSetting(message) from error
    return found


def limits(name: str, defaults: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Return how often within how many minutes, by the names of `defaults`; ``none`` is no limits at all.

    The variable `name` changes some: ``search=600/1,papers=60/1``. Raises `BadSetting` for any other form or name.
    """
    if text(name).lower() == "none":
        return {}
    found = dict(defaults)
    for word in words(name):
        parts = re.fullmatch(r"([a-z-]+)=([1-9][0-9]{0,8})/([1-9][0-9]{0,4})", word)
        if parts is None or parts[1] not in defaults:
            message = (
                f"环境变量 {name} 中的“{word}”看不懂，应形如 search=300/1（每 1 分钟 300 次），用逗号分开；"
                f"可用的名称有 {'、'.join(defaults)}；none 为不限。"
            )
            raise BadSetting(message)
        found[parts[1]] = (int(parts[2]), int(parts[3]))
    return found


class Provider(NamedTuple):
    """Where people sign in elsewhere (OpenID Connect), and what it is called on the page."""

    issuer: str
    client: str
    secret: str
    name: str


def provider() -> Provider | None:
    """Return the provider of sign-ins, None without XUSHI_OIDC_ISSUER. Raises `BadSetting` for half of one."""
    issuer, client, secret = (text(f"XUSHI_OIDC_{part}") for part in ("ISSUER", "CLIENT", "SECRET"))
    if not issuer:
        return None
    if not issuer.startswith(("https://", "http://127.0.0.1", "http://localhost")) or not client or not secret:
        message = "XUSHI_OIDC_ISSUER 应为 https 地址，并同时设置 XUSHI_OIDC_CLIENT 和 XUSHI_OIDC_SECRET。"
        raise BadSetting(message)
    return Provider(issuer, client, secret, text("XUSHI_OIDC_NAME", "统一身份认证"))


def data_folder() -> Path:
    """Return the folder of the database and the secret key (XUSHI_DATA), made when it is not there."""
    folder = Path(text("XUSHI_DATA") or ROOT / "var").expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        message = f"数据目录 {folder}（环境变量 XUSHI_DATA）不能建立：{error.strerror}。请换一个可写的目录。"
        raise BadSetting(message) from error
    return folder


def database(folder: Path) -> dict[str, Any]:
    """Return Django's description of the database: SQLite in `folder`, or what XUSHI_DATABASE names.

    ``postgresql://user:password@host:port/name`` is the only form; a host may be left out for the local socket.
    """
    address = text("XUSHI_DATABASE")
    if not address:
        return _sqlite(folder / "xushi.sqlite3")
    parts = urlsplit(address)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        message = (
            "环境变量 XUSHI_DATABASE 看不懂，应形如 postgresql://用户:口令@主机:5432/库名；不设则使用内嵌的 SQLite。"
        )
        raise BadSetting(message)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


class MailServer(NamedTuple):
    """Where mail is handed over, and how."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    starttls: bool


_MAIL_PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


def mail_server() -> MailServer | None:
    """Return the server that XUSHI_MAIL names, or None. Raises `BadSetting` for an address of another form."""
    address = text("XUSHI_MAIL")
    if address.lower() in {"", "none"}:
        return None
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or parts.scheme not in _MAIL_PORTS or parts.path.strip("/"):
        message = (
            "环境变量 XUSHI_MAIL 看不懂，应形如 smtp://用户:口令@主机:25、smtps://用户:口令@主机:465、"
            "smtp+starttls://用户:口令@主机:587，或 none（不发邮件）。"
        )
        raise BadSetting(message)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isascii():  # SMTP knows no other characters here, and neither does Python's client
        message = "环境变量 XUSHI_MAIL 里的用户和口令只能由英文字母、数字和符号组成。"
        raise BadSetting(message)
    return MailServer(
        host=host,
        port=port or _MAIL_PORTS[parts.scheme],
        user=user,
        password=password,
        tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp+starttls",
    )


def site_address(hosts: list[str], *, https: bool) -> str:
    """Return XUSHI_ADDRESS, or an address made of the first of the site's names, without a slash at its end."""
    given = text("XUSHI_ADDRESS").rstrip("/")
    if given and (urlsplit(given).scheme not in {"http", "https"} or not urlsplit(given).hostname):
        message = f"环境变量 XUSHI_ADDRESS 的值是“{given}”，应形如 https://主机 或 http://主机:端口。"
        raise BadSetting(message)
    if given:
        return given
    named = [host.lstrip(".") for host in hosts if host != "*"] or ["localhost"]
    return f"{'https' if https else 'http'}://{named[0]}"


def sender(address: str) -> str:
    """Return XUSHI_MAIL_FROM, or a sender made of the site's address. Raises `BadSetting` for one without an @."""
    given = text("XUSHI_MAIL_FROM")
    if not given:
        return f"xushi@{urlsplit(address).hostname}"
    if "@" not in parseaddr(given)[1]:
        message = f"环境变量 XUSHI_MAIL_FROM 的值是“{given}”，应形如 序时 <xushi@主机>。"
        raise BadSetting(message)
    return given


def _sqlite(path: Path) -> dict[str, Any]:
    """Return SQLite set for many readers and one writer at a time.

    IMMEDIATE takes the write lock when a transaction begins, so that it waits there instead of failing in the
    middle; with WAL readers never wait. NORMAL loses at most the last transactions on a power cut, never the file.
    """
    return {
        "ENGINE": "xushi_web.project.sqlite",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;"
                "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY"
            ),
        },
    }


def secret_key(folder: Path) -> str:
    """Return XUSHI_SECRET_KEY, or the key kept in `folder`, made at random on the first start."""
    given = text("XUSHI_SECRET_KEY")
    if given:
        return given
    path = folder / "secret.key"
    if not path.exists():
        made = folder / f"secret.key.{secrets.token_hex(4)}"
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(50), encoding="ascii")
        try:
            path.hardlink_to(made)  # whoever comes first wins; both then read the same key
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text(encoding="ascii").strip()
