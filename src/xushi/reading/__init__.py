"""Reading: from the bytes of a file, whatever its format, to one source text and its blocks.

reading = read_file("任务分解.docx")
reading.view.text                       # what parsing works on
reading.source.text[reading.view.origin(a, b).start:]    # where it stands in the file
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
