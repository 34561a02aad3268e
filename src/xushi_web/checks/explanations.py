"""What each kind of problem is about, said to people who know nothing of the software.

The codes of reading need no example: what they mark is the example.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Explanation:
    """The title of a kind of problem, what is looked at and when nothing is said, and an example that is reported."""

    title: Text
    about: Text = ""
    example: Text = ""


def explanation_of(code: str) -> Explanation:
    """Return what the kind of problem with this code is about; a code nobody explained stands for itself."""
    return EXPLANATIONS.get(code) or Explanation(code)


CHECKING: Mapping[str, Explanation] = {
    "quarters-do-not-add-up": Explanation(
        _("各期之和不等于目标"),
        _(
            "把各季度（月）安排的数字相加，与全年目标比较；再看末期的数字是不是累计数。两种读法都对不上才提示。"
            "后面某一期用文字写明完成其余部分的，不提示。"
        ),
        _("目标100个，四个季度写25个、40个、30个、30个，合计125个。"),
    ),
    "last-cumulative-differs": Explanation(
        _("末期累计数不等于目标"),
        _("安排中写明“累计”的，最后一期的累计数应当等于全年目标。"),
        _("目标26万亩，第四季度写“累计24万亩”。"),
    ),
    "cumulative-falls": Explanation(
        _("累计数变小"),
        _("累计数只会增加或不变。后一期的累计数小于前一期，就有一个写错了；当期数可以变小，不提示。"),
        _("第二季度“累计210户”，第三季度“累计180户”。"),
    ),
    "plan-contradicts-target": Explanation(
        _("安排的比率与目标不同"),
        _("目标是百分比的，最后一期安排的比率应当与目标一致。中间各期可以不同，不提示。"),
        _("目标落实率85%，第四季度安排95%。"),
    ),
    "target-not-mentioned": Explanation(
        _("安排中没有提到某个目标"),
        _("目标里的每个指标，至少应有一期安排提到它的数字或名称。名称太短、太泛的不判断。"),
        _("目标含“城市书房8个”，四个季度都没有写到城市书房。"),
    ),
    "quarter-repeats": Explanation(
        _("两期安排一字不差"),
        _("后一期的安排与前一期完全相同，多半是复制后忘了改。数字是当期数、相加正好等于目标的，不提示。"),
        _("第三季度与第二季度都写“主体结构施工至三层”。"),
    ),
    "ten-thousand-missing": Explanation(
        _("可能漏写“万”"),
        _("人、户、所等不能有小数；有小数的，多半漏写了“万”。公里、亩等可以有小数，不提示。"),
        _("“服务3.2人次”，应为“3.2万人次”。"),
    ),
    "magnitude-implausible": Explanation(
        _("数量级不合常理"),
        _("数字大到一个地方一年不可能有，或是承诺数的几百上千倍。"),
        _("“新增住房1300万套”。"),
    ),
    "money-without-unit": Explanation(
        _("金额没有写单位"), _("金额后面应写明元、万元或亿元。"), _("“落实资金1000万，用于……”")
    ),
    "stated-rate-differs": Explanation(
        _("自报的完成率与数字不符"),
        _("用文中的完成数除以目标数，与文中写的百分比比较；四舍五入造成的差别不提示，数字不能确定的不判断。"),
        _("完成468套，目标600套，文中写完成82%，算得78%。"),
    ),
    "verdict-differs-from-arithmetic": Explanation(
        _("判定与数字不符"),
        _(
            "用完成数除以目标数，与当期应完成的进度比较；有序时进度安排的按安排，没有的按月均摊并放宽。"
            "这是第二意见，不改变原判定；没有数字的事项不作判断。"
        ),
        _("判定“达序时”，半年完成12个，目标40个，计划应完成20个。"),
    ),
    "headline-differs-from-annex": Explanation(
        _("正文与附件对不上"),
        _("正文写的滞后项数、列出的滞后清单，与附件中的判定逐项核对。"),
        _("正文列5项未达序时，附件中有6项。"),
    ),
    "period-differs": Explanation(
        _("数字的截止期与报告不同"),
        _("报告期内的个别数字截止得更早。这不是错误，但不能直接与报告期末的计划比较。"),
        _("前三季度的通报中写“1-8月完成……”。"),
    ),
    "forecast-already-past": Explanation(
        _("预计的时间已经过去"),
        _("文件印发的日期，已经晚于文中“预计”“力争”的日期。"),
        _("7月18日印发的文件写“预计6月底前完成”。"),
    ),
    "votes-differ": Explanation(
        _("票数合计不一致"),
        _("同一次表决，每一项的各类票相加应当相等，都等于参加人数。"),
        _("多数项合计318票，某一项合计328票。"),
    ),
    "stated-count-differs": Explanation(
        _("标题注明的件数与实有不符"),
        _("标题写明件数的，与它下面实有的条目数比较；分条按一件计。"),
        _("“就业创业（6件）”下面只有5件。"),
    ),
    "numbering-repeated": Explanation(
        _("序号重复"), _("事项或步骤的序号用了两次。每个标题下重新编号的，分别计算。"), _("两个第7项。")
    ),
    "numbering-skipped": Explanation(_("序号跳号"), _("序号中间缺号，后面也没有补上。"), _("第59项之后是第61项。")),
    "numbering-out-of-order": Explanation(_("序号颠倒"), _("后一个序号小于前一个。"), _("步骤3之后是步骤2。")),
    "same-promise-different-targets": Explanation(
        _("同一承诺两个数"),
        _("同一年、同一政府的几份清单里有同一承诺，数字却不同。下级指标可以高于上级，所以只作提示。"),
        _("省清单托位2000个，市清单托位1800个。"),
    ),
    "no-lead-unit": Explanation(
        _("没有牵头单位"),
        _("文件中其他事项都有牵头单位，这一项没有。全文都不写牵头单位的，不提示。"),
        _("只写了“共同责任单位：市公安局、市交通局”。"),
    ),
    "unit-named-twice": Explanation(
        _("单位重复"),
        _("同一事项中，一个单位出现两次，或既牵头又配合。"),
        _("“牵头单位：市教育局；共同责任单位：市财政局、市教育局”。"),
    ),
    "unit-ambiguous": Explanation(
        _("同一单位疑似两种写法"),
        _("两个名称首尾相同，短的一个的字都依次出现在长的一个里。"),
        _("“市城管局”与“市城市管理局”。"),
    ),
    "unit-unknown": Explanation(
        _("名录中没有这个单位"),
        _("导入新文件时，与单位名录（含别名）核对。采用文件后，新单位自动加入名录。"),
        _("名录中有“市教育局”，文件写“市教肓局”。"),
    ),
    "words-doubled": Explanation(
        _("词语重复"), _("一个词或标点连写了两次。“研究研究”一类说法不提示。"), _("“实施改造改造工程”。")
    ),
}

READING: Mapping[str, Explanation] = {
    "unrecognised-text": Explanation(
        _("有文字没有归到任何事项"), _("这段文字原样保留，但没有被读成标题、事项、单位或进展。说明、落款等多属正常。")
    ),
    "unknown-genre": Explanation(
        _("没有认出文种"), _("没有看出这是任务分解、序时进度、通报还是票决结果，读出的内容可能不全。")
    ),
    "no-items": Explanation(_("没有读出事项"), _("文件中没有找到编号的事项。")),
    "reading-markup-in-text": Explanation(
        _("文字中夹有标记"), _("网页或排版标记混进了文字，已去掉后读取，请对照原件核对。")
    ),
    "reading-macros-ignored": Explanation(_("文件带有宏"), _("宏没有运行，只读取了文字。")),
    "reading-tracked-changes": Explanation(_("文件带有修订痕迹"), _("按接受全部修订后的文字读取，请确认这是定稿。")),
    "reading-garbled": Explanation(_("部分文字无法还原"), _("文件中的字体没有注明是什么字，这些文字不能确定。")),
    "reading-page-numbers-dropped": Explanation(_("页码没有读入"), _("每页重复的页码、页眉页脚不是正文，没有读入。")),
    "reading-pages-without-text": Explanation(_("有的页没有文字"), _("这些页可能是扫描图片，图片里的文字读不出来。")),
    "reading-tables-not-found": Explanation(
        _("没有找到表格线"), _("这一页像是表格，但没有找到表格线，按文字位置读取，请对照原件核对。")
    ),
    "reading-control-characters": Explanation(_("文字中有控制字符"), _("看不见的控制字符已去掉。")),
    "reading-nul-characters": Explanation(_("文字中有空字符"), _("空字符已去掉，文件可能损坏，请对照原件核对。")),
    "reading-lost-characters": Explanation(
        _("有的字在转换中丢失"), _("文件里有“�”或问号代替的字，是以前转换编码时丢失的。")
    ),
    "reading-undecodable-bytes": Explanation(_("有的字节不是文字"), _("按文件的编码，这些字节不是任何文字。")),
}

EXPLANATIONS: Mapping[str, Explanation] = {**CHECKING, **READING}
