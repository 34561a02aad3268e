"""Checking: mistakes in a plan before it is issued, and verdicts that the figures beside them do not support.

>>> from xushi.checking import check
>>> for problem in check(document):                                      # doctest: +SKIP
...     print(problem.code, problem.message)
stated-rate-differs 第3项：468盏÷600盏=78%，文中写82%，相差4个百分点。
"""

from xushi.checking.engine import check, check_together
from xushi.checking.options import Options
from xushi.checking.registry import Finding, Rule, all_rules

__all__ = ["Finding", "Options", "Rule", "all_rules", "check", "check_together"]
