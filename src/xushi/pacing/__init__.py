"""The arithmetic of pace (序时): planned state against actual state, verdict and forecast.

Everything is exact: values are `Decimal`, rounding is named, the day is an argument. Every result carries the
formula, its inputs with the characters they came from, and a sentence that can be checked with a pocket calculator.
"""

from xushi.pacing.binding import Binding, bind_plan
from xushi.pacing.figures import Figure, points, rounded
from xushi.pacing.forecast import Forecast, forecast
from xushi.pacing.gaps import Basis, Formula, Gap, completion_lag, growth_gap, implied_plan, level_gap
from xushi.pacing.opinion import Judgement, Opinion, judge, second_opinion, second_opinions
from xushi.pacing.plan import Plan, PlanFigure, Reading, Unfit, read_plan
from xushi.pacing.rates import Recomputed, recompute_rates
from xushi.pacing.reporting import Bound, bind_report
from xushi.pacing.scale import FOUR_GRADES, TWO_GRADES, Scale
from xushi.pacing.spans_of_time import elapsed_share, end_of, reporting_day
from xushi.pacing.state import PlannedState, linear_state, planned_state

__all__ = [
    "FOUR_GRADES",
    "TWO_GRADES",
    "Basis",
    "Binding",
    "Bound",
    "Figure",
    "Forecast",
    "Formula",
    "Gap",
    "Judgement",
    "Opinion",
    "Plan",
    "PlanFigure",
    "PlannedState",
    "Reading",
    "Recomputed",
    "Scale",
    "Unfit",
    "bind_plan",
    "bind_report",
    "completion_lag",
    "elapsed_share",
    "end_of",
    "forecast",
    "growth_gap",
    "implied_plan",
    "judge",
    "level_gap",
    "linear_state",
    "planned_state",
    "points",
    "read_plan",
    "recompute_rates",
    "reporting_day",
    "rounded",
    "second_opinion",
    "second_opinions",
]
