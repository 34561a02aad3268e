"""The command line of the library: ``read``, ``check``, ``targets``, ``render``.

Standard output carries the answer, standard error what went wrong. `check` exits with 0 when nothing was found, 1
when problems were found, 2 when a file could not be read; the other commands with 0 or 2.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xushi
from xushi.agencies.registry import Registry, UnusableRegistry, load, save
from xushi.problems import Problem, Severity, excerpt
from xushi.reading.refusals import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xushi.document.model import Document

COMMANDS = ("read", "check", "targets", "render")
_OK, _PROBLEMS, _UNREADABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = _parser().parse_args(arguments)
    language: str = given.language
    if given.command == "read":
        return _read(given.files, language, given.agencies, as_json=given.json, learn=given.learn)
    if given.command == "check":
        return _check(given.files, language, as_json=given.json)
    if given.command == "targets":
        return _targets(as_json=given.json)
    return _render(given.file, given.to, given.output, language)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="xushi", description="读懂政府承诺文件 / Read documents of public promises")
    parser.add_argument("--language", choices=("zh", "en"), default=language(), help="语言 / language of messages")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, words in (
        ("read", "文件说了什么 / what the documents say"),
        ("check", "哪里不对 / what is wrong with them"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("files", nargs="+", type=Path, metavar="FILE")
        command.add_argument("--json", action="store_true", help="JSON,每行一个文件 / one object per file and line")
        if name == "read":
            command.add_argument(
                "--agencies", type=Path, metavar="FILE", help="单位名册 / registry of units, TOML or JSON"
            )
            command.add_argument(
                "--learn", action="store_true", help="把新单位记入名册 / add new units to the registry"
            )
    command = commands.add_parser("targets", help="标准输入里的指标 / quantities in the text on standard input")
    command.add_argument("--json", action="store_true")
    command = commands.add_parser("render", help="另存为 / write a document in another form")
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--to", required=True, choices=("txt", "html", "docx", "pdf", "xlsx"))
    command.add_argument("-o", "--output", type=Path)
    return parser


def language() -> str:
    """Return the language the environment asks for; Chinese where it asks for none or another."""
    for name in ("XUSHI_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "en" if value.startswith("en") else "zh"
    return "zh"


def _documents(files: Sequence[Path], language: str, *, targets: bool = True) -> Iterator[tuple[Path, Document | None]]:
    """Yield each file with its document, or with None after saying why it could not be read."""
    for file in files:
        try:
            document = xushi.read(file, targets=targets)
        except UnreadableFile as refusal:
            _say(f"{file}: {refusal.problem.message.in_language(language)}{refusal.problem.hint.in_language(language)}")
            yield file, None
        except OSError as error:
            _say(f"{file}: {_no_file(error, language)}")
            yield file, None
        else:
            yield file, document


def _no_file(error: OSError, language: str) -> str:
    if language == "en":
        return f"cannot be opened ({error.strerror}). Check the path and the permissions."
    return f"打不开({error.strerror})。请检查路径和权限。"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201 - this is a command line


def _print(value: str) -> None:
    print(value)  # noqa: T201 - this is a command line


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _read(files: Sequence[Path], language: str, units: Path | None, *, as_json: bool, learn: bool) -> int:
    """Print what the documents say, with the names that a registry of units has, if one is given."""
    code = _OK
    registry = None
    if units is not None and (registry := _registry(units, language, may_be_new=learn)) is None:
        return _UNREADABLE
    for file, document in _documents(files, language):
        if registry is not None and document is not None:
            document = registry.applied_to(document)  # noqa: PLW2901 - the same document, with full names
            if learn:
                registry.learn(document)
        if document is None:
            code = _UNREADABLE
        elif as_json:
            _print(_json({**xushi.as_json(document, language), "file": str(file)}))
        else:
            _print(_summary(file, document))
    if registry is not None and units is not None and learn:
        save(registry, units)
    return code


def _registry(file: Path, language: str, *, may_be_new: bool) -> Registry | None:
    """Return the registry of units in a file, or None after saying why it cannot be used."""
    if may_be_new and not file.exists():
        return Registry()
    try:
        return load(file)
    except UnusableRegistry as refusal:
        said = [refusal.problem.message.in_language(language), refusal.problem.hint.in_language(language)]
        _say(f"{file}: {(' ' if language == 'en' else '').join(said)}")
    except OSError as error:
        _say(f"{file}: {_no_file(error, language)}")
    return None


def _summary(file: Path, document: Document) -> str:
    """Return the document as a person reads it in a terminal: one line an item, its units and verdict behind it."""
    masthead = document.masthead
    rows = [f"{file}: {masthead.title or '(无标题)'}"]
    facts = (document.genre.value, masthead.document_number, masthead.issuing_body, masthead.issued_on)
    rows.append("  " + " · ".join(str(fact) for fact in facts if fact is not None))
    for programme in document.programmes:
        if programme.title is not None:
            rows.append(f"\n  {programme.title}")
        for field in programme.fields:
            if field.title is not None:
                stated = f"({field.stated_count})" if field.stated_count is not None else ""
                rows.append(f"\n  {field.title}{stated}")
            for item in field.commitments:
                verdict = item.report.verdict_text if item.report is not None else None
                notes = [item.applicability_text, "、".join(a.name for a in item.assignments[:3]), verdict]
                told = "  ".join(note for note in notes if note)
                rows.append(
                    f"  {item.number or '-':>6}  {item.text[:48]}{'…' if len(item.text) > 48 else ''}  {told}".rstrip()
                )
    if document.problems:
        rows.append(f"\n  问题 {len(document.problems)} 个,见 xushi check")
    return "\n".join(rows)


def _check(files: Sequence[Path], language: str, *, as_json: bool) -> int:
    """Print what reading and checking found; several files are checked beside each other too."""
    from xushi.checking import check_together

    read = list(_documents(files, language))
    documents = [document for _, document in read if document is not None]
    code = _OK if len(documents) == len(read) else _UNREADABLE
    found = iter(check_together(documents))
    for file, document in read:
        if document is None:
            continue
        problems = [*document.problems, *next(found)]
        if problems and code == _OK:
            code = _PROBLEMS
        if as_json:
            shown = [problem.as_json(language) for problem in problems]
            _print(_json({"schema": "xushi/1", "file": str(file), "problems": shown}))
        else:
            for problem in problems:
                _print(_shown(file, document, problem, language))
    return code


def _shown(file: Path, document: Document, problem: Problem, language: str) -> str:
    line = document.source.text.count("\n", 0, problem.span.start) + 1 if problem.span is not None else 1
    severity = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}[problem.severity]
    word = severity if language == "zh" else problem.severity.value
    rows = [f"{file}:{line}: {word} [{problem.code}] {problem.message.in_language(language)}"]
    if problem.span is not None:
        rows += ["    " + row for row in excerpt(document.source.text, _short(problem)).split("\n")]
    rows.append(f"    {problem.hint.in_language(language)}")
    return "\n".join(rows)


def _short(problem: Problem) -> Any:
    """Return the span cut to what fits a terminal line."""
    span = problem.span
    return type(span)(span.start, min(span.end, span.start + 30)) if span is not None else None


def _targets(*, as_json: bool) -> int:
    from xushi.targets import find_targets

    found = find_targets(sys.stdin.read())
    if as_json:
        _print(_json([target.as_json() for target in found]))
        return _OK
    for target in found:
        value = target.as_json()
        high = f"–{value['value_high']}" if value["value_high"] is not None else ""
        bound = f"{value['comparator']} {value['value']}{high} {target.unit or ''}"
        _print(f"{target.span.start:>6}  {target.text}  {bound}  {target.of or ''}".rstrip())
    return _OK


def _render(file: Path, to: str, output: Path | None, language: str) -> int:
    """Write a document in another form. As text it is its own text, every character of it."""
    for _, document in _documents([file], language, targets=False):
        if document is None:
            return _UNREADABLE
        if to == "txt":
            written = document.verbatim().encode("utf-8")
        else:
            from xushi.rendering import NotRendered, rendered

            try:
                written = rendered(document, to)
            except NotRendered as missing:
                _say(missing.in_language(language))
                return _UNREADABLE
        if output is not None:
            output.write_bytes(written)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(written)
    return _OK
