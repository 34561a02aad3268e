"""Any programme that can be made survives being rendered and read again, in every genre and format."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import xushi
from xushi.document.model import Document, Genre
from xushi.rendering import FORMATS, Frame, Urgency, rendered

from .equality import assert_equal
from .making import documents

GENRES = tuple(genre for genre in Genre if genre is not Genre.UNKNOWN)
FRAMES = (
    Frame(
        addressees="各县、区人民政府，市各有关单位：", opening=("现将有关事项通知如下，请认真执行。",), annex="任务清单"
    ),
    Frame(
        urgency=Urgency.MOST,
        sealed=True,
        addressees="各县、区人民政府，市各有关单位：",
        opening=("为做好全年工作，现将有关事项通知如下，请结合实际认真抓好落实，并按时报送进展情况。",),
        attached="任务清单",
        annex="任务清单",
        note="（此件公开发布）",
        copies="市委办公室，市人大常委会办公室。",
        printed_by="云岭市人民政府办公室",
        printed="2031年2月7日印发",
    ),
)
EXAMPLES = {"txt": 15, "html": 15, "docx": 8, "xlsx": 8, "pdf": 4}
MANY = {"txt": 400, "html": 400, "docx": 200, "xlsx": 200, "pdf": 100}
FEW = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def survives(genre: Genre, to: str, examples: int) -> None:
    @settings(FEW, max_examples=examples)
    @given(document=documents(genre), frame=st.sampled_from(FRAMES))
    def check(document: Document, frame: Frame) -> None:
        written = rendered(document, to, frame)
        assert_equal(document, xushi.parse_bytes(written, f"written.{to}", targets=False))

    check()


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("genre", GENRES)
def test_a_programme_survives(genre: Genre, to: str) -> None:
    survives(genre, to, EXAMPLES[to])


@pytest.mark.slow
@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("genre", GENRES)
def test_many_programmes_survive(genre: Genre, to: str) -> None:
    survives(genre, to, MANY[to])
