"""The house rules that a machine can check: imports point one way, files stay small, nothing foreign is committed."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src"
MODULES = sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts)

#: Each part of the library and the parts it may import. A new part takes its place here in the same commit.
ARROWS: dict[str, set[str]] = {
    "spans": set(),
    "language": set(),
    "patterns": set(),
    "problems": {"language", "spans"},
    "numerals": {"patterns", "spans"},
    "periods": {"numerals", "patterns", "spans"},
    "quantities": {"numerals", "patterns", "spans"},
    "reading": {"problems", "spans"},
    "targets": {"numerals", "patterns", "periods", "problems", "quantities", "spans"},
    "document": {"problems", "reading", "spans", "targets"},
    "agencies": {"document", "problems", "spans"},
    "parsing": {"agencies", "document", "numerals", "periods", "problems", "reading", "spans", "targets"},
    "matching": {"agencies", "document", "numerals", "problems", "quantities", "reading", "spans", "targets"},
    "pacing": {"document", "periods", "problems", "reading", "spans", "targets"},
    "rendering": {"document"},
    "checking": {"agencies", "document", "matching", "numerals", "pacing", "periods", "problems", "spans", "targets"},
}
#: The public face puts the parts together; the command line stands on the face and names what it shows.
FACE = {"__init__"}
COMMAND_LINE = {"cli", "__main__"}

#: What the application may know of the library: values and the face, not how a document is taken apart.
PUBLIC = {
    "",
    "agencies",
    "checking",
    "document",
    "language",
    "matching",
    "pacing",
    "periods",
    "problems",
    "reading",
    "rendering",
    "spans",
    "targets",
}

#: The faces of the application: they call its other parts and are called by none of them.
WEB_FACES = {"api", "commands", "portal", "workbench"}

#: The library has no web framework, no network and no database.
FOREIGN = {
    "aiohttp", "asyncio", "django", "django_htmx", "ftplib", "http", "httpx", "psycopg", "requests", "smtplib",
    "socket", "socketserver", "sqlite3", "ssl", "urllib.request", "urllib3", "xushi_web",
}  # fmt: skip
#: … and no clock: the day is always given by the caller.
CLOCK = {"time", "now", "today", "utcnow", "monotonic", "perf_counter", "localtime", "gmtime"}

LONGEST_FILE = 450
LONGEST_FUNCTION = 70

#: A run of so many characters, blanks left out, is no coincidence but a copied sentence.
COPIED = 22


class Import(NamedTuple):
    """One imported module, and where."""

    path: Path
    line: int
    module: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line} imports {self.module}"


def imports_of(path: Path) -> Iterator[Import]:
    """Yield what `path` imports, relative imports resolved; ``from p import m`` is ``p.m`` where that is a module."""
    package = path.relative_to(SRC).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(path, node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            origin = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                module = f"{origin}.{alias.name}"
                yield Import(path, node.lineno, module if is_module(module) else origin)


def is_module(name: str) -> bool:
    path = SRC.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or path.is_dir()


def part_of(module: str) -> str:
    """Return the part of its package that a module belongs to: ``reading`` for ``xushi.reading.docx``."""
    return [*module.split("."), ""][1]


def part_at(path: Path) -> str:
    """Return the part that the file `path` belongs to."""
    return path.relative_to(SRC).with_suffix("").parts[1]


IMPORTS = [found for path in MODULES for found in imports_of(path)]
OF_LIBRARY = [found for found in IMPORTS if found.path.is_relative_to(SRC / "xushi")]
OF_APPLICATION = [found for found in IMPORTS if found.path.is_relative_to(SRC / "xushi_web")]


def within(module: str, packages: set[str]) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


def listed(found: list[Import]) -> str:
    return "\n".join(map(str, found))


def test_every_part_of_the_library_has_its_place_in_the_table() -> None:
    parts = {part_at(path) for path in MODULES if path.is_relative_to(SRC / "xushi")}
    assert parts - FACE - COMMAND_LINE <= ARROWS.keys()


def test_the_table_itself_has_no_circle() -> None:
    order = list(TopologicalSorter(ARROWS).static_order())
    assert order.index("reading") < order.index("parsing")


def test_the_library_imports_only_along_the_arrows() -> None:
    wrong = [
        found
        for found in OF_LIBRARY
        if within(found.module, {"xushi"})
        and (part := part_at(found.path)) in ARROWS
        and part_of(found.module) not in ARROWS[part] | {part}
    ]
    assert not wrong, listed(wrong)


def test_nothing_in_the_library_but_the_command_line_imports_the_command_line() -> None:
    wrong = [
        found for found in OF_LIBRARY if within(found.module, {"xushi.cli"}) and part_at(found.path) not in COMMAND_LINE
    ]
    assert not wrong, listed(wrong)


def test_the_library_knows_no_framework_no_network_and_no_database() -> None:
    wrong = [
        found
        for found in OF_LIBRARY
        if within(found.module, FOREIGN)
        and not (found.module == "xushi_web.__main__" and part_at(found.path) == "__main__")
    ]
    assert not wrong, listed(wrong)


def test_the_library_asks_no_clock() -> None:
    wrong = [str(found) for found in OF_LIBRARY if found.module == "time"]
    for path in MODULES:
        if path.is_relative_to(SRC / "xushi"):
            wrong += [
                f"{path.relative_to(ROOT)}:{node.lineno} calls {node.func.attr}()"
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in CLOCK
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in {"datetime", "date", "time"}
            ]
    assert not wrong, "\n".join(wrong)


def test_the_application_uses_the_library_by_its_public_face() -> None:
    wrong = [
        found for found in OF_APPLICATION if within(found.module, {"xushi"}) and part_of(found.module) not in PUBLIC
    ]
    assert not wrong, listed(wrong)


def test_no_other_part_of_the_application_imports_its_faces() -> None:
    entrances = {"__main__", "project"}  # these lead to the faces
    wrong = [
        found
        for found in OF_APPLICATION
        if within(found.module, {"xushi_web"})
        and part_of(found.module) in WEB_FACES - {part_at(found.path)}
        and part_at(found.path) not in entrances
    ]
    assert not wrong, listed(wrong)


def test_private_modules_are_imported_by_their_own_package_only() -> None:
    wrong = []
    for found in IMPORTS:
        *package, name = found.module.split(".")
        if within(found.module, {"xushi", "xushi_web"}) and name.startswith("_") and not name.startswith("__"):
            home = SRC.joinpath(*package)
            if not found.path.is_relative_to(home):
                wrong.append(found)
    assert not wrong, listed(wrong)


def test_no_file_is_too_long_to_be_read_in_one_sitting() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length} lines"
        for path in [*MODULES, ROOT / "xushi.py"]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="session")
def committed() -> list[Path]:
    """Every committed file."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so what is committed cannot be told")
    names = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """Return the text of a committed file, nothing for a binary one."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", errors="ignore")


def test_third_party_assets_come_from_packages_and_fonts_from_the_system(committed: list[Path]) -> None:
    foreign = re.compile(r"\.min\.(js|css)$|(^|/)(htmx|echarts|axe|bootstrap)[^/]*\.js$|\.(ttf|otf|ttc|woff2?|eot)$")
    assert [path for path in committed if foreign.search(path.as_posix())] == []


def test_no_path_of_one_machine_and_no_host_of_a_package_index_is_committed(committed: list[Path]) -> None:
    private = re.compile(
        r"(?<![\w.:/>-])/(?:work|root|home|Users)/\w"
        r"|(?:pypi|pythonhosted|npmjs|registry\.npmjs|deb\.debian)\.(?:org|com)\b"
    )
    wrong = [
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in committed
        if path != Path(__file__)
        for hit in private.finditer(text_of(path))
    ]
    assert not wrong, "\n".join(wrong)


def runs_of(text: str) -> Iterator[str]:
    """Yield every run of COPIED characters of `text`, blanks left out."""
    solid = "".join(text.split())
    return (solid[start : start + COPIED] for start in range(len(solid) - COPIED + 1))


def passages(text: str, known: set[str]) -> Iterator[str]:
    """Yield the longest passages of `text` that consist of `known` runs."""
    passage = ""
    for run in runs_of(text):
        if run in known:
            passage = passage + run[-1] if passage else run
        elif passage:
            yield passage
            passage = ""
    if passage:
        yield passage


def test_nothing_is_copied_out_of_the_real_documents(committed: list[Path], shared: Path) -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]")
    documents = [path for path in (shared / "documents").iterdir() if path.is_file()]
    known = {run for path in documents for run in runs_of(text_of(path)) if chinese.search(run)}
    assert known
    copied = [
        f"{path.relative_to(ROOT)}: {passage}" for path in committed for passage in passages(text_of(path), known)
    ]
    assert not copied, "\n".join(copied)


def test_every_decision_has_a_number_of_its_own_and_is_headed_with_it() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    headings = {path.name: path.read_text(encoding="utf-8").split()[1] for path in decisions}
    assert headings == {path.name: path.name[:4] for path in decisions}
