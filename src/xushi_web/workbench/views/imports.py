"""Files in: the first page of the workbench, upload, and accepting several drafts at once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xushi.reading import UnreadableFile
from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.models import Post
from xushi_web.accounts.policies import holds
from xushi_web.accounts.queries import posts_of
from xushi_web.deadlines.queries import deadlines_of
from xushi_web.documents.actions import Received, accept_document, receive_file, settle_years
from xushi_web.documents.actions.receive import check_size
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import State
from xushi_web.workbench.access import office_only, operator, refused, signed_in, visible_documents
from xushi_web.workbench.bar import first_page

_RECENT = 50


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show where to put files, the drafts that wait, and what was accepted; lead others to their own first page."""
    user = operator(request)
    if not holds(user, Post.OFFICE):
        own = first_page(posts_of(user))
        return redirect(f"workbench:{own}") if own else refused(request)
    documents, today = visible_documents(user), timezone.localdate()
    return render(
        request,
        "workbench/home.html",
        {
            "duties": [(row, (row.due - today).days) for row in deadlines_of(user, today)],
            "drafts": documents.filter(state=State.DRAFT),
            "accepted": documents.exclude(state=State.DRAFT).order_by("-accepted_at")[:_RECENT],
        },
    )


@require_POST
@office_only
def upload(request: HttpRequest) -> HttpResponse:
    """Take in one or many files; each that cannot be taken is named with what is wrong, the others are kept."""
    files = request.FILES.getlist("files")
    if not files:
        messages.error(request, _("没有选择文件。请选择一份或多份文件，或把它们拖到框里。"))
    received = [outcome for file in files if (outcome := _receive(request, file))]
    fresh = [outcome.document for outcome in received if not outcome.is_known]
    if len(files) == 1 and received:
        return redirect("workbench:document", received[0].document.pk)
    if fresh:
        count = len(fresh)
        messages.success(
            request,
            ngettext("读了 %(count)d 份新文件，请核对后采用。", "读了 %(count)d 份新文件，请核对后采用。", count)
            % {"count": count},
        )
    return redirect("workbench:home")


@require_POST
@office_only
def accept_chosen(request: HttpRequest) -> HttpResponse:
    """Accept the chosen drafts, each in its own transaction; one that is refused does not stop the others."""
    chosen = [UUID(key) for key in request.POST.getlist("document") if _is_key(key)]
    for document in visible_documents(operator(request)).filter(pk__in=chosen).order_by("received_at"):
        try:
            accept_document(actor=operator(request), document=document, and_settle=False)
        except (Refused, NotAllowed) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("已采用“%(title)s”。") % {"title": document})
    settle_years(chosen)
    if not chosen:
        messages.error(request, _("没有选择文件。请先勾选要采用的文件。"))
    return redirect("workbench:home")


def _receive(request: HttpRequest, file: UploadedFile[bytes]) -> Received | None:
    name = file.name or _("未命名文件")
    try:
        check_size(name, file.size or 0)
        outcome = receive_file(actor=operator(request), name=name, data=file.read())
    except (Refused, NotAllowed) as refusal:
        messages.error(request, str(refusal))
        return None
    except UnreadableFile as unreadable:
        language = get_language() or "zh"
        problem = unreadable.problem
        sentence = f"{problem.message.in_language(language)}{problem.hint.in_language(language)}"
        messages.error(request, _("“%(name)s”：%(problem)s") % {"name": name, "problem": sentence})
        return None
    if outcome.is_known:
        messages.info(
            request,
            _("“%(name)s”与已有的“%(title)s”是同一份文件，没有改动任何内容。")
            % {"name": name, "title": outcome.document},
        )
    return outcome


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
