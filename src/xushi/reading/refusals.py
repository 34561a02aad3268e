"""Files of which nothing can be understood: what was found, and what to do instead."""

from __future__ import annotations

from typing import Any

from xushi.problems import Message, Problem, Severity


class UnreadableFile(Exception):  # noqa: N818 - it names what is wrong with the file, not with the program
    """Nothing of a file can be understood; `problem` says what was found and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.message}{problem.hint}")
        self.problem = problem


def refusal(code: str, message: str, hint: str, **values: Any) -> UnreadableFile:
    """Return the exception for `code` with its two Chinese sentences, filled in with `values`."""
    return UnreadableFile(Problem(code, Severity.ERROR, Message(message, values), Message(hint, values)))


def empty() -> UnreadableFile:
    """Refuse a file without bytes, or with nothing but blanks."""
    return refusal("reading-empty-file", "文件是空的，没有任何文字。", "请确认选对了文件，或重新导出后再试。")


def too_large(size: int, limit: int) -> UnreadableFile:
    """Refuse a file of more than `limit` bytes."""
    return refusal(
        "reading-too-large",
        "文件有 {size} MB，超过了 {limit} MB 的上限。",
        "请拆分成几个文件，或去掉其中的图片后再试。",
        size=_megabytes(size),
        limit=_megabytes(limit),
    )


def not_text() -> UnreadableFile:
    """Refuse bytes that are no known format and no text in any encoding."""
    return refusal(
        "reading-not-text",
        "文件的内容不是文字，也不是能识别的文档格式。",
        "请用原软件打开它，另存为 docx、pdf、xlsx 或 txt 后再试。",
    )


def no_text(format_name: str) -> UnreadableFile:
    """Refuse a file that is sound but shows no text."""
    return refusal(
        "reading-no-text",
        "这个 {format} 文件里没有任何文字。",
        "如果内容是图片，请先做文字识别（OCR）；否则请确认选对了文件。",
        format=format_name,
    )


def damaged(format_name: str) -> UnreadableFile:
    """Refuse a file that begins like `format_name` but cannot be taken apart."""
    return refusal(
        "reading-damaged",
        "文件看起来是 {format}，但内容已损坏，无法打开。",
        "请重新获取或重新导出该文件；如果能用原软件打开，另存一份后再试。",
        format=format_name,
    )


def foreign(found: str, hint: str) -> UnreadableFile:
    """Refuse a file of a kind that has no reader; `found` names it, `hint` says what to save it as."""
    # The name is part of the template, not a value of it, so that the whole sentence can be translated.
    return refusal("reading-other-format", f"这是{found}，不能直接读取。", hint)


def encrypted() -> UnreadableFile:
    """Refuse a file that asks for a password."""
    return refusal("reading-encrypted", "文件设有打开密码，无法读取。", "请用原软件打开，取消密码并另存一份后再试。")


def bomb() -> UnreadableFile:
    """Refuse a package that unpacks to far more than it should."""
    return refusal(
        "reading-zip-bomb",
        "文件解压后的体积异常大，可能是恶意文件，已停止读取。",
        "请确认文件来源；如果确实是正常文件，请用原软件打开，另存一份后再试。",
    )


def unsafe_xml() -> UnreadableFile:
    """Refuse a package whose XML declares entities, which no office software writes."""
    return refusal(
        "reading-unsafe-xml",
        "文件内部含有正常文档不会有的实体声明（DOCTYPE），可能是恶意文件，已停止读取。",
        "请确认文件来源；如果确实是正常文件，请用原软件打开，另存一份后再试。",
    )


def no_text_layer(pages: int) -> UnreadableFile:
    """Refuse a PDF whose pages are images."""
    return refusal(
        "reading-no-text-layer",
        "这个 PDF 共 {pages} 页，都是图片，没有文字层。",
        "请先做文字识别（OCR），把结果存为 docx 或 txt 后再试。",
        pages=pages,
    )


def too_many_pages(pages: int, limit: int) -> UnreadableFile:
    """Refuse a PDF of more than `limit` pages."""
    return refusal(
        "reading-too-many-pages",
        "这个 PDF 有 {pages} 页，超过了 {limit} 页的上限。",
        "请拆分成几个文件后再试。",
        pages=pages,
        limit=limit,
    )


def sheet_too_large(title: str, rows: int, columns: int) -> UnreadableFile:
    """Refuse a workbook with a value far outside any table."""
    return refusal(
        "reading-sheet-too-large",
        "工作表“{title}”有 {rows} 行 {columns} 列，范围过大。",
        "多半是远处的单元格里误填了内容，请用 Excel 或 WPS 删去后再试。",
        title=title,
        rows=rows,
        columns=columns,
    )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}".removesuffix(".0")
