"""Addresses of the workbench, one for each intent."""

from __future__ import annotations

from django.contrib.auth import views as auth
from django.urls import path

from xushi_web.workbench import paper_urls
from xushi_web.workbench.views import accounts, agencies, corrections, documents, imports, jobs, lists, problems, rules

app_name = "workbench"
urlpatterns = [
    path("", imports.home, name="home"),
    path("upload/", imports.upload, name="upload"),
    path("accept/", imports.accept_chosen, name="accept-chosen"),
    path("documents/<uuid:key>/", documents.document, name="document"),
    path("documents/<uuid:key>/describe/", documents.describe, name="describe"),
    path("documents/<uuid:key>/accept/", documents.accept, name="accept"),
    path("documents/<uuid:key>/discard/", documents.discard, name="discard"),
    path("documents/<uuid:key>/differences/", documents.differences, name="differences"),
    path("documents/<uuid:key>/original/", documents.original, name="original"),
    path("documents/<uuid:key>/masthead/", corrections.masthead, name="masthead"),
    path("documents/<uuid:key>/items/<int:position>/", corrections.item, name="item"),
    path("problems/", problems.overview, name="problems"),
    path("problems/<uuid:key>/", problems.problem, name="problem"),
    path("problems/<uuid:key>/accept/", problems.accept, name="accept-problem"),
    path("problems/<uuid:key>/reopen/", problems.reopen, name="reopen-problem"),
    path("programmes/<uuid:key>/problems/", problems.programme, name="programme-problems"),
    path("rules/", rules.choose, name="choose-rules"),
    path("rules/<str:slug>/", rules.rules, name="rules"),
    path("lists/", lists.lists, name="lists"),
    path("lists/<uuid:key>/scale/", lists.scale, name="scale"),
    path("matches/<uuid:key>/", lists.matches, name="matches"),
    path("matches/<uuid:key>/decide/", lists.decide, name="decide"),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/<uuid:key>/", agencies.agency, name="agency"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:key>/retry/", jobs.retry, name="retry-job"),
    path("login/", auth.LoginView.as_view(template_name="workbench/login.html"), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("password/", accounts.password, name="password"),
    *paper_urls.urlpatterns,
]
