from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from xushi_web.agencies.actions import register
from xushi_web.agencies.models import Agency, AgencyAlias, Government


def test_the_registry_grows_out_of_the_documents(city: Government) -> None:
    register(city, [("市教育局", "教育局", False), ("各县区", "各县区", True)])
    assert list(Agency.objects.order_by("name").values_list("name", "is_group")) == [
        ("各县区", True),
        ("市教育局", False),
    ]
    assert AgencyAlias.objects.get().name == "教育局"


def test_registering_again_adds_nothing(city: Government) -> None:
    named = [("市教育局", "教育局", False)]
    first = register(city, named)
    assert register(city, named) == first
    assert Agency.objects.count() == 1
    assert AgencyAlias.objects.count() == 1


def test_a_name_known_as_an_alias_means_that_unit(city: Government) -> None:
    education = register(city, [("市教育局", "教育局", False)])["市教育局"]
    assert register(city, [("教育局", "教育局", False)]) == {"教育局": education}


def test_an_alias_never_changes_its_unit(city: Government) -> None:
    register(city, [("市科技局", "科技局", False)])
    register(city, [("东湖区科技局", "科技局", False)])
    assert AgencyAlias.objects.get(name="科技局").agency.name == "市科技局"


def test_two_governments_have_units_of_the_same_name(city: Government, other_city: Government) -> None:
    ours = register(city, [("市教育局", "市教育局", False)])["市教育局"]
    theirs = register(other_city, [("市教育局", "市教育局", False)])["市教育局"]
    assert ours != theirs


def test_many_units_cost_as_many_statements_as_one(city: Government) -> None:
    with CaptureQueriesContext(connection) as queries:
        register(city, [(f"市第{n}局", f"第{n}局", False) for n in range(300)])
    assert len(queries) <= 4
