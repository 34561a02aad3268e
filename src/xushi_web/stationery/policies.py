"""Who keeps the templates."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.permissions import permission
from xushi_web.accounts.policies import is_office_of
from xushi_web.agencies.models import Government


@permission(_("上传、预览、启用公文模板"))
def may_keep_templates(actor: Actor, government: Government) -> bool:
    """Let the office keep its own templates: who answers for the words of a paper answers for its look."""
    return is_office_of(actor, government)
