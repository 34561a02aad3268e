"""The same promise in several lists and over the years: who else promised it, and with which figures.

>>> from xushi.matching import match
>>> for pair in match(province, city):                                    # doctest: +SKIP
...     print(pair.score, *map(str, pair.reasons))
0.875 除数字和措辞外，两处文字相同：农村公路。 牵头单位相同：市交通局。
"""

from xushi.matching.figures import compare
from xushi.matching.matcher import match, match_lists
from xushi.matching.model import Comparison, Fate, Outcome, Pair, Succession, Wording
from xushi.matching.years import compare_years

__all__ = [
    "Comparison",
    "Fate",
    "Outcome",
    "Pair",
    "Succession",
    "Wording",
    "compare",
    "compare_years",
    "match",
    "match_lists",
]
