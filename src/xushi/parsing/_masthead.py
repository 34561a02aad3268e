"""The masthead (文头): title, document number, index number, issuing body, dates, from a table or from the text.

Sources of the rules: GB/T 9704-2012 7.2 and 7.3 (发文字号, 标题, 署名, 成文日期), and the metadata fields of
government disclosure pages (索引号, 发布机构, 成文日期 …).
"""

from __future__ import annotations

import re
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from xushi.document.model import LeafKind, Masthead
from xushi.parsing._numbering import ordinal
from xushi.reading.script import folded
from xushi.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xushi.parsing._lines import Line
    from xushi.parsing._page import Page

_NUMBER = re.compile(r"[一-龥]{1,12}(?:[〔\[(【]|﹝)(?:19|20)\d{2}(?:[〕\])】]|﹞)(?:第)?\d{1,5}号")
#: The number of a bulletin in a series stands without the short name of its office.
_BARE_NUMBER = re.compile(r"[〔\[(﹝](?:19|20)\d{2}[〕\])﹞]第?\d{1,5}[号期]")
_LABELS = {
    "index_number": "索引号|信息索引号|索取号",
    "issuing_body": "(?:发布|发文|公开)(?:机构|机关|单位|部门|主体)|制发机关|责任部门",
    "origin": "信息来源|来源|稿源",
    "document_number": "文号|发文字号|文件编号|文件号",
    "title": "标题|名称|信息名称|文件名称|公文名称",
    "issued_on": "成文日期|发文日期|印发日期|成文时间|发文时间|生成日期|制发日期",
    "published_on": "发布日期|发布时间|公开日期|公开时间|日期|时间",
}
_OTHER_LABELS = (
    "主题词|主题分类|体裁分类|组配分类|服务对象|关键词|关键字|内容概述|内容摘要|摘要|时效|有效性|效力状态|是否有效|文件下载|公开方式|公开范围|公开形式|公开属性|公开时限|公开程序"
    "|主题类别|分类|信息分类|文件类型|体裁|载体类型|废止日期|失效日期|生效日期|实施日期|备注|附件下载|下载|语种|格式|编号|信息类别|事项类别|审核人|责任编辑|浏览次数|字体|字号"
)
_LABEL = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()) + f"|(?P<other>{_OTHER_LABELS}))"
)
#: A row of a metadata table, wherever it stands.
METADATA = re.compile(rf"\|?(?:{_LABEL.pattern})[:|]")
_DATE = re.compile(r"((?:19|20)\d{2})(?:年|-|/|\.)(\d{1,2})(?:月|-|/|\.)(\d{1,2})日?")
_ZH_DATE = re.compile(
    r"([二一][〇○零OＯ九一二三四五六七八]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_ZH_YEAR = re.compile(r"([二一][〇○零OoＯ0九一二三四五六七八]{3})年")
SIGNATURE = re.compile(
    r"[一-龥]{2,30}(?:人民政府|政府|办公室|办公厅|委员会|督查室|管委会|管理委员会|常委会|局|领导小组|指挥部|办事处|办|党委|市委|县委|区委|主席团)(?:办公室)?"
)
#: The note under the title of a decision: (2025年1月18日…会议通过).
_PASSED = re.compile(r"[(].*(?:通过|票决|表决|发布|公布)[)]")
#: A row of organs above the rest of a title, or the session that voted.
_ORGAN = re.compile(rf"(?:中共)?(?:(?:{SIGNATURE.pattern}|[一-龥\d]{{2,30}}(?:会议|代表大会|常委会))){{1,3}}")
#: The number of an issue under the name of a series: 督查通报 第5期.
_ISSUE = re.compile(r"[(〔\[]?(?:(?:19|20)\d{2}[〕\]年]?)?(?:总)?第?\d{1,3}期[)〕\]]?(?:[(].{1,12}[)])?")
_FEWEST_LABELS = 3  #: labels alone on their lines, before they are taken for metadata
_LONGEST_ORGANS = 60
_YEAR = re.compile(r"((?:19|20)\d{2})年?(?:度)?")
_GENRE_WORDS = re.compile(
    r"通知|方案|通报|意见|报告|清单|项目|安排|任务|情况|结果|分解|重点工作|民生工程|要点|计划|公告|公示|决定|分解表|责任分工|一览表|出炉|实事|函|办法|工作目标|推进表|进度表"
)
_ADDRESSEES = re.compile(
    r"^各.{2,80}:$|^.{2,60}(?:政府|部门|单位|机构|办局|企业|委员会|街道办事处|管委会|直属单位|办公室)[,:]?.{0,40}:$"
)
_TITLE_END = re.compile(r"(?:方案|清单|分工|分解表?|结果|一览表|安排表?|情况|要点|计划|通报|通知)$")
#: With what the title of an official document ends: the kind of the document.
_NAMED_END = re.compile(r"的(?:通知|通报|意见|公告|公示|决定|报告|函|批复|决议)$")
_LONGEST_END = 30
_SENTENCE_MARK = re.compile(r"[。:;]")
_LIST_ITEM = re.compile(r"^(?:[一二三四五六七八九十]+、|[(][一二三四五六七八九十\d]+[)]|\d{1,3}[.、])")


def read_masthead(page: Page, before: Sequence[Line], after: Sequence[Line]) -> Masthead:
    """Read what the document says about itself from the lines `before` and `after` its list."""
    values: dict[str, tuple[str, Span]] = {}
    dates: dict[str, date] = {}
    before = _without_metadata_in_pairs(page, before, values, dates)
    rest = [line for line in before if not _metadata_line(page, line, values, dates)]
    after = [line for line in after if not METADATA.match(line.text) or not _metadata_line(page, line, values, dates)]
    _document_number(page, [*rest, *after], values)
    if "title" not in values:
        _title(page, rest, values)
    else:
        _repeated_title(page, rest, values["title"][0])
    _signature(page, rest, after, values, dates)
    if "issuing_body" not in values and "origin" in values:
        values["issuing_body"] = values["origin"]
    issued = dates.get("issued_on") or dates.get("signed_on") or dates.get("published_on")
    year = _year(values, rest, issued)
    return Masthead(
        title=values["title"][0] if "title" in values else None,
        document_number=values["document_number"][0] if "document_number" in values else None,
        index_number=values["index_number"][0] if "index_number" in values else None,
        issuing_body=values["issuing_body"][0] if "issuing_body" in values else None,
        issued_on=issued,
        year=year,
        spans={name: span for name, (_, span) in values.items() if name != "origin"},
    )


def _without_metadata_in_pairs(
    page: Page, lines: Sequence[Line], values: dict[str, tuple[str, Span]], dates: dict[str, date]
) -> list[Line]:
    """Read metadata whose labels stand alone on their lines, each over its value; return the other lines."""
    labels = [_LABEL.fullmatch(line.text) for line in lines]
    if sum(label is not None for label in labels) < _FEWEST_LABELS:
        return list(lines)
    rest: list[Line] = []
    value_of: str | None = None
    for line, label in zip(lines, labels, strict=True):
        if label is not None:
            value_of = label.lastgroup or "other"
        elif value_of is not None:
            _keep(values, dates, value_of, page.value(*line.range), page.span(*line.range))
            value_of = None
        else:
            rest.append(line)
            continue
        page.mark(LeafKind.MASTHEAD, *line.range)
    return rest


def _metadata_line(page: Page, line: Line, values: dict[str, tuple[str, Span]], dates: dict[str, date]) -> bool:
    """Read a line of a metadata table or list of labels (索引号:… 发布机构:…); tell whether it was one."""
    cells = _cells(page, line)
    found = False
    pending: str | None = None
    undated = ""
    for start, end in cells:
        strip = page.strip((start, end))
        text = strip.text
        if pending is not None and (_LABEL.match(text) is None or ":" not in text):
            whole = _LABEL.fullmatch(text.rstrip(":"))
            if whole is None:
                _keep(values, dates, pending, strip.value(0, len(text)), strip.span(0, len(text)))
                pending = None
                continue
        whole = _LABEL.fullmatch(text.rstrip(":"))
        if whole is not None and (len(cells) > 1 or text.endswith(":")):
            pending, found = whole.lastgroup, True
            continue
        labels = [label for label in _LABEL.finditer(text) if text[label.end() : label.end() + 1] == ":"]
        if not labels and _DATE.match(text):
            undated = text
        if not labels or (labels[0].start() > 0 and not _DATE.match(text) and len(labels) < 2):
            continue
        if labels[0].start() > 0:
            _keep_date(dates, "published_on", text[: labels[0].start()])
        for label, following in zip(labels, [*labels[1:], None], strict=True):
            low, high = label.end() + 1, following.start() if following is not None else len(text)
            name = label.lastgroup or "other"
            if name == "title" and len(labels) == 1 and len(cells) == 1 and not _GENRE_WORDS.search(text):
                continue
            _keep(values, dates, name, strip.value(low, high), strip.span(low, high))
            found = True
    if found:
        _keep_date(dates, "published_on", undated)
        page.mark(LeafKind.MASTHEAD, *line.range)
    return found


def _cells(page: Page, line: Line) -> list[tuple[int, int]]:
    """Split a line at strokes, tabs and runs of blanks."""
    cells: list[tuple[int, int]] = []
    start = line.start
    raw = page.folded[line.start : line.end]
    for gap in re.finditer(r"\s{0,9}\|[\s|]*|\t+| {2,}", raw):
        if not gap[0].strip(" ") and _LABEL.match("".join(raw[gap.end() : gap.end() + 12].split())) is None:
            continue
        cells.append((start, line.start + gap.start()))
        start = line.start + gap.end()
    cells.append((start, line.end))
    return [(low, high) for low, high in cells if page.folded[low:high].strip()]


def _keep(values: dict[str, tuple[str, Span]], dates: dict[str, date], name: str, value: str, span: Span) -> None:
    if not value or name == "other":
        return
    if name in ("issued_on", "published_on"):
        _keep_date(dates, name, value)
        if name in dates:
            values.setdefault(name, (value, span))
    elif name not in values:
        values[name] = (value.strip("|[]"), span)


def _keep_date(dates: dict[str, date], name: str, text: str) -> None:
    found = date_in(text)
    if found is not None:
        dates.setdefault(name, found)


def date_in(text: str) -> date | None:
    """Return the first calendar date in `text` (2024年2月29日, 2024-02-29, 二〇二四年二月二十九日), or None."""
    found = _DATE.search(text)
    if found is not None:
        year, month, day = (int(group) for group in found.groups())
    else:
        found = _ZH_DATE.search(text)
        if found is None:
            return None
        year = int(_zh_digits(found[1]))
        month, day = ordinal(found[2]), ordinal(found[3])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _zh_digits(text: str) -> str:
    digits = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")}
    return "".join((digits | dict.fromkeys("○零OoＯ0", "0"))[character] for character in text)


def _document_number(page: Page, lines: Sequence[Line], values: dict[str, tuple[str, Span]]) -> None:
    for line in lines:
        found = (
            _NUMBER.fullmatch(line.text)
            or _BARE_NUMBER.fullmatch(line.text)
            or (_NUMBER.search(line.text) if len(line.text) < 40 else None)
        )
        if found is None or "《" in line.text[: found.start()] or "据" in line.text[: found.start()]:
            continue
        strip = page.strip(line.range)
        values.setdefault("document_number", (strip.value(*found.span()), strip.span(*found.span())))
        if found.end() - found.start() == len(line.text):
            page.mark(LeafKind.MASTHEAD, *line.range)
        return


def _title(page: Page, lines: Sequence[Line], values: dict[str, tuple[str, Span]]) -> None:
    head: Line | None = None  # name of a series, which is the title where no other follows
    for index, line in enumerate(lines):
        if not _may_be_title(line.text):
            continue
        if index + 1 < len(lines) and _ISSUE.fullmatch(lines[index + 1].text):
            head = line if head is None else head
            continue
        last = index
        while (
            last + 1 < len(lines)
            and last - index < 3
            and _unfinished_title("".join(each.text for each in lines[index : last + 1]), lines[last + 1].text)
        ):
            last += 1
        first = line
        if index > 0 and _heads_title(lines[index - 1].text, line.text):
            first = lines[index - 1]
        start, end = first.start, lines[last].end
        while page.text[start] in "#* \t":
            start += 1
        values["title"] = (page.value(start, end).rstrip("*"), page.span(start, end))
        page.mark(LeafKind.MASTHEAD, start, end)
        return
    if head is not None:
        values["title"] = (page.value(*head.range), page.span(*head.range))
        page.mark(LeafKind.MASTHEAD, *head.range)


def _heads_title(above: str, text: str) -> bool:
    """Tell whether the line above a title is its first line: the organs that speak, or the session that voted."""
    if len(above) > _LONGEST_ORGANS or _ORGAN.fullmatch(above) is None:
        return False
    return text.startswith(("关于", "对")) or above.endswith(("会议", "代表大会", "常委会"))


def _may_be_title(text: str) -> bool:
    text = text.lstrip("#*")
    if not 5 <= len(text) <= 80 or text.endswith(("。", ":", ";", ",")) or _LIST_ITEM.match(text):
        return False
    if _NUMBER.fullmatch(text) or _ADDRESSEES.match(text) or text.startswith("附件"):
        return False
    return _GENRE_WORDS.search(text) is not None or "关于" in text or "《" in text


def _unfinished_title(so_far: str, following: str) -> bool:
    if "关于" in so_far and len(following) <= _LONGEST_END and _NAMED_END.search(following):
        return _NAMED_END.search(so_far) is None and _SENTENCE_MARK.search(following) is None
    if (
        re.search(
            r"(?:通知|通报|意见|公告|公示|决定|报告|函|方案|结果|出炉|办法|要点|计划|清单|表|情况)[)》]?$",
            so_far.lstrip("#*"),
        )
        and "关于印发" not in so_far
    ):
        return False
    if re.search(r"(?:通知|通报)$", so_far):
        return False
    if "。" in following or _LIST_ITEM.match(following) or _ADDRESSEES.match(following) or _NUMBER.fullmatch(following):
        return False
    if len(following) <= 20 and _TITLE_END.search(following) and not _TITLE_END.search(so_far):
        return True
    return (
        len(following) <= 40
        and ("关于" in so_far or following.startswith("关于") or SIGNATURE.fullmatch(so_far) is not None)
        and _GENRE_WORDS.search(following) is not None
    )


def _repeated_title(page: Page, lines: Sequence[Line], title: str) -> None:
    key = "".join(folded(title).split())
    for line in lines:
        if line.text == key:
            page.mark(LeafKind.MASTHEAD, *line.range)
            return


def _signature(
    page: Page,
    before: Sequence[Line],
    after: Sequence[Line],
    values: dict[str, tuple[str, Span]],
    dates: dict[str, date],
) -> None:
    """Find the issuing body and the date of the document where they sign it: 署名 above 成文日期."""
    for lines in (before, after):
        for line, following in zip_longest(lines, lines[1:]):
            signed = SIGNATURE.fullmatch(line.text) is not None
            when = following is not None and len(following.text) <= 16 and date_in(following.text)
            if signed and following is not None and when and "印发" not in following.text:
                values.setdefault("issuing_body", (page.value(*line.range), page.span(*line.range)))
                dates.setdefault("signed_on", when)
                page.mark(LeafKind.MASTHEAD, *line.range)
                page.mark(LeafKind.MASTHEAD, *following.range)
        for line in lines:
            _signed_and_dated(page, line, values, dates)
            passed = _PASSED.fullmatch(line.text)
            if passed is not None and (when := date_in(line.text)) is not None:
                dates.setdefault("published_on", when)
                page.mark(LeafKind.MASTHEAD, *line.range)
            elif len(line.text) <= 24 and date_in(line.text) is not None and "印发" not in line.text:
                rest = _DATE.sub("", _ZH_DATE.sub("", line.text)).strip("()[]:0123456789-/")
                if len(rest) <= 6:
                    dates.setdefault("published_on", date_in(line.text) or date.min)
                    page.mark(LeafKind.MASTHEAD, *line.range)
    if "issuing_body" not in values and "title" in values:
        title, span = values["title"]
        found = re.match(
            r"([一-龥]{2,20}(?:人民政府|政府|办公室|办公厅|委员会|督查室|局|委))(?:办公室|办公厅)?关于", title
        )
        if found is not None:
            body = title[: found.end() - 2]
            values["issuing_body"] = (body, _head_of(span, page.reading.source.text, len(body)))


def _signed_and_dated(page: Page, line: Line, values: dict[str, tuple[str, Span]], dates: dict[str, date]) -> None:
    """Read a line that holds the issuing body and, after a gap, the date: 市政府督查室  2022年10月14日."""
    found = _DATE.search(line.text) or _ZH_DATE.search(line.text)
    if found is None or found.end() != len(line.text) or len(line.text) > _LONGEST_ORGANS:
        return
    if SIGNATURE.fullmatch(line.text[: found.start()]) is None or (when := date_in(line.text)) is None:
        return
    strip = page.strip(line.range)
    values.setdefault("issuing_body", (strip.value(0, found.start()), strip.span(0, found.start())))
    dates.setdefault("signed_on", when)
    page.mark(LeafKind.MASTHEAD, *line.range)


def _head_of(span: Span, source: str, count: int) -> Span:
    """Return where the first `count` characters of a span stand, blanks not counted."""
    shown = [at for at in range(span.start, span.end) if not source[at].isspace()][:count]
    return Span(span.start, shown[-1] + 1) if shown else span


def _year(values: dict[str, tuple[str, Span]], lines: Sequence[Line], issued: date | None) -> int | None:
    texts = [values["title"][0]] if "title" in values else []
    texts += [line.text for line in lines if len(line.text) <= 60 and _GENRE_WORDS.search(line.text)]
    for text in texts:
        found = _YEAR.search(text)
        if found is not None:
            return int(found[1])
        found = _ZH_YEAR.search(text)
        if found is not None:
            return int(_zh_digits(found[1]))
    if issued is not None:
        return issued.year
    number = values.get("document_number")
    found = _YEAR.search(number[0]) if number is not None else None
    return int(found[1]) if found is not None else None
