"""Who may what with a file: whoever may with the thing it belongs to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.permissions import permission
from xushi_web.attachments.models import Attachment
from xushi_web.attachments.owners import OWNERS


@permission(_("下载佐证材料"))
def may_see_attachment(actor: Actor, attachment: Attachment) -> bool:
    """Tell whether `actor` may: who may see the thing."""
    owner = OWNERS[attachment.owner_kind]
    thing = owner.find(attachment.owner_id)
    return thing is not None and owner.may_see(actor, thing)


@permission(_("增减佐证材料，下载带拍摄信息的原图"))
def may_change_attachment(actor: Actor, attachment: Attachment) -> bool:
    """Tell whether `actor` may: who may add files to the thing."""
    owner = OWNERS[attachment.owner_kind]
    thing = owner.find(attachment.owner_id)
    return thing is not None and owner.may_attach(actor, thing)
