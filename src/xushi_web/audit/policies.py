"""Who may read the audit trail: the audit administrator, and nobody else."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor, System
from xushi_web.accounts.models import Post
from xushi_web.accounts.permissions import permission
from xushi_web.accounts.policies import holds
from xushi_web.audit.models import Chain


@permission(_("查看、导出、校验审计记录"))
def may_read_trail(actor: Actor, chain: Chain | None) -> bool:  # noqa: ARG001 - the same for every chain
    """Tell whether `actor` may read, export and verify what everybody did (None: of all chains)."""
    return isinstance(actor, System) or holds(actor, Post.AUDIT)
