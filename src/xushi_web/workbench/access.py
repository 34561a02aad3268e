"""Who may open the workbench, and which documents they see there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from xushi_web.accounts.models import FirstPassword, Post
from xushi_web.accounts.policies import holds
from xushi_web.accounts.queries import governments_of, governments_of_office
from xushi_web.documents.models import SourceDocument

Parameters = ParamSpec("Parameters")
Row = TypeVar("Row", bound=Model)
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]


def signed_in(view: View[Parameters]) -> View[Parameters]:
    """Let everybody in who has signed in and has chosen their own password; ask others to."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if FirstPassword.objects.filter(user=request.user).exists():
            return redirect("workbench:password")
        return view(request, *args, **kwargs)

    return guarded


def refused(request: HttpRequest) -> HttpResponse:
    """Say that the page is not for this person."""
    return render(request, "workbench/refused.html", status=403)


def posts_only(*posts: Post) -> Callable[[View[Parameters]], View[Parameters]]:
    """Let people in who hold one of `posts` anywhere; ask others to sign in, or show them the page of refusal."""

    def guard(view: View[Parameters]) -> View[Parameters]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponseBase:
            if not holds(operator(request), *posts):
                return refused(request)
            return view(request, *args, **kwargs)

        return signed_in(guarded)

    return guard


def office_only(view: View[Parameters]) -> View[Parameters]:
    """Let people of an office in; ask others to sign in, and those with a first password to choose their own."""
    return posts_only(Post.OFFICE)(view)


def operator(request: HttpRequest) -> User:
    """Return the person who is signed in, as the actor of an action (behind `signed_in`)."""
    assert isinstance(request.user, User)  # noqa: S101 - tells the type checker what signed_in made sure of
    return request.user


def within(request: HttpRequest, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Return those of `rows` that belong to a government in which the person holds a post (`governments_of`).

    Whatever an address names is looked for among these, before a policy is asked about it.
    """
    return rows.filter(government__in=governments_of(operator(request)))


def visible_documents(user: User) -> QuerySet[SourceDocument]:
    """Return the documents of the governments `user` works for, and drafts that are of none yet."""
    rows = SourceDocument.objects.select_related("government")
    return rows.filter(Q(government__isnull=True) | Q(government__in=governments_of_office(user)))


def visible_document(request: HttpRequest, key: UUID, *, with_reading: bool = False) -> SourceDocument:
    """Return one of them. Raises `Http404` for one that is not there or not to be seen."""
    rows = visible_documents(operator(request))
    document = (rows.select_related("reading") if with_reading else rows).filter(pk=key).first()
    if document is None:
        raise Http404
    return document
