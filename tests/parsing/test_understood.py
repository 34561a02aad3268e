"""What has a meaning is not left over as unrecognised text: persons, deadlines and what follows from the votes."""

from __future__ import annotations

import pytest

from .reading import read

TABLES = {
    "leaders and deadlines": (
        "2023年柳川市重点任务清单\n"
        "序号\t工作任务\t分管领导\t责任单位\t完成时限\n"
        "1\t新建5G基站640个。\t许文远\t市工信局\t9月底前\n"
        "2\t新增普惠托位900个。\t叶敏\t市卫健委\t2023年10月底前\n"
    ),
    "steps by month": (
        "2023年柳川市重点项目计划\n"
        "序号\t项目名称\t建设内容\t责任单位\t时间节点\n"
        "1\t东湖水厂\t新建水厂1座。\t市水利局\t3月底前完成立项；10月底前主体完工。\n"
        "2\t西岭学校\t新建小学1所。\t市教育局\t5月底前开工；12月底前封顶。\n"
    ),
    "rates of a vote": (
        "柳川市2023年民生实事满意度测评结果\n"
        "序号\t项目名称\t满意\t基本满意\t不满意\t满意率\t排名\n"
        "1\t新建水厂1座\t30\t8\t2\t95.0%\t1\n"
        "2\t新建小学2所\t28\t8\t4\t90.0%\t2\n"
    ),
    "who was chosen": (
        "柳川市2023年民生实事项目票决结果\n"
        "序号\t项目名称\t赞成\t反对\t弃权\t是否当选\n"
        "1\t新建水厂1座\t300\t8\t2\t是\n"
        "2\t新建小学2所\t128\t80\t102\t否\n"
    ),
    "leader in a heading": (
        "2023年柳川市重点任务分解\n"
        "一、稳增长（牵头市领导：许文远）\n"
        "1.新建5G基站640个。（责任单位：市工信局）\n"
        "2.新增企业80家。（责任单位：市工信局）\n"
        "二、惠民生（牵头市领导：叶敏）\n"
        "3.新增普惠托位900个。（责任单位：市卫健委）\n"
        "4.新建小学2所。（责任单位：市教育局）\n"
    ),
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_nothing_that_has_a_meaning_is_left_over(table: str) -> None:
    assert [each.text for each in read(table).unrecognised] == []
