"""Addresses of what deputies follow and ask."""

from __future__ import annotations

from django.urls import path

from xushi_web.workbench.views import following, questions, unsent

urlpatterns = [
    path("following/", following.following, name="following"),
    path("programmes/<uuid:key>/follow/", following.choose, name="choose-followed"),
    path("commitments/<uuid:key>/follow/", following.follow, name="follow"),
    path("commitments/<uuid:key>/unfollow/", following.unfollow, name="unfollow"),
    path("commitments/<uuid:key>/ask/", questions.ask, name="ask"),
    path("commitments/<uuid:key>/ask/keep/", unsent.keep_question, name="keep-question"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<uuid:key>/", questions.question, name="question"),
    path("questions/<uuid:key>/route/", questions.route, name="route-question"),
    path("questions/<uuid:key>/<str:verb>/keep/", unsent.keep_words, name="keep-words"),
    path("questions/<uuid:key>/<str:verb>/", questions.act, name="act-on-question"),
]
