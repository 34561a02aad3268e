"""How chains and tags are called on pages."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from xushi_web.agencies.models import Government
from xushi_web.audit.actions import INSTALLATION
from xushi_web.audit.models import Chain, Tag

_LABELS: Mapping[str, str | Promise] = {
    Tag.SIGNED_IN: _("登录系统"),
    Tag.SIGN_IN_FAILED: _("登录失败"),
    Tag.SIGN_IN_LOCKED: _("登录被锁定"),
    Tag.SIGNED_OUT: _("退出登录"),
    Tag.SESSIONS_ENDED: _("结束全部登录"),
    Tag.PASSWORD_CHANGED: _("更改口令"),
    Tag.FACTOR_SET_UP: _("启用第二重验证"),
    Tag.FACTOR_REMOVED: _("停用第二重验证"),
    Tag.RECOVERY_CODE_USED: _("使用恢复码登录"),
    Tag.LOCK_LIFTED: _("解除登录锁定"),
    Tag.REQUEST_REFUSED: _("访问被拒绝"),
    Tag.AUDIT_VERIFIED: _("校验审计记录"),
    Tag.AUDIT_EXPORTED: _("导出审计记录"),
    Tag.AUDIT_PURGED: _("清理到期审计记录"),
    Tag.BACKUP_MADE: _("做备份"),
    Tag.BACKUP_RESTORED: _("从备份恢复"),
    Tag.RETENTION_KEPT: _("清理保存期已满的数据"),
    Tag.USER_CREATED: _("建立账号"),
    Tag.USER_INVITED: _("发出邀请链接"),
    Tag.INVITATION_ACCEPTED: _("接受邀请并设置口令"),
    Tag.INVITATION_WITHDRAWN: _("撤回邀请链接"),
    Tag.IDENTITY_TIED: _("关联统一身份认证"),
    Tag.IDENTITY_UNTIED: _("取消关联统一身份认证"),
    Tag.USER_DISABLED: _("停用账号"),
    Tag.USER_ENABLED: _("启用账号"),
    Tag.CONTACT_SHOWN: _("查看联系方式"),
    Tag.POST_PROPOSED: _("提出管理员岗位变动"),
    Tag.POST_PROPOSAL_WITHDRAWN: _("撤回管理员岗位变动"),
    Tag.POST_CONFIRMED: _("确认管理员岗位变动"),
    Tag.USER_APPOINTED: _("授予岗位"),
    Tag.USER_DISMISSED: _("收回岗位"),
    Tag.DOCUMENT_RECEIVED: _("收到文件"),
    Tag.DOCUMENT_DETAILED: _("补充文件信息"),
    Tag.DOCUMENT_CORRECTED: _("更正文件内容"),
    Tag.DOCUMENT_ACCEPTED: _("采用文件"),
    Tag.DOCUMENT_DISCARDED: _("丢弃文件草稿"),
    Tag.AGENCY_EDITED: _("修改单位名录"),
    Tag.PROBLEM_ACCEPTED: _("接受问题"),
    Tag.PROBLEM_REOPENED: _("重新打开问题"),
    Tag.RULES_SWITCHED: _("开关检查规则"),
    Tag.SCALE_SET: _("设定清单档次"),
    Tag.MATCH_CONFIRMED: _("确认同一事项"),
    Tag.MATCH_REJECTED: _("否定同一事项"),
    Tag.MATCH_REOPENED: _("重新打开同一事项"),
    Tag.COMMITMENT_FOLLOWED: pgettext_lazy("done", "关注事项"),
    Tag.COMMITMENT_UNFOLLOWED: pgettext_lazy("done", "取消关注事项"),
    Tag.QUESTION_ASKED: pgettext_lazy("done", "提出代表询问"),
    Tag.QUESTION_WITHDRAWN: pgettext_lazy("done", "撤回代表询问"),
    Tag.QUESTION_ROUTED: pgettext_lazy("done", "交办代表询问"),
    Tag.QUESTION_WRITTEN: pgettext_lazy("done", "拟写代表询问的答复"),
    Tag.QUESTION_ANSWERED: pgettext_lazy("done", "提交代表询问的答复"),
    Tag.QUESTION_RETURNED: pgettext_lazy("done", "退回代表询问的答复"),
    Tag.QUESTION_RELEASED: pgettext_lazy("done", "发出代表询问的答复"),
    Tag.QUESTION_FOLLOWED_UP: pgettext_lazy("done", "追问"),
    Tag.QUESTION_CLOSED: pgettext_lazy("done", "评价代表询问的答复"),
    Tag.QUESTION_PUBLISHED: pgettext_lazy("done", "公开代表询问"),
    Tag.QUESTION_UNPUBLISHED: pgettext_lazy("done", "撤下公开的代表询问"),
    Tag.ERRATUM_RECEIVED: pgettext_lazy("done", "收到读者纠错"),
    Tag.ERRATUM_TAKEN: pgettext_lazy("done", "开始核实纠错"),
    Tag.ERRATUM_CORRECTED: pgettext_lazy("done", "纠错标为已更正"),
    Tag.ERRATUM_REJECTED: pgettext_lazy("done", "不采纳纠错"),
    Tag.ERRATUM_REOPENED: pgettext_lazy("done", "重新核实纠错"),
    Tag.BULLETIN_DRAFTED: _("起草通报"),
    Tag.BULLETIN_EDITED: _("修改通报"),
    Tag.BULLETIN_PROPOSED: _("提交签发通报"),
    Tag.BULLETIN_TAKEN_BACK: _("收回待签发的通报"),
    Tag.BULLETIN_RELEASED: pgettext_lazy("done", "签发通报"),
    Tag.BULLETIN_WITHDRAWN: _("撤回通报"),
    Tag.CORRECTION_PROPOSED: _("提出更正通报"),
    Tag.CORRECTION_WITHDRAWN: _("撤回更正通报的申请"),
    Tag.BULLETIN_CORRECTED: _("公布通报更正"),
    Tag.BULLETIN_WORDED: _("设定通报用语"),
    Tag.TEMPLATE_UPLOADED: _("上传公文模板"),
    Tag.TEMPLATE_USED: _("启用公文模板"),
    Tag.TEMPLATE_SET_ASIDE: _("停用公文模板"),
    Tag.PERIOD_OPENED: pgettext_lazy("done", "开启填报期"),
    Tag.PERIOD_EXTENDED: _("延长填报期"),
    Tag.PERIOD_CLOSED: _("截止填报期"),
    Tag.PERIOD_REOPENED: _("重新开放填报期"),
    Tag.PERIOD_PUBLISHED: _("公布填报期的判定"),
    Tag.REPORT_WRITTEN: _("填写填报件"),
    Tag.REPORT_PASSED_UP: pgettext_lazy("done", "送本单位审核"),
    Tag.REPORT_SUBMITTED: pgettext_lazy("done", "报送填报件"),
    Tag.REPORT_WITHDRAWN: _("撤回填报件"),
    Tag.REPORT_RETURNED: _("退回填报件"),
    Tag.REPORT_VERIFIED: _("核实填报件"),
    Tag.REPORT_UNVERIFIED: pgettext_lazy("done", "撤销核实"),
    Tag.REPORT_JUDGED: _("作出序时判定"),
    Tag.REPORT_CONTRIBUTED: pgettext_lazy("done", "补充配合情况"),
    Tag.TARGET_DIVIDED: pgettext_lazy("done", "分解指标"),
    Tag.JOB_RETRIED: _("重试后台任务"),
    Tag.DISPATCH_SENT: _("下发清单"),
    Tag.DISPATCH_EXTENDED: _("延长确认期限"),
    Tag.DISPATCH_CLOSED: pgettext_lazy("done", "定稿"),
    Tag.DISPATCH_RECALLED: pgettext_lazy("done", "撤回下发"),
    Tag.CONFIRMATION_GIVEN: _("确认任务"),
    Tag.CONFIRMATION_DISPUTED: pgettext_lazy("done", "提出异议"),
    Tag.CONFIRMATION_TAKEN_BACK: _("收回确认"),
    Tag.DISPUTE_ANSWERED: _("答复异议"),
    Tag.NOTICE_DRAFTED: _("起草督办单"),
    Tag.NOTICE_REVISED: pgettext_lazy("done", "修改督办单"),
    Tag.NOTICE_CANCELLED: _("作废督办单"),
    Tag.NOTICE_ISSUED: _("下发督办单"),
    Tag.NOTICE_RECEIVED: _("签收督办单"),
    Tag.NOTICE_ANSWERED: _("报送整改报告"),
    Tag.NOTICE_RETURNED: _("退回整改报告"),
    Tag.NOTICE_CLOSED: pgettext_lazy("done", "销号"),
    Tag.ADJUSTMENT_PROPOSED: pgettext_lazy("done", "提出指标调整"),
    Tag.ADJUSTMENT_APPROVED: _("批准指标调整"),
    Tag.ADJUSTMENT_REFUSED: _("不批准指标调整"),
    Tag.ADJUSTMENT_WITHDRAWN: _("撤回指标调整"),
    Tag.OBJECTION_FILED: pgettext_lazy("done", "申请复核"),
    Tag.OBJECTION_TAKEN: _("受理复核"),
    Tag.OBJECTION_UPHELD: _("支持复核"),
    Tag.OBJECTION_DISMISSED: pgettext_lazy("done", "维持原判定"),
    Tag.OBJECTION_WITHDRAWN: pgettext_lazy("done", "撤回复核申请"),
    Tag.MAIL_CHOSEN: _("选择邮件方式"),
    Tag.CALENDAR_RENEWED: _("更换日历地址"),
    Tag.CALENDAR_ENDED: _("停用日历地址"),
    Tag.ATTACHMENT_ADDED: _("上传佐证材料"),
    Tag.ATTACHMENT_REMOVED: _("删除佐证材料"),
}


def tag_label(tag: str) -> str:
    """Return a tag in words, or as it is where it has none."""
    return str(_LABELS.get(tag, tag))


def tag_choices() -> list[tuple[str, str]]:
    """Return all tags with their words."""
    return [(tag.value, tag_label(tag.value)) for tag in Tag]


def chain_names() -> dict[str, str]:
    """Return what every chain is called: its government's name, or the installation."""
    governments = {str(key): name for key, name in Government.objects.values_list("pk", "name")}
    keys = Chain.objects.values_list("key", flat=True)
    return {key: gettext("整个系统") if key == INSTALLATION else governments.get(key, key) for key in keys}
