"""How the same problem is known again: in a newer version of its document, or when it is checked once more."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from xushi.problems import Message, Problem


def fingerprints(problems: Iterable[Problem], text: str) -> list[str]:
    """Return one fingerprint for each problem of a document with the source `text`.

    It is made of the code, the item, the figures and the marked words, not of the place nor of the sentence, so that
    neither a new paragraph before it nor a better wording of the rule makes it another problem. Equal ones are counted.
    """
    seen: Counter[str] = Counter()
    result = []
    for problem in problems:
        marked = "".join(problem.span.of(text).split()) if problem.span else ""
        content = json.dumps(
            [problem.code, problem.item, as_json(problem.message)["values"], marked], ensure_ascii=False, sort_keys=True
        )
        seen[content] += 1
        result.append(hashlib.sha256(f"{content}{seen[content]}".encode()).hexdigest())
    return result


def as_json(message: Message) -> dict[str, Any]:
    """Return a sentence with its values apart, as it is stored."""
    return {"template": message.template, "values": {name: _plain(value) for name, value in message.values.items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        return as_json(value)
    return value if isinstance(value, (str, int)) else str(value)
