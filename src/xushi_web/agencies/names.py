"""Whose document it is: the name and level of a government out of the body that issued it."""

from __future__ import annotations

import re

from xushi_web.agencies.models import Level

#: “云川市人民政府办公室”、“云川市政府督查室”、“云川市第十七届人民代表大会常务委员会”, “中共云川市委办公室”
_ISSUER = re.compile(
    r"(?:中共|中国共产党)?(?P<name>[一-鿿]{1,8}?(?:省|自治区|自治州|市|州|盟|旗|自治县|县|区|街道|镇|乡))"
    r"(?:人民政府|政府|第[一二三四五六七八九十]+届|人民代表大会|人大|委|办|督查)"
)
#: “2024年云川市民生实事…”: the name at the head of a title
_IN_TITLE = re.compile(
    r"^《?(?:\d{4}年度?)?(?P<name>[一-鿿]{2,8}?(?:省|自治区|自治州|市|州|盟|旗|县|区))(?=\d|民生|重点|政府|为民|人民)"
)
#: “省市”、“全市”、“我县” say a level and no name.
_NAMELESS = re.compile("^[省市州县区乡镇全我本各]+$")
_LEVELS = (
    (re.compile("(?:省|自治区)$|^(?:北京|上海|天津|重庆)市$"), Level.PROVINCE),
    (re.compile("(?:市|自治州|盟|州)$"), Level.CITY),
    (re.compile("(?:县|区|旗)$"), Level.COUNTY),
    (re.compile("(?:街道|镇|乡)$"), Level.TOWNSHIP),
)


def government_of(*texts: str) -> str:
    """Return the government that the first telling text names (issuing body before title), or an empty string."""
    for text in texts:
        solid = "".join(text.split())
        for pattern in (_ISSUER, _IN_TITLE):
            found = pattern.search(solid)
            if found and not _NAMELESS.match(found["name"]):
                return found["name"]
    return ""


def level_of(name: str) -> Level:
    """Return the level that the last word of a government's name says."""
    return next((level for pattern, level in _LEVELS if pattern.search(name)), Level.UNKNOWN)
