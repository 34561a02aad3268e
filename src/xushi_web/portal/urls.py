"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import path

from xushi_web.portal import display
from xushi_web.portal.feeds import ProgrammeFeed
from xushi_web.portal.views import (
    agencies,
    beside,
    commitments,
    documents,
    errata,
    overview,
    pace,
    pages,
    papers,
    programmes,
    search,
    years,
)

app_name = "portal"
urlpatterns = [
    path("", overview.home, name="home"),
    path("about/", pages.about, name="about"),
    path("search/", search.search, name="search"),
    path("display/", display.choose, name="display"),
    path("governments/<str:slug>/", overview.government, name="government"),
    path("governments/<str:slug>/agencies/", agencies.index, name="agencies"),
    path("governments/<str:slug>/documents/", documents.index, name="documents"),
    path("governments/<str:slug>/years/", years.compare, name="years"),
    path("governments/<str:slug>/<int:year>/", overview.year, name="year"),
    path("governments/<str:slug>/errata/", errata.report, name="report-error"),
    path("errata/", errata.receipts, name="error-receipts"),
    path("errata/<slug:receipt>/", errata.receipt, name="error-receipt"),
    path("programmes/<uuid:key>/", programmes.programme, name="programme"),
    path("programmes/<uuid:key>/pace/", pace.programme, name="pace"),
    path("programmes/<uuid:key>/feed/", ProgrammeFeed(), name="programme-feed"),
    path("programmes/<uuid:key>/data.csv", programmes.as_csv, name="programme-csv"),
    path("papers/<slug:kind>/<uuid:key>.<slug:to>", papers.paper, name="paper"),
    path("programmes/<uuid:key>/data/", programmes.data, name="programme-data"),
    path("programmes/<uuid:key>/data.xlsx", programmes.as_xlsx, name="programme-xlsx"),
    path("programmes/<uuid:key>/data.xml", programmes.as_xml, name="programme-xml"),
    path("programmes/<uuid:key>/data.json", programmes.as_json, name="programme-json"),
    path("commitments/<uuid:key>/", commitments.commitment, name="commitment"),
    path("agencies/<uuid:key>/", agencies.agency, name="agency"),
    path("documents/<uuid:key>/", documents.document, name="document"),
    path("documents/<uuid:key>/opinion/", pace.bulletin, name="opinion"),
    path("governments/<str:slug>/lists/", beside.index, name="lists"),
    path("lists/<uuid:key>/", beside.beside, name="beside"),
]
