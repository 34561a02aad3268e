"""Forms of what goes between the office and the units on paper: dispatches, notices, objections, adjustments."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from xushi_web.dispatches.models import Matter


def day_input() -> forms.DateInput:
    """Return what a day is typed into, which the browser shows as a calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DispatchForm(forms.Form):
    """What is sent out, until when, and what the units should look at."""

    matter = forms.ChoiceField(label=_("下发内容"), choices=Matter)
    due_on = forms.DateField(label=_("确认期限"), widget=day_input())
    request = forms.CharField(
        label=_("请各单位核对什么（可不填）"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
