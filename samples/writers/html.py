"""A page of a government's web site: a table with the metadata above, links around, the document between."""

from __future__ import annotations

from html import escape

from samples.blocks import Block, Heading, Item, Paragraph, Printed, Table, Title, numbered

PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}_霁川市人民政府</title>
<style>
body {{ margin: 0 auto; max-width: 60em; padding: 0 1em; line-height: 1.9; font-family: serif; }}
nav {{ border-bottom: 2px solid #234; padding: .6em 0; font-size: .9em; }}
.metadata {{ width: 100%; margin: 1em 0; border-collapse: collapse; font-size: .9em; }}
.metadata td, .metadata th {{ border: 1px solid #bbb; padding: .3em .6em; text-align: left; }}
h1, .source {{ text-align: center; }}
.content p {{ text-indent: 2em; margin: .4em 0; }}
.content h2 {{ text-align: center; font-size: 1.3em; }}
.content h3 {{ font-size: 1em; text-indent: 2em; }}
footer {{ border-top: 1px solid #bbb; padding: 1em 0; font-size: .85em; }}
@media print {{ nav, footer {{ display: none; }} }}
</style>
</head>
<body>
<nav>首页 &gt; 政府信息公开 &gt; 督查通报</nav>
{metadata}<h1>{title}</h1>
{content}
<footer>【打印本页】&nbsp;【关闭窗口】</footer>
</body>
</html>
"""


def written(document: Printed) -> bytes:
    """Return `document` as a web page in UTF-8."""
    blocks = [block for block in document.blocks if block != Title(document.title)]
    content = "\n".join(_html(block) for block in blocks)
    page = PAGE.format(
        title=escape(document.title),
        metadata=_metadata(document),
        content=f'<div class="content">\n{content}\n</div>',
    )
    return page.encode()


def _metadata(document: Printed) -> str:
    pairs = list({**document.metadata, "标题": document.title}.items()) if document.metadata else []
    if not pairs:
        return ""
    rows = [pairs[start : start + 2] for start in range(0, len(pairs), 2)]
    cells = "".join(
        "<tr>" + "".join(f"<th>{escape(name)}</th><td>{escape(value)}</td>" for name, value in row) + "</tr>\n"
        for row in rows
    )
    return f'<table class="metadata">\n{cells}</table>\n'


def _html(block: Block) -> str:
    match block:
        case Title(text):
            return f"<h2>{escape(text)}</h2>"
        case Heading(text):
            return f"<h3>{escape(text)}</h3>"
        case Item():
            return f"<p>{escape(numbered(block), quote=False)}</p>"
        case Paragraph(text, align):
            style = f' style="text-align: {align}"' if align in {"center", "right"} else ""
            return f"<p{style}>{escape(text, quote=False)}</p>"
        case Table(heads, rows):
            return "<table>\n" + "\n".join(_row(row) for row in (*heads, *rows)) + "\n</table>"


def _row(row: tuple[str | None, ...]) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell or '')}</td>" for cell in row) + "</tr>"
