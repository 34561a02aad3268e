"""What can be done with problems and rules, one file an action: policy, change and audit entry in one transaction."""

from xushi_web.checks.actions.accept import accept_problem
from xushi_web.checks.actions.reopen import reopen_problem
from xushi_web.checks.actions.switch import switch_rules

__all__ = ["accept_problem", "reopen_problem", "switch_rules"]
