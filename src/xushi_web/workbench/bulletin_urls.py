"""Addresses of the bulletins that the office builds."""

from __future__ import annotations

from django.urls import path

from xushi_web.workbench.views import bulletins, correction_notices

urlpatterns = [
    path("bulletins/", bulletins.bulletins, name="bulletins"),
    path("programmes/<uuid:key>/bulletin/", bulletins.build, name="build-bulletin"),
    path("bulletins/<uuid:key>/", bulletins.bulletin, name="bulletin"),
    path("bulletins/<uuid:key>/text/", bulletins.download, name="bulletin-text"),
    path("bulletins/<uuid:key>/file.<slug:to>", bulletins.download_as, name="bulletin-file"),
    path("bulletins/<uuid:key>/correct/", correction_notices.propose, name="correct-bulletin"),
    path("bulletins/<uuid:key>/publicity/", bulletins.publicity, name="bulletin-publicity"),
    path("corrections/<uuid:key>/<slug:verb>/", correction_notices.step, name="correction-step"),
    path("bulletins/<uuid:key>/<slug:verb>/", bulletins.step, name="bulletin-step"),
    path("paragraphs/<uuid:key>/", bulletins.paragraph, name="bulletin-paragraph"),
    path("wording/<uuid:key>/", bulletins.wording, name="bulletin-wording"),
]
