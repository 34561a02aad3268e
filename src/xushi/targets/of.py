"""What is counted (所计何物): 中小学校舍 in “改造中小学校舍 30 万平方米”, 老旧住宅电梯 in “31台老旧住宅电梯安全评估”.

Chinese puts the thing before its value (新建幼儿园 18 所) or behind it (18 所新建幼儿园). It stands behind where the
clause goes on with a noun, otherwise before; verbs, adverbs and bounds around it are taken off.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from xushi.targets._context import Context
from xushi.targets._quantity import Quantity

_BEFORE_ONLY = frozenset({"percent", "percentage_points", "rank", "concentration"})
_TRIMMED = " \u3000\t\r\n、,，()（）.:：；;。-—"
_COMPARED = re.compile(r"(?:比|较|由|从)[^，。；]{1,14}$")
_SUFFIX = re.compile(r"^\s{0,2}(?:[（(]含[）)])?(?:及?以上|以下|以内|左右|余|多)?(?:的)?\s{0,2}")
_NUMBERING = re.compile(r"^\s{0,3}(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）.、．]|[①-⑳])(?:[0-9]{1,2}(?=\s))?\s{0,3}")
_VERBAL_END = re.compile(r"(?:建设|改造|安全评估|评估|安置|行动|开展|工作|任务|的创建|创建|设施提升)$")


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
    verbs = _alternatives(data["verbs"])
    leading = re.compile(rf"(?:{verbs}|{_alternatives(data['openers'])})")
    behind = re.compile(
        "|".join(re.escape(word) for word in sorted(data["verbs"].split(), key=len, reverse=True) if len(word) > 1)
    )
    trailing = re.compile(rf"(?:{_alternatives(data['closers'])})$")
    return leading, behind, trailing


def counted(text: str, quantity: Quantity, around: Context, before: int, after: int) -> tuple[int, int] | None:
    """Return the place of what `quantity` counts, or None where the clause does not say.

    `before` is the end of the quantity before it, `after` the start of the next one; neither is looked beyond.
    """
    if quantity.kind not in _BEFORE_ONLY and quantity.comparator != "full":
        place = _behind(text, quantity.end, min(around.after, after))
        if place:
            return place
    return _in_front(text, max(around.clause, before), quantity.start)


def _behind(text: str, start: int, end: int) -> tuple[int, int] | None:
    if end <= start:
        return None
    leading, behind, _ = _words()
    phrase = text[start:end]
    cut = _SUFFIX.match(phrase)
    offset = cut.end() if cut else 0
    phrase = phrase[offset:].split("、")[0]
    if len(phrase.strip(_TRIMMED)) < 2 or leading.match(phrase):  # noqa: PLR2004 - one character is no thing
        return None
    verb = behind.search(phrase, 2)
    if verb:
        phrase = phrase[: verb.start()]
    return _trimmed(text, start + offset, start + offset + len(phrase))


def _in_front(text: str, start: int, end: int) -> tuple[int, int] | None:
    leading, _, trailing = _words()
    phrase = text[start:end]
    numbering = _NUMBERING.match(phrase)
    low = numbering.end() if numbering else 0
    high = len(phrase)
    for _ in range(4):
        stripped = phrase[low:high].rstrip(_TRIMMED)
        match = trailing.search(stripped)
        high = low + (match.start() if match else len(stripped))
        if not match:
            break
    compared = _COMPARED.search(phrase[low:high])
    if compared and compared.start() > 1:
        high = low + compared.start()
    for _ in range(4):
        while low < high and phrase[low] in _TRIMMED:
            low += 1
        match = leading.match(phrase, low, high)
        if not match or high - match.end() < 2:  # noqa: PLR2004
            break
        low = match.end()
    return _trimmed(text, start + low, start + high)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in " \u3000\t\r\n、,，.:：；;。的":
        start += 1
    while end > start and text[end - 1] in " \u3000\t\r\n、,，.:：；;。的":
        end -= 1
    return (start, end) if end - start > 1 else None


def _alternatives(words: str) -> str:
    return "|".join(map(re.escape, sorted(words.split(), key=len, reverse=True)))
