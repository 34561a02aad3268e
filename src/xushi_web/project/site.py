"""What a government website has to say about itself: identification for the inspection of websites, and the footer.

All of it is optional and comes from the environment; what is not set is not shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from xushi_web.project import environment as env

#: Ten digits, or that of a ministry's site: ``bm`` and eight digits.
_CODE = re.compile(r"\d{10}|bm\d{8}", re.ASCII)
_REPORTING = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html"


@dataclass(frozen=True, slots=True)
class Site:
    """The website that the portal is part of."""

    name: str = ""  #: 网站名称
    domain: str = ""
    code: str = ""  #: 政府网站标识码
    organiser: str = ""  #: 主办单位
    contact: str = ""
    icp: str = ""  #: ICP 备案号
    police: str = ""  #: 公安备案号
    identification: str = ""  #: address of the 党政机关网站标识
    main_site: str = ""  #: address of the government's main site

    def reporting(self, address: str) -> str:
        """Return where errors of the page at `address` are reported (我为政府网站找错); nothing without a code."""
        return f"{_REPORTING}?{urlencode({'site_code': self.code, 'url': address})}" if self.code else ""


def site() -> Site:
    """Return what the variables ``XUSHI_SITE_…`` say. Raises `BadSetting` for a code or an address that is none."""
    return Site(
        env.text("XUSHI_SITE_NAME"),
        env.text("XUSHI_SITE_DOMAIN"),
        _code(env.text("XUSHI_SITE_CODE")),
        env.text("XUSHI_SITE_ORGANISER"),
        env.text("XUSHI_SITE_CONTACT"),
        env.text("XUSHI_SITE_ICP"),
        env.text("XUSHI_SITE_POLICE"),
        _address("XUSHI_SITE_IDENTIFICATION"),
        _address("XUSHI_SITE_MAIN"),
    )


def _code(value: str) -> str:
    if value and not _CODE.fullmatch(value):
        message = f"环境变量 XUSHI_SITE_CODE 的值是“{value}”，政府网站标识码应为 10 位数字，或 bm 加 8 位数字。"
        raise env.BadSetting(message)
    return value


def _address(name: str) -> str:
    value = env.text(name)
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.netloc):
        message = f"环境变量 {name} 的值是“{value}”，应为以 https:// 或 http:// 开头的网址。"
        raise env.BadSetting(message)
    return value
