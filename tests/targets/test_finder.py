"""Targets as the finder reports them, on invented sentences of the kinds official documents are made of."""

from __future__ import annotations

import pytest

from xushi.targets import Change, Comparator, Kind, Target, find_targets
from xushi.targets.model import plain


def one(text: str) -> Target:
    [target] = find_targets(text)
    return target


def shown(text: str) -> list[tuple[str, str, str | None]]:
    """The found targets as text, value and unit; a range as low~high."""
    return [
        (t.text, plain(t.value) + ("" if t.value_high is None else "~" + plain(t.value_high)), t.unit)
        for t in find_targets(text)
    ]


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "kind"),
    [
        ("新建停车场 12 处。", "12 处", "12", "处", Kind.COUNT),
        ("新增绿地１２０公顷。", "１２０公顷", "120", "公顷", Kind.AREA),
        ("改造校舍 30\n万平方米。", "30\n万平方米", "300000", "平方米", Kind.AREA),
        ("发放补贴1,050万元。", "1,050万元", "10500000", "元", Kind.MONEY),
        ("引进外资3.5亿美元。", "3.5亿美元", "350000000", "美元", Kind.MONEY),
        ("完成三百二十户搬迁。", "三百二十户", "320", "户", Kind.COUNT),
        ("覆盖率达到百分之六十。", "百分之六十", "60", "%", Kind.PERCENT),
        ("八成以上实现网办。", "八成", "80", "%", Kind.PERCENT),
        ("浓度为27微克/立方米。", "27微克/立方米", "27", "微克/立方米", Kind.CONCENTRATION),
        ("抽检6批次/千人。", "6批次/千人", "6", "批次/千人", Kind.COUNT),
        ("装机容量120万千瓦。", "120万千瓦", "1200000", "千瓦", Kind.OTHER),
        ("惠及 8.5 万农村居民。", "8.5 万", "85000", None, Kind.COUNT),
        ("冻结资金 900 万以上。", "900 万", "9000000", None, Kind.MONEY),
        ("增速居全省第3位。", "第3位", "3", "位", Kind.RANK),
        ("总量位列全国第一。", "第一", "1", None, Kind.RANK),
        ("总产值五年翻一番。", "翻一番", "100", "%", Kind.PERCENT),
        ("为期半年。", "半年", "0.5", "年", Kind.DURATION),
        ("新增座椅500個。", "500個", "500", "個", Kind.COUNT),
        ("整治農田55萬畝。", "55萬畝", "550000", "畝", Kind.AREA),
        ("24部门联合执法。", "24", "24", None, Kind.COUNT),
        ("结清123元1角1分。", "123元1角1分", "123.11", "元", Kind.MONEY),
        ("指数累计同比101.2，平稳。", "101.2", "101.2", None, Kind.OTHER),
        ("孕产妇死亡率低于8/10万。", "8/10万", "8", "/10万", Kind.OTHER),
    ],
)
def test_a_quantity_is_found_with_value_unit_and_kind(
    text: str, span: str, value: str, unit: str | None, kind: Kind
) -> None:
    target = find_targets(text)[-1]

    assert (target.text, plain(target.value), target.unit, target.kind) == (span, value, unit, kind)
    assert target.span.of(text) == span


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("开展活动不少于 30 场。", Comparator.AT_LEAST),
        ("开展活动30场以上。", Comparator.AT_LEAST),
        ("为 6 万名以上职工体检。", Comparator.AT_LEAST),
        ("补助标准不低于缴费标准的70%。", Comparator.AT_LEAST),
        ("开放至少每周 2 天。", Comparator.AT_LEAST),
        ("比例降至 5% 以内。", Comparator.AT_MOST),
        ("办结时限不超过3个工作日。", Comparator.AT_MOST),
        ("总产值突破750亿元。", Comparator.MORE),
        ("为6万余名老人体检。", Comparator.MORE),
        ("发放慰问金400多万元。", Comparator.MORE),
        ("覆盖不足90%的村。", Comparator.LESS),
        ("约120公里。", Comparator.ABOUT),
        ("抽检4000批次左右。", Comparator.ABOUT),
        ("完成近百项工程。", Comparator.ABOUT),
        ("服务企业36家内资企业。", Comparator.EQUAL),
        ("签约177户。", Comparator.EQUAL),
        ("村级站点全覆盖。", Comparator.FULL),
        ("实现 100% 覆盖。", Comparator.FULL),
    ],
)
def test_the_bound_of_a_value_is_read(text: str, comparator: Comparator) -> None:
    assert find_targets(text)[-1].comparator is comparator


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("创建 10-20 家示范店。", ("10-20 家", "10~20", "家")),
        ("给予5万—200万元补贴。", ("5万—200万元", "50000~2000000", "元")),
        ("建成6至8个站点。", ("6至8个", "6~8", "个")),
        ("比例为60-80%。", ("60-80%", "60~80", "%")),
        ("投资2到3万元。", ("2到3万元", "20000~30000", "元")),
        ("处3年以上7年以下。", ("3年以上7年", "3~7", "年")),
    ],
)
def test_a_range_has_two_ends(text: str, expected: tuple[str, str, str]) -> None:
    assert shown(text) == [expected]
    assert one(text).comparator is Comparator.RANGE


def test_the_numerals_of_an_enumeration_share_unit_and_scale() -> None:
    assert shown("甲类、乙类分别完成 0.6、0.5 万平方米。") == [
        ("0.6", "6000", "平方米"),
        ("0.5 万平方米", "5000", "平方米"),
    ]
    assert shown("分别设置3、5 处。") == [("3", "3", "处"), ("5 处", "5", "处")]


def test_numbering_that_runs_into_a_count_is_taken_off() -> None:
    assert shown("29.20家企业挂牌。") == [("20家", "20", "家")]
    assert shown("12.5万人就业。") == [("12.5万人", "125000", "人")]


def test_full_coverage_beside_its_percentage_is_said_once() -> None:
    assert shown("服务100%全覆盖。") == [("100%", "100", "%")]


def test_a_cell_with_nothing_but_a_number_is_a_quantity() -> None:
    assert shown(" 1200 ") == [("1200", "1200", None)]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("1.新建幼儿园 18 所。", "幼儿园"),
        ("完成31台老旧电梯安全评估。", "老旧电梯安全评估"),
        ("投入公积金 4800 万元支持公租房建设。", "公积金"),
        ("乡镇卫生院比例提高到 55% 以上。", "乡镇卫生院比例"),
        ("建设5条便民道路。", "便民道路"),
        ("加装60台多层住宅电梯。", "多层住宅电梯"),
        ("比2020年下降1%。", None),
        ("近视率较2020年下降1%。", "近视率"),
        ("高于全省平均水平2个百分点。", None),
        ("新建40个垃圾分类小区。", "垃圾分类小区"),
        ("设立6个“一刻钟服务圈”示范点。", "“一刻钟服务圈”示范点"),
        ("改造9个卫生院（社区服务中心）门诊。", "卫生院（社区服务中心）门诊"),
        ("举办3期青年电商培训。", "青年电商培训"),
        ("举办青少年比赛5项。", "青少年比赛"),
        ("完成抽检800批次。", "抽检"),
        ("梳理9项未完工的桥梁工程。", "桥梁工程"),
        ("补助标准不低于缴费标准的80%。", "补助标准"),
        ("技改投资（第6项）：完成20亿元。", "技改投资"),
        ("主要目标：完成20亿元。", None),
        ("（三）环境改善（6件）", "环境改善"),
        ("每年办理住房困难户及8户。", "住房困难户"),
        ("培訓高素質農民300人。", "高素質農民"),
        ("近七成事项实现网办。", "事项"),
        ("抽查30%接种门诊。", "接种门诊"),
        ("为3万人提供医疗待遇。", "医疗待遇"),
        ("发放1000元生活援助。", "生活援助"),
        ("项目总投资额25亿元。", "项目总投资额"),
        ("8家企业以及行业协会参加。", "企业"),
        ("助学金惠及300人。", "助学金"),
        ("设立4个快速反应圈。", "快速反应圈"),
        ("淘汰国三及以下柴油货车600辆", "国三及以下柴油货车"),
        ("1座完成基础施工", None),
        ("完成45家制药企业综合治理", "制药企业"),
        ("新开行中欧班列120列", "中欧班列"),
        ("力争工业增速高于全省平均水平1个百分点", "工业增速"),
    ],
)
def test_what_is_counted_stands_before_or_behind(text: str, of: str | None) -> None:
    assert one(text).of == of


def test_people_who_benefit_are_not_an_area() -> None:
    assert [t.of for t in find_targets("改造小区45个、建筑面积118.6万平方米，惠及1.32万户。")] == [
        "小区",
        "建筑面积",
        None,
    ]


def test_the_shares_of_places_are_shares_of_one_thing() -> None:
    assert [t.of for t in find_targets("东港县合格率为58%，西港区为85%。")] == ["东港县合格率", "合格率"]


def test_growth_without_a_thing_speaks_of_the_sentence_before() -> None:
    value, growth = find_targets("工业投资30亿元。预计全年增长9%。")

    assert (value.of, growth.of) == ("工业投资", "工业投资")


def test_a_change_speaks_of_the_value_before_it() -> None:
    value, growth = find_targets("完成投资924亿元，同比增长14.2%。")

    assert (value.of, growth.of) == ("投资", "投资")
    assert growth.change is Change.YEAR_ON_YEAR_UP


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("社零总额增长7%。", Change.YEAR_ON_YEAR_UP),
        ("增加值增长8%以上。", Change.YEAR_ON_YEAR_UP),
        ("较上年下降1.8%。", Change.YEAR_ON_YEAR_DOWN),
        ("审批时限压减82%。", Change.DOWN),
        ("报销比例提高5个百分点。", Change.UP),
        ("报销比例提高到85%。", None),
        ("滞后序时进度9.8个百分点。", Change.LAG),
        ("低于序时进度11个百分点。", Change.LAG),
        ("完成目标的81.9%。", Change.COMPLETION),
        ("主体工程完成85%。", Change.COMPLETION),
        ("主体结构80%。", Change.COMPLETION),
        ("为年初预算的102%。", Change.COMPLETION),
        ("累计接种30万人。", None),
        ("同比增收4.2亿元。", Change.YEAR_ON_YEAR_UP),
    ],
)
def test_what_a_value_says_about_another_one_is_read(text: str, change: Change | None) -> None:
    assert one(text).change is change


def test_the_values_of_an_enumeration_change_the_same_way() -> None:
    assert [t.change for t in find_targets("分别增长15%、8%和5%。")] == [Change.YEAR_ON_YEAR_UP] * 3


def test_a_period_holds_to_the_end_of_the_sentence() -> None:
    text = "1-8月完成投资30亿元，增长10%。新增就业5万人。预计前三季度增长12%。"

    assert [t.period for t in find_targets(text, 2023)] == [
        "2023-01/2023-08",
        "2023-01/2023-08",
        None,
        "2023-01/2023-09",
    ]


def test_the_base_of_a_comparison_is_no_period() -> None:
    assert one("浓度比 2015 年下降 20%。").period is None


def test_the_json_of_a_target_has_all_keys() -> None:
    assert one("发放助学金 8000 万元。").as_json() == {
        "text": "8000 万元",
        "span": [6, 13],
        "of": "助学金",
        "comparator": "=",
        "value": "80000000",
        "value_high": None,
        "unit": "元",
        "kind": "money",
        "change": None,
        "period": None,
    }
