"""The lines of a page: what is text, what is furniture (page numbers, buttons of a web page), what is empty."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xushi.parsing._page import Page, Range

_LINE = re.compile(r"[^\n\r\f\x85]+")
_PAGE_NUMBER = r"-+\d{1,4}-+|-\d{1,4}|第\d{1,4}页(?:[,/]?共\d{1,4}页)?|\d{1,4}/\d{1,4}|共\d{1,4}页"
#: Words of a web page around the document. Each stretch is bounded, and none is repeated inside another.
_BUTTON = (
    r"我要纠错|打印(?:本页|此页|文章)?|关闭(?:窗口|本页)?|返回(?:顶部|列表|首页)?|分享(?:到|至)?.{0,12}|扫一扫.{0,20}|字[体号]:?.{0,12}"
    r"|(?:浏览|阅读|点击)(?:次数|量|数)?:.{0,12}|收藏(?:本页)?|您?(?:当前|现在)?(?:所在)?的?位置:.{0,60}|[上下]一篇:?.{0,60}"
    r"|(?:责任)?编辑:.{0,20}|相关(?:链接|附件|阅读|文章|解读):?|视力保护色:?|大中小|A\+A-?|网站标识码.{0,60}|.{0,2}ICP备.{0,60}"
    r"|版权所有.{0,60}|无障碍.{0,10}|长者模式|网站地图|联系我们"
)
_BUTTONS = re.compile(_BUTTON)
#: One of the buttons, looked for only where one may begin; the number of a site needs nothing before it.
_A_BUTTON = re.compile(rf"(?=[我打关返分扫字浏阅点收您当现所的位上下责编相视大A网版无长联I])(?:ICP备|{_BUTTON})")
_BREADCRUMB = r"首页[>/»›→-].{0,60}"
_RUNNING_HEAD = (
    r"[·-]{0,2}\d{0,4}[·-]{0,2}[\u4e00-\u9fff]{2,16}公报(?:\d{4}年第?\d{1,3}[期号])?[·-]{0,2}\d{0,4}[·-]{0,2}"
)
_CREDITS = (
    r"[(]?(?:[\u4e00-\u9fff]{2,4}(?:整理|摄|文|图|报道|记者|通讯员|编辑)){1,4}[)]?"
    r"|[(]?(?:(?:记者|通讯员|摄影|供稿|审核|校对|整理|文|图|编辑)[:/]?[\u4e00-\u9fff]{2,4}){1,4}[)]?"
)
_FURNITURE = re.compile(f"{_PAGE_NUMBER}|{_CREDITS}|{_RUNNING_HEAD}|{_BREADCRUMB}")
_LONGEST = 80
_BUTTON_WITHIN = 16  #: characters of a line among which a button begins and ends
#: What a finished sentence or clause ends with.
TERMINAL = tuple("。;!?)】》]〕")


@dataclass(slots=True)
class Line:
    """One line of the page: its range, and its characters without blanks, folded."""

    start: int
    end: int
    text: str

    @property
    def range(self) -> Range:
        """The range in the view."""
        return self.start, self.end


def lines(page: Page, start: int, end: int) -> Iterator[Line]:
    """Yield the lines of a range that are not empty."""
    folded = page.folded
    for found in _LINE.finditer(folded, start, end):
        text = "".join(found[0].split())
        if text:
            yield Line(*found.span(), text)


#: The foot of a web page: who runs it, and the lines that say so without a doubt.
_FOOT = re.compile(r"(?:主办|承办|协办|技术支持|运维|维护|地址|邮编|联系电话|电话|传真|邮箱|网址).{0,10}:")
_FOOT_SURE = re.compile(r"网站标识码|ICP备|公网安备|版权所有|Copyright", re.IGNORECASE)
_FOOT_LINES = 4


def feet_of_pages(texts: Sequence[str]) -> set[int]:
    """Return which of the lines are the foot of a web page: those that are it for sure, and who runs it beside them."""
    feet: set[int] = set()
    for index, text in enumerate(texts):
        if len(text) <= 2 * _LONGEST and _FOOT_SURE.search(text) is not None:
            around = range(max(0, index - _FOOT_LINES), min(len(texts), index + _FOOT_LINES + 1))
            feet |= {index, *(at for at in around if _FOOT.match(texts[at]) is not None)}
    return feet


def is_furniture(text: str) -> bool:
    """Tell whether a line belongs to the page and not to the document."""
    if len(text) > _LONGEST:
        return False
    if _FURNITURE.fullmatch(text) is not None:
        return True
    button = _A_BUTTON.search(text, 0, _BUTTON_WITHIN)
    return button is not None and not _BUTTONS.sub("", text).strip("【】[]()|·.:->")
