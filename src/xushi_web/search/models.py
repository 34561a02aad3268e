"""What can be found. The index over it is the database's own and belongs to `search.index`."""

from __future__ import annotations

from django.db import models

from xushi_web.records import ScopedQuerySet


class Subject(models.TextChoices):
    """What a search entry leads to."""

    COMMITMENT = "commitment"
    DOCUMENT = "document"
    AGENCY = "agency"


class SearchEntry(models.Model):
    """A text that leads to a thing. The key is a number because SQLite's full text index knows rows by number.

    `text` is folded (see `search.folding`), so that a query folded the same way is a plain substring of it.
    """

    government = models.ForeignKey("agencies.Government", on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=12, choices=Subject)
    object_id = models.UUIDField(unique=True)
    year = models.PositiveSmallIntegerField(null=True)
    text = models.TextField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        """Newest year first is asked for everywhere."""

        indexes = (models.Index(fields=("government", "-year"), name="search_of_government"),)

    def __str__(self) -> str:
        return f"{self.subject} {self.object_id}"
