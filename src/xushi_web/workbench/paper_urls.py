"""Addresses of what goes between the office and the units on paper."""

from __future__ import annotations

from django.urls import path

from xushi_web.workbench.views import adjustments, dispatches, notices, objections, papers, promises

urlpatterns = [
    path("papers/<slug:kind>/<uuid:key>/", papers.paper, name="paper"),
    path("papers/<slug:kind>/<uuid:key>/file.<slug:to>", papers.file, name="paper-file"),
    path("dispatches/", dispatches.dispatches, name="dispatches"),
    path("programmes/<uuid:key>/dispatch/", dispatches.send, name="send-dispatch"),
    path("dispatches/<uuid:key>/", dispatches.dispatch, name="dispatch"),
    path("dispatches/<uuid:key>/extend/", dispatches.extend, name="extend-dispatch"),
    path("dispatches/<uuid:key>/close/", dispatches.close, name="close-dispatch"),
    path("dispatches/<uuid:key>/recall/", dispatches.recall, name="recall-dispatch"),
    path("disputes/<uuid:key>/answer/", dispatches.answer, name="answer-dispute"),
    path("confirmations/<uuid:key>/", dispatches.confirmation, name="confirmation"),
    path("confirmations/<uuid:key>/confirm/", dispatches.confirm, name="confirm"),
    path("confirmations/<uuid:key>/dispute/", dispatches.dispute, name="dispute"),
    path("confirmations/<uuid:key>/take-back/", dispatches.take_back, name="take-back-confirmation"),
    path("programmes/<uuid:key>/commitments/", promises.promises, name="promises"),
    path("commitments/<uuid:key>/history/", promises.history, name="history"),
    path("notices/", notices.notices, name="notices"),
    path("commitments/<uuid:key>/notice/", notices.draft, name="draft-notice"),
    path("notices/<uuid:key>/", notices.notice, name="notice"),
    path("notices/<uuid:key>/revise/", notices.revise, name="revise-notice"),
    path("notices/<uuid:key>/cancel/", notices.cancel, name="cancel-notice"),
    path("notices/<uuid:key>/issue/", notices.issue, name="issue-notice"),
    path("notices/<uuid:key>/receive/", notices.receive, name="receive-notice"),
    path("notices/<uuid:key>/answer/", notices.answer, name="answer-notice"),
    path("notices/<uuid:key>/return/", notices.give_back, name="return-notice"),
    path("notices/<uuid:key>/close/", notices.close, name="close-notice"),
    path("adjustments/", adjustments.adjustments, name="adjustments"),
    path("commitments/<uuid:key>/figures/", adjustments.figures, name="figures"),
    path("targets/<uuid:key>/adjust/", adjustments.propose, name="propose-adjustment"),
    path("adjustments/<uuid:key>/", adjustments.adjustment, name="adjustment"),
    path("adjustments/<uuid:key>/approve/", adjustments.approve, name="approve-adjustment"),
    path("adjustments/<uuid:key>/refuse/", adjustments.refuse, name="refuse-adjustment"),
    path("adjustments/<uuid:key>/withdraw/", adjustments.withdraw, name="withdraw-adjustment"),
    path("objections/", objections.objections, name="objections"),
    path("reports/<uuid:key>/objection/", objections.file, name="file-objection"),
    path("objections/<uuid:key>/", objections.objection, name="objection"),
    path("objections/<uuid:key>/take/", objections.take, name="take-objection"),
    path("objections/<uuid:key>/uphold/", objections.uphold, name="uphold-objection"),
    path("objections/<uuid:key>/dismiss/", objections.dismiss, name="dismiss-objection"),
    path("objections/<uuid:key>/withdraw/", objections.withdraw, name="withdraw-objection"),
]
