"""Forms of the workbench, from what a person typed to the values of corrections (`documents.corrections`)."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xushi.document.model import Role
from xushi_web.agencies.models import Agency
from xushi_web.documents.corrections import units_by_role
from xushi_web.programmes.models import Applicability
from xushi_web.programmes.recording import Item
from xushi_web.progress.models import Grade

_SEPARATORS = re.compile(r"[、，,；;\s]+")


class ItemForm(forms.Form):
    """One item of a document. Fields for measures, milestones and the report are there when the item has them."""

    number = forms.CharField(label=_("编号"), required=False, max_length=40)
    field = forms.CharField(label=_("所属领域"), required=False, max_length=300)
    title = forms.CharField(label=_("标题"), required=False)
    text = forms.CharField(label=_("内容"), widget=forms.Textarea(attrs={"rows": 4}))
    applicability = forms.ChoiceField(label=_("实施层级"), choices=Applicability)
    lead = forms.CharField(label=_("牵头单位"), required=False, widget=forms.Textarea(attrs={"rows": 1}))
    supporting = forms.CharField(label=_("共同责任单位"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    sole = forms.CharField(label=_("责任单位"), required=False, widget=forms.Textarea(attrs={"rows": 1}))
    removed = forms.BooleanField(label=_("这不是一个事项，不要采用"), required=False)

    def __init__(self, item: Item, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=_values(item))
        for order, _measure in enumerate(item.commitment.measures, 1):
            self.fields[f"measure.{order - 1}"] = _text(gettext("措施 %(n)s") % {"n": order})
        for order, milestone in enumerate(item.commitment.milestones):
            self.fields[f"milestone.{order}"] = _text(gettext("节点 %(period)s") % {"period": milestone.period})
        if item.commitment.report:
            self.fields["report.verdict"] = forms.ChoiceField(
                label=_("序时判定"), required=False, choices=[("", _("未注明")), *Grade.choices]
            )
            self.fields["report.verdict_text"] = forms.CharField(label=_("判定原文"), required=False)
            self.fields["report.narrative"] = _text(gettext("进展情况"))

    def values(self, position: int) -> dict[str, Any]:
        """Return what was typed, by the paths of corrections."""
        typed = {name: _unix(value) for name, value in self.cleaned_data.items()}
        units = {role.value: _names(typed.pop(role.value)) for role in Role}
        paths = {f"item.{position}.{name}": value for name, value in typed.items()}
        return paths | {f"item.{position}.units": units}


class MastheadForm(forms.Form):
    """What a document says about itself."""

    title = forms.CharField(label=_("标题"), required=False, max_length=500)
    document_number = forms.CharField(label=_("发文字号"), required=False, max_length=100)
    index_number = forms.CharField(label=_("索引号"), required=False, max_length=100)
    issuing_body = forms.CharField(label=_("发布机构"), required=False, max_length=200)
    issued_on = forms.DateField(label=_("成文日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def values(self) -> dict[str, Any]:
        """Return what was typed, by the paths of corrections."""
        typed = dict(self.cleaned_data)
        day = typed.pop("issued_on")
        return {f"masthead.{name}": value for name, value in typed.items()} | {
            "masthead.issued_on": day.isoformat() if day else ""
        }


class AgencyForm(forms.Form):
    """A unit of the registry; several names are parted by 、."""

    name = forms.CharField(label=_("全称"), max_length=200)
    short_name = forms.CharField(label=_("简称"), required=False, max_length=100)
    aliases = forms.CharField(label=_("别名"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    is_group = forms.BooleanField(label=_("是一组单位"), required=False)
    members = forms.CharField(label=_("成员单位"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    successor = forms.CharField(label=_("机构改革后并入"), required=False, max_length=200)

    @staticmethod
    def values_of(agency: Agency) -> dict[str, Any]:
        """Return what the registry knows of a unit, as the form shows it."""
        return {
            "name": agency.name,
            "short_name": agency.short_name,
            "aliases": "、".join(agency.aliases.values_list("name", flat=True)),
            "is_group": agency.is_group,
            "members": "、".join(agency.members.values_list("name", flat=True)),
            "successor": agency.successor.name if agency.successor else "",
        }

    def values(self) -> dict[str, Any]:
        """Return what was typed, as `edit_agency` takes it."""
        typed = dict(self.cleaned_data)
        is_group, members = typed.pop("is_group"), _names(typed.pop("members"))
        return typed | {"aliases": _names(typed["aliases"]), "members": members if is_group else None}


def _names(text: str) -> list[str]:
    return [name for name in _SEPARATORS.split(text) if name]


def _text(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 2}))


def _unix(value: Any) -> Any:
    """Return a text with the line breaks it was read with: browsers send two characters for one."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _values(item: Item) -> dict[str, Any]:
    commitment = item.commitment
    values: dict[str, Any] = {
        "number": commitment.number,
        "field": item.field.title,
        "title": commitment.title,
        "text": commitment.text,
        "applicability": commitment.applicability.value,
    }
    values |= {role: "、".join(names) for role, names in units_by_role(commitment.assignments).items()}
    values |= {f"measure.{n}": measure.text for n, measure in enumerate(commitment.measures)}
    values |= {f"milestone.{n}": milestone.text for n, milestone in enumerate(commitment.milestones)}
    if commitment.report:
        verdict = commitment.report.verdict
        values |= {
            "report.verdict": verdict.value if verdict else "",
            "report.verdict_text": commitment.report.verdict_text,
            "report.narrative": commitment.report.narrative,
        }
    return values
