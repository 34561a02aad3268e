"""How long matching takes, and how it grows: lists of invented promises, every two of them compared.

    PYTHONPATH=src python -P benchmarks/matching/ten_lists.py

A list of n items has a third of its promises in common with the others, in other words and with other figures.
"""

from __future__ import annotations

import random
import time

from xushi.document.model import Assignment, Commitment, Role
from xushi.matching import match_lists
from xushi.targets import find_targets

# ruff: noqa: SIM905 - a hundred words read better without quotation marks
PLACES = """东湖 西岭 南塘 北屯 金沙 银杏 白鹭 青石 红枫 紫云 龙潭 凤凰 石桥 柳林 梅溪 松山
荷塘 竹园 桃源 杏花 溪口 江湾 海棠 云台""".split()
KINDS = "老年 儿童 乡村 城市 社区 生态 智慧 文化 体育 医疗 残疾人 青年 职工 农田 渔港 水利 交通 校园 旅游 消防".split()
THINGS = """幼儿园 图书馆 卫生院 停车场 农贸市场 健身步道 助餐点 泵站 公交站台 公厕 路灯 桥梁 河道
垃圾中转站 冷库 温室 码头 公园 实训基地 托育机构 养护站 监测井
充电桩 避难场所 文化站 驿站 法律援助站 救助站 康复中心 灌渠""".split()
VERBS = "新建 改造 新改扩建 建成 优化提升 完成建设 实施改造 新增".split()
UNITS = "个 所 处 座 公里 家".split()
LEADS = "市教育局 市住建局 市民政局 市交通局 市水利局 市卫健委 市文旅局 市体育局 市农业农村局 市商务局".split()


def promise(subject: tuple[str, str, str], dice: random.Random) -> Commitment:
    """Say one promise in one of many ways, with a figure of its own."""
    figure = f"{dice.randint(2, 400)}{dice.choice(UNITS)}"
    text = dice.choice(["{verb}{name}{figure}。", "{verb}{figure}{name}。", "加强民生保障，{verb}{name}{figure}。"])
    text = text.format(verb=dice.choice(VERBS), name="".join(subject), figure=figure)
    lead = Assignment(Role.LEAD, lead_name := dice.choice(LEADS), lead_name)
    return Commitment(None, text, assignments=(lead,), targets=tuple(find_targets(text)))


def lists(count: int, length: int, seed: int = 1) -> list[list[Commitment]]:
    """Return `count` lists of `length` items that have about a third of their subjects in common."""
    dice = random.Random(seed)  # noqa: S311 - the same lists every time
    subjects = [(place, kind, thing) for place in PLACES for kind in KINDS for thing in THINGS]
    dice.shuffle(subjects)
    common, own = subjects[: length // 3], subjects[length // 3 :]
    return [[promise(each, dice) for each in (*common, *dice.sample(own, length - len(common)))] for _ in range(count)]


def main() -> None:
    """Print a line for each size."""
    print(f"{'lists':>6}{'items each':>12}{'pairs':>9}{'seconds':>9}")  # noqa: T201
    for count, length in ((2, 250), (2, 500), (2, 1000), (2, 2000), (5, 1000), (10, 1000)):
        made = lists(count, length)
        start = time.perf_counter()
        pairs = sum(map(len, match_lists(made).values()))
        print(f"{count:>6}{length:>12}{pairs:>9}{time.perf_counter() - start:>9.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
