"""Where a figure stands in its document, what stands there now, and what another wording means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xushi.document.model import Commitment as CommitmentNode
from xushi.targets import find_targets
from xushi.targets.model import Target as TargetNode
from xushi_web.documents.corrections import figure_as_json, items_of
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import SourceDocument, Telling
from xushi_web.documents.queries import corrections_of, tree_of
from xushi_web.programmes.models import Target


@dataclass(frozen=True, slots=True)
class Place:
    """The paths of a figure and of its sentence, as corrections name them, and what stands there now."""

    path: str
    sentence_path: str
    figure: dict[str, Any]
    sentence: str

    def as_json(self) -> dict[str, Any]:
        """Return what stands there, as an adjustment keeps it."""
        return {**self.figure, "sentence": self.sentence}


def place_of(target: Target) -> Place:
    """Return where a promised or planned figure stands. Raises `Refused` for one that no document has."""
    telling = Telling.objects.filter(document=target.document_id, commitment=target.commitment_id).first()
    if telling is not None and target.start is not None:
        document = SourceDocument.objects.select_related("reading").get(pk=target.document_id)
        read, now = _node(document, telling.position, {}), _node(document, telling.position, corrections_of(document))
        for prefix, sentence_path in _prefixes(telling.position, target, read):
            figures = _figures(read, prefix)
            index = next((n for n, node in enumerate(figures) if node.span.start == target.start), None)
            standing = next((node for node in _figures(now, prefix) if node.span.start == target.start), None)
            if index is not None and standing is not None:
                path = f"item.{telling.position}.{prefix}target.{index}"
                return Place(path, sentence_path, figure_as_json(standing), _sentence(now, prefix))
    raise Refused(_("“%(figure)s”不是文件中读出的指标，不能调整；请到来源文件中更正原文。") % {"figure": target.text})


def standing_at(document: SourceDocument, path: str) -> dict[str, Any] | None:
    """Return what stands now at the path of a figure, in the form of `Place.as_json`; None when it is gone."""
    _item, position, rest = path.split(".", 2)
    prefix, _target, index = rest.rpartition("target.")
    fresh = SourceDocument.objects.select_related("reading").get(pk=document.pk)
    read, now = _node(fresh, int(position), {}), _node(fresh, int(position), corrections_of(fresh))
    figures = _figures(read, prefix)
    if now is None or int(index) >= len(figures):
        return None
    start = figures[int(index)].span.start
    node = next((one for one in _figures(now, prefix) if one.span.start == start), None)
    return None if node is None else {**figure_as_json(node), "sentence": _sentence(now, prefix)}


def changed(place: Place, target: Target, written: str, sentence: str) -> dict[str, Any]:
    """Return what is to stand there when the figure is `written` in `sentence`, in the form of `Place.as_json`.

    A sentence left as it was has the figure exchanged. Raises `Refused` when the words say no such figure.
    """
    written, sentence = written.strip(), sentence.strip()
    if sentence in {"", place.sentence.strip()}:
        sentence = place.sentence.replace(place.figure["text"], written, 1)
    if written == place.figure["text"]:
        raise Refused(_("“%(figure)s”没有改动。") % {"figure": written})
    found = [node for node in find_targets(sentence, target.commitment.year) if node.text == written]
    if not written or not found:
        raise Refused(
            _("在改后的全文中没有读出“%(figure)s”这个数，请按原文的写法填写，例如“%(example)s”。")
            % {"figure": written, "example": place.figure["text"]}
        )
    node = found[0]
    if (node.unit or "") != target.unit:
        raise Refused(
            _("“%(figure)s”的单位是“%(unit)s”，原指标的单位是“%(before)s”，应当一致。")
            % {"figure": written, "unit": node.unit or "", "before": target.unit}
        )
    return {**figure_as_json(node), "sentence": sentence}


def _node(document: SourceDocument, position: int, corrections: dict[str, Any]) -> CommitmentNode | None:
    items = items_of(tree_of(document), corrections)
    return next((item.commitment for item in items if item.position == position), None)


def _prefixes(position: int, target: Target, read: CommitmentNode | None) -> list[tuple[str, str]]:
    """Return where a figure may stand: in the promise itself, or in the milestone of its period."""
    if read is None:
        return []
    if target.milestone_id is None:
        return [("", f"item.{position}.text")]
    return [
        (f"milestone.{n}.", f"item.{position}.milestone.{n}")
        for n, milestone in enumerate(read.milestones)
        if target.milestone and milestone.period == target.milestone.period
    ]


def _figures(node: CommitmentNode | None, prefix: str) -> tuple[TargetNode, ...]:
    if node is None:
        return ()
    return node.milestones[int(prefix.split(".")[1])].targets if prefix else node.targets


def _sentence(node: CommitmentNode | None, prefix: str) -> str:
    if node is None:
        return ""
    return node.milestones[int(prefix.split(".")[1])].text if prefix else node.text
