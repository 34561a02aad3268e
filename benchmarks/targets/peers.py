"""One round of the peers, in an environment of their own; prints a line of JSON with name, seconds and count."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path


def main() -> None:
    """Run JioNLP's money extraction and, unless told otherwise, the models of Recognizers-Text."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
    rows = [_timed("JioNLP extract_money", _jionlp(), texts)]
    if "--skip-slow" not in sys.argv:
        rows.append(_timed("Recognizers-Text, with units", _recognizers(), texts))
    sys.stdout.write(json.dumps(rows) + "\n")


def _timed(name: str, run: Callable[[str], int], texts: list[str]) -> tuple[str, float, int]:
    run("投入一百元，新建3所。")  # loads the models
    started = time.process_time()
    count = sum(run(text) for text in texts)
    return name, time.process_time() - started, count


def _jionlp() -> Callable[[str], int]:
    import jionlp  # noqa: PLC0415 - only one of the peers may be installed

    return lambda text: len(jionlp.ner.extract_money(text) or [])


def _recognizers() -> Callable[[str], int]:
    from recognizers_number import (  # noqa: PLC0415
        Culture,
        recognize_number,
        recognize_ordinal,
        recognize_percentage,
    )
    from recognizers_number_with_unit import (  # noqa: PLC0415
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    models = (
        recognize_number,
        recognize_ordinal,
        recognize_percentage,
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )
    return lambda text: sum(len(model(text, Culture.Chinese)) for model in models)


if __name__ == "__main__":
    main()
