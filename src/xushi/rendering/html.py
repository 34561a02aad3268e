"""A web page that stands by itself: the metadata that disclosure pages show, then the document."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape

from xushi.rendering.charts import Chart
from xushi.rendering.layout import Annex, Block, Figure, Flag, Imprint, Layout, Line, Link, Signature, Style, Table
from xushi.rendering.pictures import pictures_or_none

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ margin: 2rem auto; max-width: 44rem; padding: 0 1rem; font: 1.0625rem/1.8 FangSong, 仿宋_GB2312, serif; }}
h1, .title {{ font: bold 1.5rem/1.5 方正小标宋简体, "Noto Serif CJK SC", serif; text-align: center; }}
h2, .mark {{ font: 1.0625rem/1.8 SimHei, 黑体, sans-serif; text-indent: 2em; margin: .6em 0 0; }}
h3 {{ font: 1.0625rem/1.8 KaiTi, 楷体_GB2312, serif; text-indent: 2em; margin: .4em 0 0; }}
p {{ margin: 0; text-indent: 2em; }}
.flush, .source, .flag, .signature, .mark {{ text-indent: 0; }}
.source {{ text-align: center; }}
.flag {{ color: #c00; font: bold 2rem/1.6 方正小标宋简体, "Noto Serif CJK SC", serif; text-align: center; }}
.flag span {{ display: block; }}
.number {{ border-bottom: 2px solid #c00; padding-bottom: .6em; margin-bottom: 2em; }}
.signature {{ text-align: right; margin-right: 2em; }}
.imprint {{ border-top: 1px solid; border-bottom: 1px solid; margin-top: 3em; font-size: .9rem; }}
.imprint p {{ text-indent: 0; padding: 0 1em; }}
table {{ border-collapse: collapse; width: 100%; margin: 1em 0; font-size: .9rem; line-height: 1.5; }}
td, th {{ border: 1px solid #888; padding: .25em .5em; vertical-align: top; font-variant-numeric: tabular-nums; }}
th {{ font-family: SimHei, 黑体, sans-serif; font-weight: normal; vertical-align: middle; }}
.form {{ font-size: 1.0625rem; line-height: 1.6; }} .form td {{ padding: .5em .6em; }}
.figure {{ text-align: center; white-space: nowrap; }}
.chart {{ text-indent: 0; margin: 1em 0; }} .chart img {{ max-width: 100%; height: auto; background: #fff; }}
.metadata {{ font-size: .85rem; }} .metadata th {{ text-align: left; width: 7em; }}
@media print {{ thead {{ display: table-header-group; }} .annex {{ break-before: page; }} }}
</style>
</head>
<body>
{content}
</body>
</html>
"""
_TAGS = {
    Style.TITLE: ("h1", ""),
    Style.SOURCE: ("p", "source"),
    Style.ADDRESSEES: ("p", "flush"),
    Style.LIST: ("h2", ""),
    Style.FIELD: ("h3", ""),
}


def written(layout: Layout) -> bytes:
    """Return the layout as a page in UTF-8."""
    told = "\n".join([*_metadata(layout), content(layout)])
    return _PAGE.format(title=_text(layout.title), content=told).encode()


def content(layout: Layout) -> str:
    """Return the blocks alone, to be shown inside another page that has its own style sheet."""
    drawn = pictures_or_none(layout.charts, "svg")
    return "\n".join(filter(None, (_html(block, drawn) for block in layout.blocks)))


def _text(text: str) -> str:
    return escape(text, quote=False)


def _metadata(layout: Layout) -> list[str]:
    if not layout.metadata:
        return []
    rows = "\n".join(f"<tr><th>{_text(name)}</th><td>{_text(value)}</td></tr>" for name, value in layout.metadata)
    return [f'<table class="metadata">\n{rows}\n</table>']


def _tag(name: str, text: str, classes: str = "", links: Sequence[Link] = ()) -> str:
    told = f' class="{classes}"' if classes else ""
    return f"<{name}{told}>{_linked(text, links)}</{name}>"


def _linked(text: str, links: Sequence[Link]) -> str:
    """Return the text with its links, which do not overlap."""
    told, at = "", 0
    for link in sorted(links, key=lambda link: link.start):
        told += _text(text[at : link.start])
        told += f'<a href="{escape(link.address)}">{_text(text[link.start : link.end])}</a>'
        at = link.end
    return told + _text(text[at:])


def _html(block: Block, drawn: Mapping[Chart, bytes]) -> str:
    match block:
        case Line(text, style, links):
            name, classes = _TAGS.get(style, ("p", ""))
            return _tag(name, text, classes, links)
        case Flag(words, number, mark, offices):
            told = [_tag("p", mark, "mark")] if mark else []
            names = "".join(f"<span>{_text(office)}</span>" for office in offices)
            return "\n".join([*told, f'<p class="flag">{names}{_text(words)}</p>', _tag("p", number, "source number")])
        case Signature():
            return "\n".join(_tag("p", text, "signature") for text in (*block.offices, block.day) if text)
        case Annex(mark, title):
            return (_tag("p", mark, "mark annex") + "\n" if mark else "") + _tag("h1", title, "" if mark else "annex")
        case Imprint(copies, office, printed):
            texts = (f"抄送：{copies}" if copies else None, office, printed)
            return '<div class="imprint">\n' + "\n".join(_tag("p", text) for text in texts if text) + "\n</div>"
        case Figure(chart):
            return _picture(chart, drawn[chart]) if chart in drawn else ""
        case Table():
            return _table(block)


def _picture(chart: Chart, svg: bytes) -> str:
    """Return a chart as an image, whose labels are then no text of the page."""
    address = f"data:image/svg+xml;base64,{b64encode(svg).decode()}"
    return f'<p class="chart"><img src="{address}" alt="{escape(chart.in_words)}" width="620"></p>'


def _table(table: Table) -> str:
    heads = "\n".join(
        "<tr>"
        + "".join(
            f'<th colspan="{head.columns}" rowspan="{head.rows}" scope="col">{_text(head.text)}</th>' for head in row
        )
        + "</tr>"
        for row in table.heads
    )
    told = ' class="form"' if table.form else ""
    return (
        f"<table{told}>\n<thead>\n{heads}\n</thead>\n<tbody>\n"
        + "\n".join(_row(table, row, at) for at, row in enumerate(table.rows))
        + ("\n</tbody>\n</table>")
    )


def _row(table: Table, row: tuple[str, ...], at: int) -> str:
    if len(row) == 1 < len(table.shares):
        return f'<tr><td colspan="{len(table.shares)}">{_text(row[0])}</td></tr>'
    addresses = table.addresses[at] if table.addresses else (None,) * len(row)
    cells = zip(row, table.figures, addresses, strict=True)
    return "<tr>" + "".join(_cell(text, address, figure=figure) for text, figure, address in cells) + "</tr>"


def _cell(text: str, address: str | None, *, figure: bool) -> str:
    links = (Link(0, len(text), address),) if address is not None and text else ()
    return _tag("td", text, "figure" if figure else "", links)
