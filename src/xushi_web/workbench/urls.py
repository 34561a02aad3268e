"""Addresses of the workbench, one for each intent."""

from __future__ import annotations

from django.contrib.auth import views as auth
from django.urls import path

app_name = "workbench"
urlpatterns = [
    path("login/", auth.LoginView.as_view(template_name="workbench/login.html"), name="login"),
]
