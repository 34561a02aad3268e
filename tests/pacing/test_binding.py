from __future__ import annotations

from datetime import date

from xushi.document.model import Document
from xushi.pacing import Plan, Reading, Unfit, bind_plan, bind_report, reporting_day
from xushi.pacing.likeness import STRONG, likeness
from xushi.pacing.wording import Stage, Wording

from .documents import bulletin, schedule


def plans(document: Document) -> list[Plan | Unfit | None]:
    wording = Wording.of(document)
    return [binding.plan for item in document.commitments for binding in bind_plan(item, wording, 2025)]


def facts(document: Document) -> list[tuple[str, str, date | None]]:
    wording, day = Wording.of(document), reporting_day(document)
    return [
        (bound.target.text, bound.fact.text, bound.on)
        for item in document.commitments
        for bound in bind_report(item, wording, 2025, day)
    ]


def test_quarters_are_bound_to_the_target_of_the_same_name() -> None:
    (plan, other) = plans(
        schedule(
            [
                "新建驿站40个，新增车位900个。",
                "新建驿站10个",
                "新建驿站10个，新增车位300个",
                "新建驿站20个",
                "新增车位600个",
            ]
        )
    )
    assert isinstance(plan, Plan)
    assert isinstance(other, Plan)
    assert [int(value) for _, value in plan.states] == [10, 20, 40]
    assert [int(value) for _, value in other.states] == [300, 900]


def test_names_with_respective_figures_are_told_apart() -> None:
    row = [
        "粉刷老厂房6万平方米，粉刷旧仓库3万平方米。",
        "老厂房、旧仓库分别完成2、1万平方米",
        "老厂房、旧仓库各完成1万平方米",
    ]
    (plan, other) = plans(schedule([*row, "老厂房、旧仓库分别完成3、1万平方米", "总结"]))
    assert isinstance(plan, Plan)
    assert isinstance(other, Plan)
    assert plan.reading is other.reading is Reading.INCREMENTAL


def test_tenders_and_designs_are_not_counted_as_schools() -> None:
    (plan,) = plans(schedule(["新建书屋12座。", "12座书屋完成招标", "", "建成书屋5座", "累计建成书屋12座"]))
    assert isinstance(plan, Plan)
    assert [int(value) for _, value in plan.states] == [5, 12]


def test_stages_that_add_up_to_the_whole_are_read_as_stages() -> None:
    row = ["新建书屋12座。", "1.新建书屋中4座进行设计、8座办理手续；2.宣传", "1.新建书屋中5座开工、7座进行招标；2.宣传"]
    (plan,) = plans(schedule([*row, "1.新建书屋中3座建成、9座开工；2.宣传", "1.新建书屋中12座建成；2.宣传"]))
    assert isinstance(plan, Plan)
    assert plan.reading is Reading.STAGE
    assert [int(value) for _, value in plan.states] == [0, 0, 3, 12]


def test_figures_that_add_up_to_nothing_known_are_unfit() -> None:
    (plan,) = plans(schedule(["新建驿站100个。", "新建驿站25个", "新建驿站40个", "新建驿站30个", "新建驿站30个"]))
    assert isinstance(plan, Unfit)
    assert plan.sum_text == "25个+40个+30个+30个"


def test_a_rest_that_is_promised_in_words_is_no_contradiction() -> None:
    row = ["举办比赛300项。", "举办比赛30项", "举办比赛100项", "举办比赛100项", "完成全部比赛任务"]
    assert plans(schedule(row)) == [None]


def test_a_part_with_a_longer_name_is_not_the_whole() -> None:
    row = ["绿化造林15万亩。", "河道两岸堤坡绿化造林2000亩", "", "河道两岸堤坡绿化造林500亩", ""]
    assert plans(schedule(row)) == [None]


def test_a_fact_is_bound_by_its_name_or_as_the_only_one() -> None:
    document = bulletin(
        ("新建驿站40个，新增车位900个。", "达序时", "建成驿站30个，新增车位700个。"),
        ("安装路灯800盏。", "达序时", "累计安装610盏。"),
    )
    assert [(promised, reached) for promised, reached, _ in facts(document)] == [
        ("40个", "30个"),
        ("900个", "700个"),
        ("800盏", "610盏"),
    ]


def test_a_figure_belongs_to_its_own_period_and_lends_it_to_its_sentence() -> None:
    document = bulletin(
        ("完成投资90亿元，发放贷款6亿元。", "达序时", "1-8月完成投资70亿元；发放贷款5亿元。检查企业12家。"),
    )
    assert {on for _, _, on in facts(document)} == {date(2025, 8, 31)}


def test_two_figures_that_could_both_be_meant_are_not_guessed_between() -> None:
    assert facts(bulletin(("新建驿站40个。", "达序时", "东区驿站新建12个，西区驿站新建9个。"))) == []


def test_how_large_a_project_is_says_nothing_of_what_is_done() -> None:
    document = bulletin(
        ("完成320户老人家庭适老改造。", "达序时", "330户老人家庭适老改造项目，下拨资金20万元，已完成150户改造。")
    )
    assert [reached for _, reached, _ in facts(document)] == ["150户"]


def test_likeness_takes_abbreviations_and_leaves_parts() -> None:
    assert likeness("社会消费品零售总额", "社零总额") >= STRONG
    assert likeness("黑臭水体治理", "农村黑臭水体治理") >= STRONG
    assert likeness("绿化造林", "河道两岸堤坡绿化造林") < STRONG
    assert likeness("过百亿企业", "企业") < STRONG
    assert likeness("农村公路", "桥梁") == 0


def test_the_stage_is_said_by_the_words_around_the_figure() -> None:
    text = "8座书屋完成招标，5座书屋主体完工，3座书屋开工，2座书屋建成，共1座"
    document = schedule(["新建书屋12座。", text, "", "", ""])
    wording = Wording.of(document)
    stages = [wording.stage(fact.span) for fact in document.commitments[0].milestones[0].targets]
    assert stages == [Stage.PREPARING, Stage.UNDER_WAY, Stage.STARTED, Stage.FINISHED, Stage.UNSAID]


def test_the_day_of_a_bulletin_comes_from_its_title() -> None:
    assert reporting_day(bulletin(("新建驿站4个。", "达序时", ""), period="上半年")) == date(2025, 6, 30)
    assert reporting_day(bulletin(("新建驿站4个。", "达序时", ""), period="")) is None
