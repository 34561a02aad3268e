"""Zip packages with XML inside (OOXML), opened with limits: a hostile one is refused before it has cost much."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from xushi.reading import refusals

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: A package with more parts than this was made to be unpacked for ever. Large real ones have some thousands (images).
_MOST_PARTS = 20_000
#: The largest part that is read, in bytes unpacked.
_LARGEST_PART = 100_000_000
#: Real markup packs 10 to 50 times; beyond this, in a part that is not small, it is a zip bomb.
_HIGHEST_RATIO = 300
_SMALL_PART = 10_000_000

_DECLARATIONS = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))

_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError, NotImplementedError, KeyError)


class Package:
    """The parts of an OOXML file. Every method raises `UnreadableFile` where the package is damaged or hostile."""

    def __init__(self, data: bytes, format_name: str) -> None:
        self._format = format_name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as broken:
            raise refusals.damaged(format_name) from broken
        self.names = frozenset(self._zip.namelist())
        if len(self._zip.infolist()) > _MOST_PARTS:
            raise refusals.bomb()

    def part(self, name: str) -> bytes:
        """Return the bytes of a part, which must be there."""
        try:
            info = self._zip.getinfo(name)
            with self._zip.open(info) as stream:
                # The size in the header may be a lie: stop reading where it would be too much.
                content = stream.read(_LARGEST_PART + 1)
        except _BROKEN as broken:
            raise refusals.damaged(self._format) from broken
        packed = max(1, info.compress_size)
        if len(content) > _LARGEST_PART or (len(content) > _SMALL_PART and len(content) > packed * _HIGHEST_RATIO):
            raise refusals.bomb()
        return content

    def xml(self, name: str) -> Element:
        """Return the root of an XML part. Entities are never resolved, and a part that declares any is refused."""
        # `huge_tree` off: libxml2 itself refuses nesting deeper than 256 and texts longer than 10 MB.
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        content = self.part(name)
        if declares_entities(content):
            raise refusals.unsafe_xml()
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as broken:
            raise refusals.damaged(self._format) from broken
        if root.getroottree().docinfo.internalDTD is not None:
            raise refusals.unsafe_xml()
        return root

    def optional_xml(self, name: str) -> Element | None:
        """Return the root of an XML part, or None if the package does not have it."""
        return self.xml(name) if name in self.names else None


def declares_entities(content: bytes) -> bool:
    """Tell whether XML has a document type, in which entities are declared; office software never writes one."""
    return any(declaration in content for declaration in _DECLARATIONS)


def local(element: Element) -> str:
    """Return the name of an element without its namespace: strict and transitional OOXML differ in nothing else."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """Return the attribute called `name` in whichever namespace, or None."""
    if element is None:
        return None
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), None)


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first child, or further descendant, along `path` of names without namespace."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def number(element: Element | None, name: str, otherwise: int) -> int:
    """Return a whole-number attribute, or `otherwise` if it is absent or no number."""
    written = attribute(element, name)
    try:
        return int(written) if written else otherwise
    except ValueError:
        return otherwise
