"""Governments and their units."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.records import GovernmentRecord, Record


class Level(models.TextChoices):
    """Levels of government (行政层级)."""

    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡级")
    UNKNOWN = "unknown", _("未注明")


class Government(Record):
    """Whose commitments these are (本级政府). `slug` stands in addresses."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    division_code = models.CharField(max_length=12, blank=True)  #: GB/T 2260
    level = models.CharField(max_length=10, choices=Level, default=Level.UNKNOWN)

    class Meta:
        """By name."""

        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Agency(GovernmentRecord):
    """A responsible unit (单位); a group (各县区) has members; a reorganised one has a successor."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100, blank=True)
    is_group = models.BooleanField(default=False)
    members = models.ManyToManyField("self", symmetrical=False, related_name="groups", blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")

    class Meta:
        """One unit of a name in a government."""

        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("government", "name"), name="agency_name"),)

    def __str__(self) -> str:
        return self.name


class AgencyAlias(GovernmentRecord):
    """A name under which documents speak of a unit."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        """An alias means one unit only."""

        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("government", "name"), name="agency_alias"),)

    def __str__(self) -> str:
        return self.name
