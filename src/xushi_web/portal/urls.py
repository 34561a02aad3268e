"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import path

from xushi_web.portal import views

app_name = "portal"
urlpatterns = [path("", views.home, name="home")]
