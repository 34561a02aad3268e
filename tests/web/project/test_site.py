"""What the site says about itself is shown where it is set, and nowhere else."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

from xushi_web.project.environment import BadSetting
from xushi_web.project.site import Site, site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["1304000009", "bm07000001"])
def test_an_identification_code_is_ten_digits_or_that_of_a_ministry(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setenv("XUSHI_SITE_CODE", code)
    assert site().code == code


@pytest.mark.parametrize("code", ["130400000", "bm0700000a", "１３０４００００００"])
def test_another_code_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setenv("XUSHI_SITE_CODE", code)
    with pytest.raises(BadSetting) as refusal:
        site()
    assert str(refusal.value) == (
        f"环境变量 XUSHI_SITE_CODE 的值是“{code}”，政府网站标识码应为 10 位数字，或 bm 加 8 位数字。"
    )


def test_an_address_that_could_run_a_script_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUSHI_SITE_IDENTIFICATION", "javascript:alert(1)")
    with pytest.raises(BadSetting) as refusal:
        site()
    assert str(refusal.value) == (
        "环境变量 XUSHI_SITE_IDENTIFICATION 的值是“javascript:alert(1)”，应为以 https:// 或 http:// 开头的网址。"
    )


def test_what_is_set_stands_in_the_head_and_the_foot(settings: LazySettings) -> None:
    settings.SITE = Site(
        name="云川市人民政府",
        domain="www.yunchuan.example",
        code="1304000009",
        organiser="云川市人民政府办公室",
        contact="0000-12345",
        icp="云ICP备00000000号",
        police="云公网安备 00000000000000号",
        identification="https://bszs.example/sitename?method=show",
        main_site="https://www.yunchuan.example/",
    )
    text = Client().get("/about/?a=1").content.decode()
    for words in (
        '<meta name="SiteName" content="云川市人民政府">',
        '<meta name="SiteDomain" content="www.yunchuan.example">',
        '<meta name="SiteIDCode" content="1304000009">',
        "主办：云川市人民政府办公室",
        "0000-12345",
        "云ICP备00000000号",
        "云公网安备 00000000000000号",
        'href="https://bszs.example/sitename?method=show"',
        "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=1304000009&amp;url=http%3A%2F%2Ftestserver%2Fabout%2F",
    ):
        assert words in text


def test_what_is_not_set_is_not_there() -> None:
    text = Client().get("/about/").content.decode()
    for words in ("SiteDomain", "SiteIDCode", "jiucuo", "主办：", "site-owner"):
        assert words not in text
