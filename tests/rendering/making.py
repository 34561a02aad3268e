"""Trees made by hand and by chance, of invented promises."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from xushi.document.model import (
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
    VerdictGrade,
)
from xushi.reading.model import Source

UNITS = ("市教育局", "市财政局", "市住建局", "市民政局", "市水利局", "团市委", "各县区")
THINGS = ("公厕", "幼儿园", "农贸市场", "社区助餐点", "口袋公园", "充电桩", "城市书房", "停车泊位")
WORDS = {VerdictGrade.ON_PACE: "达序时", VerdictGrade.BEHIND: "未达序时", VerdictGrade.COMPLETED: "已完成"}
TITLES = {
    Genre.BREAKDOWN: "关于下达2031年民生实事任务分解的通知",
    Genre.SCHEDULE: "2031年民生实事序时进度安排",
    Genre.BULLETIN: "关于2031年民生实事推进情况的通报",
    Genre.BALLOT_RESULT: "2031年民生实事项目票决结果",
    Genre.SATISFACTION: "2031年民生实事满意度测评结果",
    Genre.WORK_PLAN: "2031年全市民政工作要点",
}


def document(genre: Genre, fields: tuple[Field, ...], behind: tuple[Headline, ...] = ()) -> Document:
    """Return a document made by hand, without a source and without spans."""
    return Document(
        source=Source("", "", "txt"),
        genre=genre,
        script=Script.HANS,
        masthead=Masthead(
            title=TITLES[genre],
            document_number="云政发〔2031〕7号",
            issuing_body="云岭市人民政府",
            issued_on=date(2031, 2, 6),
            year=2031,
        ),
        programmes=(Programme(None, fields),),
        behind=behind,
    )


@st.composite
def promises(draw: st.DrawFn) -> str:
    verb = draw(st.sampled_from(("新建", "改造", "建成")))
    thing = draw(st.sampled_from(THINGS))
    count = draw(st.integers(2, 99))
    more = draw(st.sampled_from(("", "，同步完善周边道路和照明", "，年底前全部开放", "，覆盖全部乡镇")))
    return f"{verb}{thing}{count}座{more}。"


@st.composite
def units(draw: st.DrawFn) -> tuple[Assignment, ...]:
    names = draw(st.lists(st.sampled_from(UNITS[:-1]), min_size=1, max_size=4, unique=True))
    if len(names) == 1:
        return (Assignment(Role.SOLE, names[0], names[0]),)
    roles = [Role.LEAD] + [Role.SUPPORTING] * (len(names) - 1)
    return tuple(Assignment(role, name, name) for role, name in zip(roles, names, strict=True))


@st.composite
def items(draw: st.DrawFn, genre: Genre, number: int) -> Commitment:
    text = draw(promises())
    count = st.integers(0, 400)
    if genre is Genre.SCHEDULE:
        planned = tuple(
            Milestone(f"2031-Q{quarter}", f"累计完成{quarter * draw(st.integers(1, 9))}座。") for quarter in range(1, 5)
        )
        return Commitment(str(number), text, milestones=planned)
    if genre is Genre.BALLOT_RESULT:
        return Commitment(str(number), text, ballot=Ballot(draw(count), draw(count), draw(count)))
    if genre is Genre.SATISFACTION:
        return Commitment(str(number), text, satisfaction=Satisfaction(draw(count), draw(count), draw(count)))
    if genre is Genre.WORK_PLAN:
        return Commitment(str(number), text)
    if genre is Genre.BREAKDOWN:
        return Commitment(str(number), text, assignments=draw(units()))
    grade = draw(st.sampled_from(tuple(WORDS)))
    narrative = f"累计开工{draw(st.integers(1, 50))}座，其余点位正在选址。"
    return Commitment(str(number), text, assignments=draw(units()), report=Report(grade, WORDS[grade], narrative))


@st.composite
def documents(draw: st.DrawFn, genre: Genre) -> Document:
    """Return a document of a genre with two or three fields of two to four items."""
    fields, number = [], 0
    for title in draw(st.permutations(("教育托育", "养老助残", "城乡建设")))[: draw(st.integers(2, 3))]:
        told = []
        for _ in range(draw(st.integers(2, 4))):
            number += 1
            told.append(draw(items(genre, number)))
        stated = len(told) if draw(st.booleans()) else None
        fields.append(Field(title, stated, tuple(told)))
    behind: tuple[Headline, ...] = ()
    if genre is Genre.BULLETIN:
        slow = [item for field in fields for item in field.commitments if item.report is not None]
        behind = tuple(
            Headline(order, f"{item.text[2:5]}建设", item.number, "只完成了选址，用地手续还在办理。")
            for order, item in enumerate(slow[:2], 1)
        )
    return document(genre, tuple(fields), behind)
