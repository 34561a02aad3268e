"""Everybody who works in a year, and one thing of every kind that they work on.

A thing is a row that the documents and periods of the invented city brought along, or, for a kind that they do not
bring, one that is made up from the model's own fields. So a kind that comes new is part of every table by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.auth.models import AnonymousUser, User
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from xushi.document.model import Document
from xushi_web.accounts.actions import appoint
from xushi_web.accounts.actors import Actor, System
from xushi_web.accounts.models import ADMINISTRATORS, Post
from xushi_web.adjustments.models import Adjustment
from xushi_web.agencies.actions import found_government
from xushi_web.agencies.models import Agency, Government
from xushi_web.attachments.models import Attachment
from xushi_web.dispatches.actions import send_dispatch
from xushi_web.dispatches.models import Matter
from xushi_web.documents.actions import accept_document, receive_reading
from xushi_web.errata.models import ErratumContact
from xushi_web.matches.models import Match
from xushi_web.notifications.models import Notification
from xushi_web.programmes.models import Programme
from xushi_web.reporting.actions import open_period
from xushi_web.reporting.models import UnitReport

from ..invented import CITY, breakdown, bytes_of, schedule

OTHER_CITY = "石桥市"
LEAD, SUPPORTING, STRANGER = "市教育局", "市财政局", "市民政局"
NOW = datetime(2024, 4, 1, 9, 0, tzinfo=timezone.get_default_timezone())
SYSTEM = System("year")

Row = TypeVar("Row", bound=models.Model)

#: Everybody by the heading of their column, in its order.
VISITOR, NOBODY, OFFICE, OFFICE_OF_ALL = "访客", "无岗位", "督查室", "总督查室"
LEAD_CLERK, LEAD_HEAD, SUPPORTING_CLERK, STRANGER_HEAD = "牵头联络员", "牵头负责人", "配合联络员", "其他单位"
LEADER, DEPUTY = "领导", "代表"
OTHER_OFFICE, OTHER_UNIT, SOFTWARE = "外地督查室", "外地单位", "程序"


@dataclass
class Cast:
    """The people of a year and the things they work on."""

    city: Government
    other_city: Government
    people: dict[str, User | AnonymousUser]
    things: dict[type[models.Model], models.Model] = field(default_factory=dict)

    @property
    def actors(self) -> dict[str, Actor]:
        """All people, and the software itself."""
        return {**self.people, SOFTWARE: SYSTEM}

    def thing(self, model: type[Row]) -> Row:
        """Return the thing of a kind that the table is about: one of the city, and of the lead unit of its item 1."""
        if model not in self.things:
            self.things[model] = self._found(model) or self._made(model)
        return self.things[model]  # type: ignore[return-value] # each row stands under its own model

    def _found(self, model: type[models.Model]) -> models.Model | None:
        if model is User:
            return self.people[LEAD_CLERK]  # type: ignore[return-value] # a clerk has signed in
        if model is Government:
            return self.city
        rows = model._default_manager.order_by("pk")  # noqa: SLF001 - the model's own
        names = {one.name for one in model._meta.get_fields()}  # noqa: SLF001 - the fields of any model
        if "government" in names:
            rows = rows.filter(government=self.city)
        wishes: list[dict[str, Any]] = [
            {"name": LEAD},
            {"agency__name": LEAD},
            {"number": "1"},
            {"commitment__number": "1"},
            {"report__commitment__number": "1"},
            {"milestone__isnull": True, "report__isnull": True},
            {"user": self.people[LEAD_CLERK]},
            {"person": self.people[LEAD_CLERK]},
        ]
        for wish in wishes:
            if {key.partition("__")[0] for key in wish} <= names:
                narrowed = rows.filter(**wish)
                rows = narrowed if narrowed.exists() else rows
        return rows.first()

    def _made(self, model: type[models.Model]) -> models.Model:
        try:
            with transaction.atomic():
                return self._make(model, nullable=False)
        except IntegrityError:
            return self._make(model, nullable=True)

    def _make(self, model: type[models.Model], *, nullable: bool) -> models.Model:
        values: dict[str, Any] = {}
        for one in model._meta.concrete_fields:  # noqa: SLF001 - the fields of any model
            left_out = one.has_default() or (one.null and not nullable and one.name not in {"government", "agency"})
            if not left_out and not isinstance(one, models.AutoField):
                values[one.name] = self._value(one)
        return model._default_manager.create(**values)  # noqa: SLF001

    def _value(self, one: models.Field[Any, Any]) -> object:
        if one.model is Attachment and one.name in {"owner_kind", "owner_id"}:  # evidence belongs to the report
            return "report" if one.name == "owner_kind" else self.thing(UnitReport).pk
        if (one.model, one.name) in _OWN:
            return _OWN[one.model, one.name]
        if isinstance(one, models.ForeignKey):
            return self.thing(one.related_model)
        if one.choices:
            return next(iter(one.choices))[0]
        for kind, value in _VALUES.items():
            if isinstance(one, kind):
                return value() if callable(value) else value
        message = f"{one}: say in tests/web/year/cast.py what a field of this kind is filled with"
        raise TypeError(message)


#: What only this field can be filled with.
_OWN: dict[tuple[type[models.Model], str], object] = {
    (Match, "outcome"): "different",
    (ErratumContact, "sealed"): "1",
    (Notification, "link"): "/workbench/desk/",
    (Adjustment, "path"): "item.0.target.0",
    (Adjustment, "before"): {"text": "12所", "sentence": "新建公办幼儿园12所。"},
    (Adjustment, "after"): {"text": "10所", "sentence": "新建公办幼儿园10所。"},
}
_VALUES: dict[type[models.Field[Any, Any]], Any] = {
    models.DateTimeField: NOW,
    models.DateField: NOW.date(),
    models.BooleanField: False,
    models.IntegerField: 1,
    models.CharField: "1",
    models.TextField: "示例",
    models.JSONField: dict,
    models.BinaryField: b"1",
    models.UUIDField: None,
}


def assemble() -> Cast:
    """Build two cities with a list, a period and a dispatch each, and the people of every post."""
    cities = [_city(CITY), _city(OTHER_CITY)]
    city, other = cities
    people: dict[str, User | AnonymousUser] = {
        VISITOR: AnonymousUser(),
        NOBODY: _person("nobody"),
        OFFICE: _person("office", Post.OFFICE, government=city),
        OFFICE_OF_ALL: _person("office-of-all", Post.OFFICE),
        LEAD_CLERK: _person("clerk", Post.CLERK, agency=_unit(city, LEAD)),
        LEAD_HEAD: _person("head", Post.HEAD, agency=_unit(city, LEAD)),
        SUPPORTING_CLERK: _person("finance", Post.CLERK, agency=_unit(city, SUPPORTING)),
        STRANGER_HEAD: _person("civil-affairs", Post.HEAD, agency=_unit(city, STRANGER)),
        LEADER: _person("leader", Post.LEADER, government=city),
        DEPUTY: _person("deputy", Post.DEPUTY, government=city),
        **{str(post.label): _person(post.value, post) for post in ADMINISTRATORS},
        OTHER_OFFICE: _person("other-office", Post.OFFICE, government=other),
        OTHER_UNIT: _person("other-head", Post.HEAD, agency=_unit(other, LEAD)),
    }
    cast = Cast(city, other, people)
    for model in apps.get_models():
        if model.__module__.startswith("xushi_web.") and {"government", "state"} & {
            one.name
            for one in model._meta.get_fields()  # noqa: SLF001 - the fields of any model
        }:
            cast.thing(model)
    return cast


def _city(name: str) -> Government:
    government = found_government(name)
    trees = [breakdown(city=name)] if name == OTHER_CITY else [breakdown(), schedule()]
    for tree in trees:
        accept_document(actor=SYSTEM, document=_kept(tree))
    programme = Programme.objects.get(government=government)
    office = _person(f"opens-{government.slug}", Post.OFFICE, government=government)
    due = NOW + timedelta(days=7)
    open_period(actor=office, programme=programme, period="2024-Q1", title="第一季度", due_at=due, now=NOW)
    send_dispatch(actor=office, programme=programme, matter=Matter.BREAKDOWN, due_on=due.date(), now=NOW)
    return government


def _kept(tree: Document) -> Any:
    return receive_reading(actor=SYSTEM, name=tree.source.name, data=bytes_of(tree), tree=tree).document


def _unit(government: Government, name: str) -> Agency:
    return Agency.objects.get(government=government, name=name)


def _person(
    name: str, post: Post | None = None, *, government: Government | None = None, agency: Agency | None = None
) -> User:
    user = User.objects.create_user(name)
    if post:
        appoint(actor=SYSTEM, user=user, post=post, government=government, agency=agency)
    return user
