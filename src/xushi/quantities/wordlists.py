"""Read the word lists that lie beside the modules: plain text, because it is read at every start.

A heading in square brackets begins a list; what follows are words with blanks between them. A line that begins with
``#`` is a comment. In a table the first word of a line is what the others belong to.
"""

from __future__ import annotations

from pkgutil import get_data


def word_lists(package: str, name: str) -> dict[str, list[str]]:
    """Return the lines of every list of the file `name` in `package`, by heading."""
    lists: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (get_data(package, name) or b"").decode().splitlines():
        if line.startswith("["):
            lines = lists.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return lists


def words_of(lines: list[str]) -> list[str]:
    """Return the words of a list."""
    return " ".join(lines).split()


def table_of(lines: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the words of each line by its first one."""
    rows = (line.split() for line in lines)
    return {first: tuple(rest) for first, *rest in rows}
