"""Who looks after the background jobs: the system administrator."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor, System
from xushi_web.accounts.models import Post
from xushi_web.accounts.permissions import permission
from xushi_web.accounts.policies import holds
from xushi_web.jobs.models import Job


@permission(_("重试失败的后台任务"))
def may_retry(actor: Actor, job: Job) -> bool:  # noqa: ARG001 - jobs belong to the installation, not to a government
    """Tell whether `actor` may have a failed job tried again."""
    return isinstance(actor, System) or holds(actor, Post.SYSTEM)
