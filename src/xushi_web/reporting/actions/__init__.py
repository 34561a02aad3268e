"""What can be done with periods and reports, one file a subject: policy, change, audit entry in one transaction."""

from xushi_web.reporting.actions.contribute import contribute
from xushi_web.reporting.actions.judging import give_back, judge_report, unverify, verify
from xushi_web.reporting.actions.periods import (
    close_period,
    extend_period,
    open_period,
    publish_period,
    reopen_period,
)
from xushi_web.reporting.actions.shares import set_shares
from xushi_web.reporting.actions.sheet import take_sheet
from xushi_web.reporting.actions.submitting import pass_up, submit, withdraw
from xushi_web.reporting.actions.unsaved import keep_unsaved
from xushi_web.reporting.actions.writing import Texts, write

__all__ = [
    "Texts",
    "close_period",
    "contribute",
    "extend_period",
    "give_back",
    "judge_report",
    "keep_unsaved",
    "open_period",
    "pass_up",
    "publish_period",
    "reopen_period",
    "set_shares",
    "submit",
    "take_sheet",
    "unverify",
    "verify",
    "withdraw",
    "write",
]
