"""The few places that may ask for rows of all governments, each with its reason; and what of them everybody may see.

Read by `scoping`. A new place needs a reason that somebody from another government would accept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Intended(NamedTuple):
    """Which rows a place may ask for without saying whose, and why."""

    models: tuple[str, ...]
    reason: str
    comes_in: bool = False  #: whoever is found is the person of this request from then on


_ACCOUNTS = "accounts are of the whole installation, and this page is for its administrators only (posts_only)"
_PLACES = ("accounts.Appointment", "agencies.Government", "agencies.Agency")

#: By file and function; what the function calls is meant as well, but only for these models.
OF_ALL: Mapping[str, Intended] = {
    # the first page and the search know no single government
    "portal/queries/overview.py:governments_with_years": Intended(
        ("agencies.Government", "programmes.Programme"), "the first page of the site names all governments"
    ),
    "portal/views/search.py:search": Intended(("agencies.Government",), "everybody may search in any government"),
    "search/queries.py:find": Intended(("search.SearchEntry",), "only what is public is in the index"),
    "errata/queries.py:erratum_by": Intended(("errata.Erratum",), "whoever knows the receipt of a report reads it"),
    "papers/queries.py:asked_for": Intended(
        ("bulletins.CorrectionNotice",), "the policy may_take_correction asks whether it was issued and is open to all"
    ),
    # who is not signed in yet is found by a secret or a name
    "workbench/views/sign_in.py:login": Intended(
        ("auth.User",), "whoever signs in is found by their name", comes_in=True
    ),
    "workbench/views/sign_in.py:code": Intended(
        ("auth.User",), "has given the password in this session", comes_in=True
    ),
    "accounts/identities.py:whose": Intended(("accounts.Identity",), "has signed in at the provider", comes_in=True),
    "accounts/invitations.py:find_invitation": Intended(
        ("accounts.Invitation",), "has the secret of the link", comes_in=True
    ),
    "deadlines/queries.py:person_of_calendar": Intended(
        ("deadlines.CalendarAddress",), "has the secret of the address", comes_in=True
    ),
    # the administrators of the installation
    "workbench/views/people.py:people": Intended(("auth.User", "accounts.Proposal", *_PLACES), _ACCOUNTS),
    "workbench/views/people.py:person": Intended(("auth.User",), _ACCOUNTS),
    "workbench/views/people.py:_person": Intended(_PLACES, f"{_ACCOUNTS}; a post may be in any place"),
    "workbench/views/people.py:change_person": Intended(("auth.User",), _ACCOUNTS),
    "workbench/views/people.py:identity": Intended(("auth.User",), _ACCOUNTS),
    "workbench/views/people.py:appoint": Intended(("auth.User", *_PLACES), f"{_ACCOUNTS}; a post may be in any place"),
    "workbench/views/people.py:dismiss": Intended(("auth.User", "accounts.Appointment"), _ACCOUNTS),
    "workbench/views/people.py:decide": Intended(("accounts.Proposal", "accounts.Appointment"), _ACCOUNTS),
    # what holds for an account in all governments at once
    "accounts/invitations.py:invite": Intended(("auth.User",), "a name is taken once in the whole installation"),
    "accounts/actions.py:appoint": Intended(("accounts.Appointment",), "posts exclude each other wherever they are"),
    "accounts/policies.py:needs_two": Intended(("accounts.Appointment",), "counts administrators, who are of none"),
    "accounts/policies.py:may_invite_again": Intended(
        ("accounts.Appointment",), "looks whether all posts of a person are in the office's own government"
    ),
    "accounts/administration.py:set_active": Intended(
        ("accounts.Appointment",), "an administrator of accounts ends posts wherever they are"
    ),
    "audit/wording.py:chain_names": Intended(
        ("agencies.Government",), "the audit administrator reads the trails of all governments, chosen by their names"
    ),
}

#: What a public page may ask for, and the columns of which a condition has to stand in the query, so that nothing shows
#: that was not published; none where all rows of a kind are public. All other kinds never show on a public page.
PUBLISHED: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "agencies.Government",
            "agencies.Agency",
            "agencies.AgencyAlias",
            "documents.Telling",
            "programmes.Programme",
            "programmes.Field",
            "programmes.Commitment",
            "programmes.Assignment",
            "programmes.Measure",
            "programmes.Milestone",
            "programmes.Step",
            "programmes.Target",
            "progress.ProgressReport",
            "progress.BallotResult",
            "progress.SatisfactionResult",
            "progress.Headline",
            "pace.ProgrammeScale",
            "matches.ListPair",
            "matches.Match",
            "search.SearchEntry",
        ),
        frozenset[str](),
    ),
    "documents.SourceDocument": frozenset({"documents.SourceDocument.state"}),
    "documents.DocumentReading": frozenset({"documents.DocumentReading.document"}),
    "documents.DocumentProblem": frozenset({"documents.DocumentProblem.document"}),
    "documents.Correction": frozenset({"documents.Correction.document"}),
    "bulletins.CorrectionNotice": frozenset({"bulletins.CorrectionNotice.state"}),
    "stationery.Template": frozenset({"stationery.Template.in_use"}),  # a public paper looks as the office's own does
    "adjustments.Adjustment": frozenset({"adjustments.Adjustment.state"}),
    "questions.Question": frozenset({"questions.Question.state", "questions.Question.asked_by"}),  # … or one's own
    "questions.Following": frozenset({"questions.Following.user"}),  # what a deputy who reads the page follows
    "accounts.Appointment": frozenset({"accounts.Appointment.user"}),  # the posts of who reads it
    "questions.Round": frozenset({"questions.Round.question"}),
    "reporting.UnitReport": frozenset({"reporting.ReportingPeriod.state"}),
    "reporting.Figure": frozenset({"reporting.Figure.report"}),
}
