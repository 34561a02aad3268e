"""Addresses of what goes between the office and the units on paper."""

from __future__ import annotations

from django.urls import path

from xushi_web.workbench.views import dispatches

urlpatterns = [
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
]
