"""The registry of one government's units: names, other names, groups and their members; a file that people edit.

As TOML (or the same as JSON)::

    government = "云川市"

    [[agencies]]
    name = "市教育局"
    aliases = ["教育局", "市教育体育局"]

    [[agencies]]
    name = "各县区"
    members = ["东山县", "西山县"]

It grows from documents: `Registry.learn` takes over the units that a document names and changes none that are known.
"""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from xushi.document.model import Assignment, Commitment, Document
from xushi.problems import Message, Problem, Severity

_KEYS: Final = {"name", "aliases", "members"}


class UnusableRegistry(Exception):  # noqa: N818 - it names what is wrong with the file, not with the program
    """A registry says what cannot be; `problem` tells what was found and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.message}{problem.hint}")
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Agency:
    """A unit by its full name; `members` are the names of the units that a group stands for."""

    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


class Registry:
    """The units of one government, by every name they have. A name means one unit only."""

    def __init__(self, government: str = "", agencies: Iterable[Agency] = ()) -> None:
        """Take over `agencies`. Raises `UnusableRegistry` where two of them have a name in common."""
        self.government = government
        self._agencies: dict[str, Agency] = {}
        self._owners: dict[str, str] = {}  # every name, to the key of its unit
        for agency in agencies:
            if _key(agency.name) in self._agencies:
                raise _twice(agency.name, agency.name, agency.name)
            self.put(agency)

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """All units, in the order in which they came."""
        return tuple(self._agencies.values())

    def find(self, written: str) -> Agency | None:
        """Return the unit that has this name or this other name, or None."""
        owner = self._owners.get(_key(written))
        return self._agencies[owner] if owner is not None else None

    def put(self, agency: Agency) -> None:
        """Add a unit or change the one of that name. Raises `UnusableRegistry` where another has one of its names."""
        key = _key(agency.name)
        for name in (agency.name, *agency.aliases):
            owner = self._owners.get(_key(name))
            if owner not in (None, key):
                raise _twice(name, agency.name, self._agencies[owner or ""].name)
        self._forget(key)
        self._agencies[key] = agency
        self._owners.update({_key(name): key for name in (agency.name, *agency.aliases)})

    def remove(self, name: str) -> None:
        """Take the unit of that full name out; nothing happens where there is none."""
        self._forget(_key(name))
        self._agencies.pop(_key(name), None)

    def _forget(self, key: str) -> None:
        self._owners = {name: owner for name, owner in self._owners.items() if owner != key}

    def members(self, name: str) -> tuple[str, ...]:
        """Return the full names of the units a group stands for, groups inside it resolved; () for a single unit."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            group = self.find(waiting.pop(0))
            if group is None or group.name in seen:
                continue
            seen.add(group.name)
            for member in group.members:
                known = self.find(member)
                if known is not None and known.members:
                    waiting.append(member)
                else:
                    found[known.name if known is not None else member] = None
        return tuple(found)

    def learn(self, document: Document) -> tuple[Agency, ...]:
        """Add the units a document names that are not known yet, with the short names it has for them; return them.

        A short name that would mean two units is left out.
        """
        short: dict[str, set[str]] = {}
        for assignment in _assignments(document):
            names = short.setdefault(assignment.name, set())
            if assignment.written != assignment.name:
                names.add(assignment.written)
        meanings = [written for names in short.values() for written in names]
        added: list[Agency] = []
        for name, names in short.items():
            if self.find(name) is None:
                free = [each for each in sorted(names) if self.find(each) is None and each not in short]
                added.append(Agency(name, tuple(each for each in free if meanings.count(each) == 1)))
                self.put(added[-1])
        return tuple(added)

    def applied_to(self, document: Document) -> Document:
        """Return the document with the full names the registry has for its units; what has members is a group."""
        programmes = tuple(
            replace(
                programme,
                fields=tuple(
                    replace(field, commitments=tuple(self._applied(item) for item in field.commitments))
                    for field in programme.fields
                ),
            )
            for programme in document.programmes
        )
        return replace(document, programmes=programmes)

    def _applied(self, item: Commitment) -> Commitment:
        return replace(item, assignments=tuple(self._named(assignment) for assignment in item.assignments))

    def _named(self, assignment: Assignment) -> Assignment:
        known = self.find(assignment.name) or self.find(assignment.written)
        if known is None:
            return assignment
        return replace(assignment, name=known.name, group=assignment.group or bool(known.members))


def load(path: Path) -> Registry:
    """Read a registry: JSON where the file is called so, else TOML.

    Raises `UnusableRegistry` for a file that is neither or says what cannot be, and `OSError` as `open` does.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        told: Any = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except ValueError as error:
        raise _unreadable(path, error) from None
    rows: Any = told.get("agencies", []) if isinstance(told, dict) else None
    if not isinstance(rows, list):
        raise _without_list(path)
    return Registry(str(told.get("government", "")), [_agency(path, number, row) for number, row in enumerate(rows, 1)])


def save(registry: Registry, path: Path) -> None:
    """Write a registry so that `load` reads the same: JSON where the file is called so, else TOML."""
    if path.suffix == ".json":
        rows = [
            {"name": each.name, "aliases": list(each.aliases), "members": list(each.members)}
            for each in registry.agencies
        ]
        text = json.dumps({"government": registry.government, "agencies": rows}, ensure_ascii=False, indent=2) + "\n"
    else:
        text = "".join(_toml(registry))
    path.write_bytes(text.encode("utf-8"))


def _toml(registry: Registry) -> Iterator[str]:
    def quoted(value: str | list[str]) -> str:
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")  # the strings of JSON are ones of TOML

    yield f"government = {quoted(registry.government)}\n"
    for agency in registry.agencies:
        yield f"\n[[agencies]]\nname = {quoted(agency.name)}\n"
        for key, names in (("aliases", agency.aliases), ("members", agency.members)):
            if names:
                yield f"{key} = {quoted(list(names))}\n"


def _agency(path: Path, number: int, row: Any) -> Agency:
    if not isinstance(row, dict) or set(row) - _KEYS or not isinstance(row.get("name"), str) or not row["name"].strip():
        raise _misshapen(path, number)
    lists = [row.get(key, []) for key in ("aliases", "members")]
    if not all(isinstance(names, list) and all(isinstance(name, str) for name in names) for names in lists):
        raise _misshapen(path, number)
    aliases, members = (tuple(names) for names in lists)
    return Agency(row["name"].strip(), aliases, members)


def _unusable(message: str, hint: str, **values: Any) -> UnusableRegistry:
    return UnusableRegistry(Problem("agency-registry", Severity.ERROR, Message(message, values), Message(hint, values)))


def _unreadable(path: Path, error: ValueError) -> UnusableRegistry:
    return _unusable(
        "单位名册 {file} 读不出来：{reason}。",
        "请按 TOML 或 JSON 的写法改正，并用 UTF-8 保存。",
        file=path.name,
        reason=str(error),
    )


def _without_list(path: Path) -> UnusableRegistry:
    return _unusable(
        "单位名册 {file} 里没有单位的列表 agencies。",
        '请照 [[agencies]] 加 name = "…" 的写法，一个单位写一段。',
        file=path.name,
    )


def _misshapen(path: Path, number: int) -> UnusableRegistry:
    return _unusable(
        "单位名册 {file} 的第{number}个单位写得不对。",
        "每个单位要有名称 name，可以有别名 aliases 和成员 members（都是名称的列表），没有别的项。",
        file=path.name,
        number=number,
    )


def _twice(name: str, one: str, other: str) -> UnusableRegistry:
    return _unusable(
        "名称“{name}”同时指“{one}”和“{other}”。",
        "一个名称只能指一个单位：请从其中一个的名称或别名里去掉它。",
        name=name,
        one=one,
        other=other,
    )


def _assignments(document: Document) -> Iterator[Assignment]:
    for item in document.commitments:
        yield from item.assignments


def _key(name: str) -> str:
    """Return a name without blanks and in half width, as it is compared."""
    return "".join(unicodedata.normalize("NFKC", name).split())
