"""Who may do what with a report and its period."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.models import Post
from xushi_web.accounts.permissions import permission
from xushi_web.accounts.policies import holds_in, is_of_unit, is_office_of
from xushi_web.agencies.models import Agency, Government
from xushi_web.programmes.models import Commitment, Programme, Role
from xushi_web.reporting.models import Contribution, ReportingPeriod, UnitReport


@permission(_("开启填报期"))
def may_open_period(actor: Actor, programme: Programme) -> bool:
    """Tell whether `actor` may: the office opens a period for its own lists."""
    return is_office_of(actor, programme.government)


@permission(_("截止、重开、公布填报期，延长期限"))
def may_run_period(actor: Actor, period: ReportingPeriod) -> bool:
    """Tell whether `actor` may: the office runs its own periods."""
    return is_office_of(actor, period.government)


@permission(_("查看总览"))
def may_see_overview(actor: Actor, government: Government) -> bool:
    """Tell whether `actor` may: leaders and the office see how everything stands before it is published."""
    return is_office_of(actor, government) or holds_in(actor, government, Post.LEADER)


@permission(_("查看填报件"))
def may_see_report(actor: Actor, report: UnitReport) -> bool:
    """Tell whether `actor` may: office, leaders, the leading unit and those asked to add see it before publication."""
    return (
        is_office_of(actor, report.government)
        or holds_in(actor, report.government, Post.LEADER)
        or is_of_unit(actor, report.agency)
        or any(is_of_unit(actor, part.agency) for part in report.contributions.select_related("agency"))
    )


@permission(_("填写填报件、送审、撤回"))
def may_write_report(actor: Actor, report: UnitReport) -> bool:
    """Tell whether `actor` may: the leading unit writes; the office may write down what came on paper."""
    return is_of_unit(actor, report.agency) or is_office_of(actor, report.government)


@permission(_("报送填报件"))
def may_submit_report(actor: Actor, report: UnitReport) -> bool:
    """Tell whether `actor` may: the head of the leading unit; the office for a unit that has nobody here."""
    return is_of_unit(actor, report.agency, Post.HEAD) or is_office_of(actor, report.government)


@permission(_("核实、退回、判定填报件"))
def may_verify_report(actor: Actor, report: UnitReport) -> bool:
    """Tell whether `actor` may: the office verifies, returns and judges."""
    return is_office_of(actor, report.government)


@permission(_("补充配合情况和分解数"))
def may_contribute(actor: Actor, contribution: Contribution) -> bool:
    """Tell whether `actor` may: a supporting unit adds its own part, and nobody else's."""
    return is_of_unit(actor, contribution.agency) or is_office_of(actor, contribution.government)


@permission(_("把指标分解到各单位"))
def may_divide(actor: Actor, commitment: Commitment) -> bool:
    """Tell whether `actor` may: the office and the leading unit divide a target."""
    if is_office_of(actor, commitment.government):
        return True
    leading = Agency.objects.filter(
        assignments__commitment=commitment,
        assignments__document=commitment.document_id,
        assignments__role__in=(Role.LEAD, Role.SOLE),
    )
    return any(is_of_unit(actor, agency) for agency in leading.distinct())
