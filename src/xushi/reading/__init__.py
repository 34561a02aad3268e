"""Reading: from the bytes of a file, whatever its format, to one source text and its blocks.

>>> reading = read_file("任务分解.docx")  # doctest: +SKIP
>>> reading.view.text[:4]  # what parsing works on  # doctest: +SKIP
'关于印发'
>>> reading.view.origin(0, 4)  # where that stands in reading.source.text  # doctest: +SKIP
Span(start=0, end=4)
"""

from xushi.reading.files import DEFAULT_LIMIT, read_bytes, read_file
from xushi.reading.model import Cell, Reading, Source, Table, TextBlock
from xushi.reading.refusals import UnreadableFile
from xushi.reading.script import folded, script_of

__all__ = [
    "DEFAULT_LIMIT",
    "Cell",
    "Reading",
    "Source",
    "Table",
    "TextBlock",
    "UnreadableFile",
    "folded",
    "read_bytes",
    "read_file",
    "script_of",
]
