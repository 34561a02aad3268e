"""Settings come from environment variables; a bad value is refused by name, in one sentence.

Nothing here knows Django, so that the command line can show the sentence before anything else is started.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
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


def words(name: str, default: str = "") -> list[str]:
    """Return the variable `name` as a list, parted by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


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
