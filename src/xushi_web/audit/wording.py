"""How chains and tags are called on pages."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
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
    Tag.COMMITMENT_FOLLOWED: _("关注事项"),
    Tag.COMMITMENT_UNFOLLOWED: _("取消关注事项"),
    Tag.QUESTION_ASKED: _("提出代表询问"),
    Tag.QUESTION_WITHDRAWN: _("撤回代表询问"),
    Tag.QUESTION_ROUTED: _("交办代表询问"),
    Tag.QUESTION_WRITTEN: _("拟写代表询问的答复"),
    Tag.QUESTION_ANSWERED: _("提交代表询问的答复"),
    Tag.QUESTION_RETURNED: _("退回代表询问的答复"),
    Tag.QUESTION_RELEASED: _("发出代表询问的答复"),
    Tag.QUESTION_FOLLOWED_UP: _("追问"),
    Tag.QUESTION_CLOSED: _("评价代表询问的答复"),
    Tag.QUESTION_PUBLISHED: _("公开代表询问"),
    Tag.QUESTION_UNPUBLISHED: _("撤下公开的代表询问"),
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
