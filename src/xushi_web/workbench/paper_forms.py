"""Forms of what goes between the office and the units on paper: dispatches, notices, objections, adjustments."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from xushi_web.agencies.models import Agency
from xushi_web.dispatches.models import Matter
from xushi_web.documents.models import SourceDocument
from xushi_web.notices.actions import Wording
from xushi_web.notices.models import Colour


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


class NoticeForm(forms.Form):
    """What a notice says, and to which of the units with a part in the matter it goes."""

    agency = forms.ModelChoiceField(label=_("发给"), queryset=Agency.objects.none(), empty_label=None)
    colour = forms.ChoiceField(label=_("等级"), choices=Colour)
    matter = forms.CharField(label=_("存在的问题"), widget=forms.Textarea(attrs={"rows": 4}))
    demand = forms.CharField(label=_("整改要求"), widget=forms.Textarea(attrs={"rows": 4}))
    deadline = forms.DateField(label=_("整改期限"), widget=day_input())

    def __init__(self, units: Sequence[Agency], data: QueryDict | None = None, **initial: object) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - as it is made above
        field.queryset = Agency.objects.filter(pk__in=[unit.pk for unit in units])

    def wording(self) -> Wording:
        """Return what was typed."""
        typed = self.cleaned_data
        return Wording(Colour(typed["colour"]), typed["matter"].strip(), typed["demand"].strip(), typed["deadline"])


class AdjustmentForm(forms.Form):
    """What a figure is to be, why, and on which document."""

    written = forms.CharField(label=_("改为（照原文的写法）"), max_length=60)
    sentence = forms.CharField(
        label=_("改后全文（只换数字时不必改动）"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    reason = forms.CharField(label=_("调整理由"), widget=forms.Textarea(attrs={"rows": 3}))
    basis = forms.CharField(label=_("依据文件（名称、文号）"), max_length=300)
    basis_document = forms.ModelChoiceField(
        label=_("依据文件已导入（可不选）"), required=False, queryset=SourceDocument.objects.none(), empty_label="—"
    )

    def __init__(self, documents: QuerySet[SourceDocument], data: QueryDict | None = None, **initial: object) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["basis_document"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - as it is made above
        field.queryset = documents
