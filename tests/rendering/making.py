"""Trees made by hand and by chance, of invented promises."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from xushi.document.model import (
    Applicability,
    Assignment,
    Ballot,
    Commitment,
    Document,
    Field,
    Genre,
    Headline,
    Masthead,
    Milestone,
    Programme,
    Report,
    Role,
    Satisfaction,
    Script,
    Step,
    VerdictGrade,
)
from xushi.reading.model import Source

UNITS = ("市教育局", "市财政局", "市住建局", "市民政局", "市水利局", "团市委", "各县区")
THINGS = ("公厕", "幼儿园", "农贸市场", "社区助餐点", "口袋公园", "充电桩", "城市书房", "停车泊位")
WORDS = {VerdictGrade.ON_PACE: "达序时", VerdictGrade.BEHIND: "未达序时", VerdictGrade.COMPLETED: "已完成"}
FIELDS = ("教育托育", "养老助残", "城乡建设", "医疗卫生", "就业创业和社会保障", "水")
TITLES = {
    Genre.BREAKDOWN: (
        "关于下达2031年民生实事任务分解的通知",
        "云岭市人民政府办公室关于印发2031年度市民生实事项目和《政府工作报告》重点工作任务分解方案的通知",
    ),
    Genre.SCHEDULE: ("2031年民生实事序时进度安排", "云岭市2031年度为民办实事工程项目序时进度安排表"),
    Genre.BULLETIN: (
        "关于2031年民生实事推进情况的通报",
        "云岭市人民政府办公室关于2031年前三季度全市民生实事项目和重点目标任务推进情况的通报",
    ),
    Genre.BALLOT_RESULT: (
        "2031年民生实事项目票决结果",
        "云岭市第十七届人民代表大会第五次会议2031年民生实事项目票决结果",
    ),
    Genre.SATISFACTION: ("2031年民生实事满意度测评结果",),
    Genre.WORK_PLAN: ("2031年全市民政工作要点", "云岭市2031年民政和社会救助工作要点"),
}


def document(
    genre: Genre, fields: tuple[Field, ...], behind: tuple[Headline, ...] = (), title: str | None = None
) -> Document:
    """Return a document made by hand, without a source and without spans."""
    return Document(
        source=Source("", "", "txt"),
        genre=genre,
        script=Script.HANS,
        masthead=Masthead(
            title=title or TITLES[genre][0],
            document_number="云政发〔2031〕7号",
            issuing_body="云岭市人民政府",
            issued_on=date(2031, 2, 6),
            year=2031,
        ),
        programmes=(Programme(None, fields),),
        behind=behind,
    )


#: Words that may be added to a promise: figures, Latin letters, brackets, quotation marks, characters of other fonts.
MORE = (
    "，同步完善周边道路和照明",
    "，年底前全部开放",
    "，覆盖全部乡镇（街道）",
    "，由王玥、李堃、赵䶮三位同志联系",
    "，总投资1.25亿元，完成率不低于95.5%",
    "，推广“一件事一次办”和《便民手册》",
    "，接入5G和AI平台,实行A/B岗",
    "，PM2.5平均浓度降至30微克/立方米以下",
    "，惠及约3.6万人；6月底前开工、11月底前完工",
)
NARRATIVES = (
    "累计开工{}座，其余点位正在选址。",
    "已建成{}座，完成年度计划的63.5%；余下的正在招标,预计10月进场。",
    "完成选址{}处。受雨季影响，玥湖、堃山、䶮江三处进度偏慢，正在调整工期，力争年底前全部完成。",
)


@st.composite
def promises(draw: st.DrawFn) -> str:
    verb = draw(st.sampled_from(("新建", "改造", "建成", "提升")))
    thing = draw(st.sampled_from(THINGS))
    count = draw(st.integers(2, 9999))
    more = "".join(draw(st.lists(st.sampled_from(MORE), max_size=4, unique=True)))
    return f"{verb}{thing}{count}座{more}。"


@st.composite
def units(draw: st.DrawFn) -> tuple[Assignment, ...]:
    names = draw(st.lists(st.sampled_from(UNITS[:-1]), min_size=1, max_size=6, unique=True))
    group = [UNITS[-1]] if len(names) > 1 and draw(st.booleans()) else []
    if len(names) == 1:
        return (Assignment(Role.SOLE, names[0], names[0]),)
    leads = draw(st.integers(1, min(3, len(names) - (not group))))
    told = [*names, *group]
    roles = [Role.LEAD] * leads + [Role.SUPPORTING] * (len(told) - leads)
    return tuple(Assignment(role, name, name, group=name in group) for role, name in zip(roles, told, strict=True))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    grade = draw(st.sampled_from(tuple(WORDS)))
    narrative = draw(st.sampled_from(NARRATIVES)).format(draw(st.integers(1, 50)))
    return Report(grade, WORDS[grade], narrative)


@st.composite
def items(draw: st.DrawFn, genre: Genre, number: str) -> Commitment:
    text = draw(promises())
    count = st.integers(0, 400)
    if genre is Genre.SCHEDULE:
        planned = tuple(draw(milestones(f"2031-Q{each}", each * draw(st.integers(1, 9)))) for each in range(1, 5))
        return Commitment(number, text, milestones=planned, assignments=draw(units()))
    if genre is Genre.BALLOT_RESULT:
        return Commitment(number, text, ballot=Ballot(draw(count), draw(count), draw(count)))
    if genre is Genre.SATISFACTION:
        return Commitment(number, text, satisfaction=Satisfaction(draw(count), draw(count), draw(count)))
    if genre is Genre.WORK_PLAN:
        return Commitment(number, text)
    if genre is Genre.BREAKDOWN:
        note = draw(st.sampled_from((None, None, None, (Applicability.UPPER_LEVEL, "省本级实施"))))
        if note is not None:
            return Commitment(number, text, applicability=note[0], applicability_text=note[1])
        return Commitment(number, text, assignments=draw(units()))
    return Commitment(number, text, assignments=draw(units()), report=draw(reports()))


@st.composite
def milestones(draw: st.DrawFn, period: str, count: int) -> Milestone:
    """Return what is planned for a period; with several steps, these are numbered inside the cell."""
    done = f"累计完成{count}座。"
    plain = draw(st.sampled_from((done, f"完成选址和初步设计，累计开工{count}座。", None)))
    if plain is not None:
        return Milestone(period, plain, (Step(None, plain),))
    return Milestone(period, f"1.完成招标；2.{done}", (Step("1", "完成招标；"), Step("2", done)))


@st.composite
def documents(draw: st.DrawFn, genre: Genre) -> Document:
    """Return a document of a genre with one to four fields of one to four items, some with sub-numbers."""
    fields, number = [], 0
    for title in draw(st.permutations(FIELDS))[: draw(st.integers(1, 4))]:
        told: list[Commitment] = []
        fewest = 2 if genre is Genre.WORK_PLAN else 1  # a single task is no plan
        for _ in range(draw(st.integers(fewest, 4))):
            number += 1
            parts = draw(st.sampled_from((1, 1, 1, 2))) if genre in (Genre.BREAKDOWN, Genre.BULLETIN) else 1
            names = [str(number)] if parts == 1 else [f"{number}.{part}" for part in range(1, parts + 1)]
            told += [draw(items(genre, name)) for name in names]
        counted = len({item.number.partition(".")[0] for item in told if item.number})
        stated = counted if draw(st.booleans()) else None
        fields.append(Field(title, stated, tuple(told)))
    behind: tuple[Headline, ...] = ()
    if genre is Genre.BULLETIN:
        slow = [item for field in fields for item in field.commitments if item.report is not None]
        behind = tuple(
            Headline(order, f"{item.text[2:5]}建设", item.number, "只完成了选址，用地手续还在办理。")
            for order, item in enumerate(slow[:2], 1)
        )
    titled = draw(st.sampled_from(TITLES[genre]))
    return document(genre, tuple(fields), behind, titled)
