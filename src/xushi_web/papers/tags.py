"""What of a paper an office's own template may name: the tags of each kind of paper, and their values in one paper.

A tag with a dot belongs to a series: the paragraph or table row with it stands once for each entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name, what it is replaced by, and an invented value for the preview where there is no paper yet."""

    name: str
    meaning: str | Promise
    sample: str

    @property
    def series(self) -> str:
        """The series it belongs to, nothing for one that stands once."""
        return series_of(self.name)

    @property
    def written(self) -> str:
        """Return the tag as it is typed into the template."""
        return written(self.name)


@dataclass(frozen=True, slots=True)
class Values:
    """What is filled in: a text for each single tag, and for each series its entries.

    Of `columns` a template has all or none: they are a table's columns, and one that lacks some would lose what stands
    in them.
    """

    single: Mapping[str, str]
    series: Mapping[str, Sequence[Mapping[str, str]]]
    columns: Sequence[str] = field(default=())


def series_of(name: str) -> str:
    """Return the series of a tag's name: 事项 for 事项.编号."""
    return name.partition(".")[0] if "." in name else ""


def written(name: str) -> str:
    """Return a tag as it is typed into a template: {{标题}}."""
    return "{{" + name + "}}"


def sample_values(tags: Iterable[Tag]) -> Values:
    """Return an invented paper, with one entry of each series."""
    single: dict[str, str] = {}
    series: dict[str, list[dict[str, str]]] = {}
    for tag in tags:
        if tag.series:
            series.setdefault(tag.series, [{}])[0][tag.name] = tag.sample
        else:
            single[tag.name] = tag.sample
    return Values(single, series)


def said(name: str, texts: Iterable[str]) -> list[dict[str, str]]:
    """Return the entries of a series with the one tag `name`: the paragraphs of a text."""
    return [{name: text} for text in texts]
