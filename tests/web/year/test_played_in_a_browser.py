"""A year of the sample city, from its first document to its last verdict, played by people who click.

The documents are those of `samples/`; the people, what they report and what they say to each other are invented here.
What each of them sees is asserted where they see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from xushi_web.accounts.actions import appoint, create_account
from xushi_web.accounts.actors import System
from xushi_web.accounts.models import Post
from xushi_web.agencies.actions import found_government
from xushi_web.audit.queries import verify_all

from ..browser import DESK
from .desk import PASSWORD, Calendar, Desk

pytestmark = pytest.mark.long

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
CITY, LIST = "霁川市", "2025 市民生实事项目"
SYSTEM = System("year")
TASKS = "我的任务"

#: The three items whose year is told.
PLACES, LAMPS, LIFTS = "新增普惠性托位1800个", "改造义务教育学校教室照明360间", "既有住宅加装电梯75部"

#: The office and a leader, who are appointed before the year begins.
APPOINTED = {"李敏": Post.OFFICE, "周航": Post.OFFICE, "郑书远": Post.LEADER}
#: The people of units, whom the office invites: unit and post.
INVITED = {
    "沈一禾": ("市教育局", "单位联络员"),
    "许立": ("市教育局", "单位负责人"),
    "乔安": ("市卫健委", "单位联络员"),
    "林知夏": ("市卫健委", "单位负责人"),
    "顾平": ("市住建局", "单位负责人"),
    "方榆": ("榆浦县", "单位联络员"),
    "戴川": ("岱溪县", "单位联络员"),
}


@dataclass
class Year:
    """The people of the city at their browsers, and the day."""

    open_browser: Callable[[], Any]
    site: str
    calendar: Calendar
    desks: dict[str, Desk] = field(default_factory=dict)

    def at(self, name: str, *links: str) -> Desk:
        """Return the desk of a person who follows links from where they are."""
        if name not in self.desks:
            self.desks[name] = Desk(name, self.open_browser(), self.site)
        return self.desks[name].go(*links)


@pytest.fixture
def year(chromium: Any, live_server: LiveServer, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Year]:
    """The morning of 21 February: the city has an office and a leader, and nothing else."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # they sign in forty times
    windows: list[Any] = []

    def open_browser() -> Any:
        windows.append(chromium.new_context(viewport=DESK, locale="zh-CN"))
        windows[-1].set_default_timeout(4_000)
        return windows[-1].new_page()

    calendar = Calendar(monkeypatch)
    city = found_government(CITY)
    calendar.turn(2, 21)
    for name, post in APPOINTED.items():
        user, _ = create_account(actor=SYSTEM, username=name, name=name, password=PASSWORD)
        appoint(actor=SYSTEM, user=user, post=post, government=city)
    yield Year(open_browser, live_server.url, calendar)
    for window in windows:
        window.close()


def test_a_year_is_played_from_its_first_document_to_its_last_verdict(year: Year) -> None:
    the_list_is_taken_in(year)
    people_are_invited(year)
    the_breakdown_is_sent_out_and_disputed(year)
    the_schedule_is_confirmed(year)
    a_target_is_divided_among_counties(year)
    the_first_quarter_is_reported(year)
    one_report_is_wrong_and_one_is_late(year)
    the_first_quarter_is_judged_and_published(year)
    the_second_quarter_brings_a_notice(year)
    the_notice_is_followed_until_it_is_closed(year)
    the_third_quarter_is_judged_too_hard(year)
    somebody_else_upholds_the_objection(year)
    everybody_sees_how_it_stands(year)


def the_list_is_taken_in(year: Year) -> None:
    office = year.at("李敏", "文件")
    office.upload(SAMPLES / "2025-02-breakdown.txt")
    assert "第33项没有牵头单位" in office.text
    office.press("采用")
    assert office.said == "已采用，公开页面已经更新。"
    office.go("单位名录", "各县区")
    office.write("成员单位", "霁阳区、汀兰区、榆浦县、岱溪县、鹿渚县")
    office.press("保存")
    office.go("功能区")
    office.write("成员单位", "霁川经开区、望潮新区")
    office.press("保存")


def people_are_invited(year: Year) -> None:
    for name, (unit, post) in INVITED.items():
        office = year.at("李敏", "单位联络员")
        for label, words in (("姓名", name), ("账号（登录用，以后不能改）", name)):
            office.write(label, words)
        office.choose("单位", unit)
        office.choose("岗位", post)
        office.press("邀请")
        invited = year.desks[name] = Desk(name, year.open_browser(), year.site)
        invited.page.goto(office.value("邀请链接"))
        assert f"{name}，您的账号是“{name}”。" in invited.text
        invited.write("新口令", PASSWORD)
        invited.write("再输入一次", PASSWORD)
        invited.press("保存")
        assert invited.said == f"口令已设置。请用账号“{name}”登录。"
    assert year.at("李敏", "单位联络员").row("林知夏").startswith("市卫健委 单位负责人 林知夏")


def the_breakdown_is_sent_out_and_disputed(year: Year) -> None:
    send_out(year, "任务分解", "2025-02-28")
    year.calendar.turn(2, 26)
    for name in ("许立", "方榆"):
        unit = year.at(name, "下发确认", "任务分解")
        unit.press("全部确认")
        assert unit.said == "已确认。"
    health = year.at("林知夏", "下发确认", "任务分解")
    assert "新改建农村公路" not in health.text  # a unit is asked about its own items only
    item = health.page.locator("article", has_text="新设院前急救站6个")
    item.locator("summary").click()
    item.locator("textarea").fill("急救培训由市红十字会组织，请改为市红十字会牵头。")
    health.press("提交异议")
    year.calendar.turn(3, 1)
    office = year.at("李敏", "下发确认", "任务分解")
    assert "市卫健委：急救培训由市红十字会组织，请改为市红十字会牵头。" in office.text
    office.tick("不采纳")
    office.write("答复", "急救站由你委建设，培训由市红十字会配合，牵头单位不变。")
    office.press("答复")
    settle(office)
    health = year.at("林知夏", "下发确认", "任务分解")
    assert "督查室：急救站由你委建设，培训由市红十字会配合，牵头单位不变。" in health.text


def the_schedule_is_confirmed(year: Year) -> None:
    year.calendar.turn(3, 12)
    office = year.at("李敏", "文件")
    office.upload(SAMPLES / "2025-03-schedule.pdf")
    office.press("采用")
    send_out(year, "序时进度", "2025-03-20")
    for name in ("沈一禾", "乔安", "顾平"):
        unit = year.at(name, "下发确认", "序时进度")
        unit.press("全部确认")
        assert unit.said == "已确认。"
    assert "一季度 累计建成10部。" in " ".join(unit.text.split())
    year.calendar.turn(3, 21)
    office = year.at("李敏", "下发确认", "序时进度")
    assert office.row("市住建局").startswith("市住建局 已确认 顾平")
    settle(office)


def a_target_is_divided_among_counties(year: Year) -> None:
    year.calendar.turn(3, 25)
    collect(year, "第一季度", "2025-04-10T17:30")
    health = year.at("林知夏", TASKS, PLACES, "1800个")
    for county, share in (("榆浦县", "800"), ("岱溪县", "900")):
        health.write(county, share)
    health.press("保存")
    assert health.said == "各单位合计 1700个，指标是 1800个，相差 100个；请调整到一致。"
    health.write("岱溪县", "1000")
    health.press("保存")
    assert health.said == "已分解。"


def the_first_quarter_is_reported(year: Year) -> None:
    year.calendar.turn(4, 7)
    add_share(year, "方榆", "800个", "140")
    year.calendar.turn(4, 8)
    clerk = year.at("乔安", TASKS, PLACES)
    clerk.paste("进展情况", "24个托育点选址全部敲定，6个已进场施工，累计新增普惠性托位320个。")
    clerk.press("保存并送审")
    assert clerk.said == "“普惠性托位”各地合计 140个，总数填的是 320个，两者不符；还没有填的：岱溪县。"
    add_share(year, "戴川", "1000个", "180")
    clerk.go(TASKS, PLACES)
    assert clerk.row("岱溪县 普惠性托位").endswith("180个")
    clerk.press("保存并送审")
    hand_in(year.at("林知夏", TASKS, PLACES))
    pass_up(year, "沈一禾", LAMPS, "改造完成620间，灯具检测合格率100%。", {"义务教育学校教室照明": "620"})
    hand_in(year.at("许立", TASKS, LAMPS))


def one_report_is_wrong_and_one_is_late(year: Year) -> None:
    year.calendar.turn(4, 9)
    office = year.at("李敏", "填报期", "第一季度", LAMPS)
    office.write("退回理由", "超过全年目标，是否多写了一位，请核实。")
    office.press("退回")
    assert office.said == "已退回。"
    assert "退回理由：超过全年目标，是否多写了一位，请核实。" in year.at("沈一禾", TASKS).row(LAMPS)
    pass_up(year, "沈一禾", LAMPS, "改造完成62间，灯具检测合格率100%。", {"义务教育学校教室照明": "62"})
    hand_in(year.at("许立", TASKS, LAMPS))
    year.calendar.turn(4, 12)
    housing = year.at("顾平", "消息")
    assert "填报“27 既有住宅加装电梯75部。”（第一季度），2025-04-10截止，已逾期2天" in housing.text
    housing.go(TASKS, LIFTS).paste("进展情况", "累计建成6部，居民协商一致的楼栋不足。")
    hand_in(housing)
    assert "报送 04-12 09:00 迟报" in housing.go(LIFTS).text


def the_first_quarter_is_judged_and_published(year: Year) -> None:
    year.calendar.turn(4, 14)
    judge(
        year, "第一季度", LAMPS, "达序时", "按月均摊，3月31日应完成25%，落后7.8个百分点", why="计划60间，已完成62间。"
    )
    judge(year, "第一季度", PLACES, "达序时", "按计划3月31日应完成目标的16.7%，超前1.1个百分点")
    judge(year, "第一季度", LIFTS, "未达序时", "按计划3月31日应完成目标的13.3%，落后5.3个百分点")
    office = year.at("李敏", "填报期", "第一季度")
    assert office.row(LIFTS).endswith("市住建局 已判定 迟报 未达序时 落后5.3点 未达序时")
    assert office.row(LAMPS).endswith("市教育局 已判定 未达序时 落后7.8点 达序时")
    publish(office)


def the_second_quarter_brings_a_notice(year: Year) -> None:
    year.calendar.turn(6, 25)
    collect(year, "上半年", "2025-07-10T17:30")
    year.calendar.turn(7, 8)
    pass_up(year, "沈一禾", LAMPS, "累计改造完成190间。", {"义务教育学校教室照明": "190"})
    hand_in(year.at("许立", TASKS, LAMPS))
    housing = year.at("顾平", TASKS, LIFTS)
    assert "上期填报（第一季度） 累计建成6部，居民协商一致的楼栋不足。" in " ".join(housing.text.split())
    housing.paste("进展情况", "累计建成18部，12部的施工合同尚未签订。")
    hand_in(housing)
    year.calendar.turn(7, 14)
    judge(year, "上半年", LAMPS, "达序时", "190间÷360间=52.8%")
    judge(year, "上半年", LIFTS, "未达序时", "18部÷75部=24%；按计划6月30日应完成目标的40%，落后16个百分点")
    office = year.at("李敏", "填报期", "上半年")
    publish(office)
    office.go("督办单", LIST)
    assert office.row(LIFTS) == f"27 {LIFTS}。 市住建局 未达序时 拟督办单 调整指标 历史"
    office.page.get_by_role("row", name=LIFTS).get_by_role("link", name="拟督办单").click()
    office.choose("等级", "黄色")
    office.write("存在的问题", "上半年应建成30部，实际建成18部。")
    office.write("整改要求", "7月底前签订全部施工合同，每周报送进度。")
    office.write("整改期限", "2025-07-31")
    office.press("存为草稿")
    office.press("签发")
    assert office.said == "已签发，单位登录后即可签收。"


def the_notice_is_followed_until_it_is_closed(year: Year) -> None:
    year.calendar.turn(7, 15)
    housing = year.at("顾平", "督办单", "督办〔2025〕1号")
    assert "上半年应建成30部，实际建成18部。" in housing.text
    housing.press("签收")
    year.calendar.turn(7, 25)
    answer(year, "已签订8部电梯的施工合同。")
    office = year.at("李敏", "督办单", "督办〔2025〕1号")
    office.write("核查意见（退回时必填）", "还有4部没有签订合同，请继续。")
    office.press("退回整改")
    assert office.said == "已退回整改。"
    year.calendar.turn(7, 30)
    answer(year, "12部电梯的施工合同全部签订，累计建成26部。")
    office = year.at("李敏", "督办单", "督办〔2025〕1号")
    office.write("核查意见（退回时必填）", "已查看合同和现场，同意销号。")
    office.press("销号")
    assert office.said == "已销号。"
    row = year.at("顾平", "督办单").row("督办〔2025〕1号")
    assert row == f"督办〔2025〕1号 黄色 27 {LIFTS}。 市住建局 2025-07-31 已销号"


def the_third_quarter_is_judged_too_hard(year: Year) -> None:
    year.calendar.turn(9, 25)
    collect(year, "前三季度", "2025-10-10T17:30")
    year.calendar.turn(10, 9)
    words = "累计改造完成281间，三个县的设备均已到货。"
    pass_up(year, "沈一禾", LAMPS, words, {"义务教育学校教室照明": "281"})
    hand_in(year.at("许立", TASKS, LAMPS))
    housing = year.at("顾平", TASKS, LIFTS)
    housing.paste("进展情况", "累计建成57部，完成年度目标的76%。")
    hand_in(housing)
    year.calendar.turn(10, 13)
    judge(year, "前三季度", LAMPS, "未达序时", "超前3.1个百分点", why="现场核查时，鹿渚县有20间没有装灯。")
    judge(year, "前三季度", LIFTS, "达序时", "超前2.7个百分点")


def somebody_else_upholds_the_objection(year: Year) -> None:
    year.calendar.turn(10, 15)
    head = year.at("许立", "复核", "申请复核")
    assert "现场核查时，鹿渚县有20间没有装灯。" in head.text
    head.write("申请复核的理由", "鹿渚县的20间已在9月28日装完，验收单附后。")
    head.press("申请复核")
    assert head.said == "复核申请已提交，督查室将由另一位同事办理。"
    judging = year.at("李敏", "复核", "教室照明")
    assert "作出判定的人不能复核自己的判定，请督查室另一位同事办理。" in judging.text
    assert not judging.page.get_by_role("button", name="受理").count()
    year.calendar.turn(10, 20)
    other = year.at("周航", "复核", "教室照明")
    other.press("受理")
    other.tick("达序时")
    other.write("复核决定的理由", "已核对验收单，9月底前累计281间属实。")
    other.press("支持")
    assert other.said == "已支持，判定已更改。"
    head = year.at("许立", "复核")
    assert head.row("未达序时 → 达序时").endswith("2025-11-14 支持")


def everybody_sees_how_it_stands(year: Year) -> None:
    publish(year.at("李敏", "填报期", "前三季度"))
    office = year.at("李敏", "通报")
    office.press("拟稿")
    assert "附件第2项没有判定和进展情况：请先核实判定，或写明情况。" in office.text  # so it cannot be issued
    assert office.page.get_by_role("button", name="送签").is_disabled()
    leader = year.at("郑书远", "总览")
    assert "新落后 0 已赶上 1 27 既有住宅加装电梯75部。" in " ".join(leader.text.split())
    visitor = Desk("", year.open_browser(), year.site)
    visitor.page.goto(year.site)
    visitor.go("市民生实事项目", LAMPS)
    assert "累计改造完成281间，三个县的设备均已到货。" in visitor.text
    assert "李敏" not in visitor.text  # organs are public, people are not
    assert all(chain.holds for chain in verify_all())


def send_out(year: Year, what: str, until: str) -> None:
    office = year.at("李敏", "下发确认", LIST)
    office.choose("下发内容", what)
    office.write("确认期限", until)
    office.press("下发给 47 个单位")
    assert office.row(what).endswith(f"{until} 确认中 47 0 0 47")


def settle(office: Desk) -> None:
    """End a dispatch that some have not answered."""
    office.open("不等全部答复，提前定稿")
    office.page.locator("details[open]").get_by_label("理由").fill("期限已过，未答复的视为没有意见。")
    office.press("定稿")
    assert office.said == "已定稿。"


def collect(year: Year, quarter: str, until: str) -> None:
    office = year.at("李敏", "填报期")
    office.choose("清单", LIST)
    office.choose("时期", quarter)
    office.write("截止时间", until)
    office.press("开启")
    assert office.said == "已开启，请各单位填报。"


def add_share(year: Year, clerk: str, task: str, done: str) -> None:
    county = year.at(clerk, TASKS, PLACES)
    assert county.row("普惠性托位") == f"普惠性托位 {task} 个"
    county.write("普惠性托位 实际完成", done)
    county.press("保存")
    assert county.said == "已补充，牵头单位可以看到。"


def pass_up(year: Year, clerk: str, item: str, words: str, figures: dict[str, str]) -> None:
    """Let a clerk paste a paragraph, look at the figures found in it, and give the report to the head of the unit."""
    desk = year.at(clerk, TASKS, item)
    desk.paste("进展情况", words)
    for what, figure in figures.items():
        assert desk.value(f"{what} 实际完成") == figure
    desk.press("保存并送审")
    assert desk.said == "已送本单位负责人审核。"


def hand_in(head: Desk) -> None:
    head.press("保存并报送")
    assert head.said == "已报送督查室。核实之前可以撤回。"


def judge(year: Year, quarter: str, item: str, verdict: str, computed: str, *, why: str = "") -> None:
    """Let the office verify a report and set its verdict beside the computed one, which it sees."""
    office = year.at("李敏", "填报期", quarter, item)
    office.press("核实无误")
    assert computed in office.text
    office.tick(verdict)
    office.press("判定")
    if why:
        assert office.said.endswith(f"，判定为“{verdict}”，请写明理由。")
        office.tick(verdict)
        office.write("与测算不一致时的理由", why)
        office.press("判定")
    assert office.said == "已判定。"


def publish(office: Desk) -> None:
    office.press("截止填报")
    office.press("公布")
    assert office.said == "已公布。"


def answer(year: Year, words: str) -> None:
    housing = year.at("顾平", "督办单", "督办〔2025〕1号")
    housing.write("整改情况", words)
    housing.press("报送整改")
    assert housing.said == "整改情况已报送。"
