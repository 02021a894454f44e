"""Whatever is done to a scenario's text, loading it gives a scenario or says what is wrong; it never crashes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.loading import AREA_FILE, load
from simulator.problems import LoadError, Problems
from simulator.scenario import Scenario
from simulator.vocabulary import Vocabulary, load_vocabulary
from tests.simulator.writing import FILE
from tests.simulator.writing import VOCABULARY as SMALL_VOCABULARY

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = ROOT / "scenarios" / "ashara" / "crowd-at-the-depot.yaml"

LINES = st.integers(0, 10_000)
SIGNS = st.sampled_from(
    list("abz019 :-#'\"[]{}()|>&*!%@`,.?\n\t=<~_") + ["\r", "\0", "é", "\u200b", "\U0001f600", "\ud800"]
)
VALUES = st.sampled_from(
    [
        "",
        "null",
        "true",
        "-1",
        "0",
        "1.5",
        ".nan",
        "999999999",
        "text",
        "[]",
        "{}",
        "[1, a]",
        "{a: 1}",
        "[[]]",
        "return",
    ]
)
Change = Callable[[list[str]], None]


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary(ROOT / "scoring" / "vocabulary.yaml")


@st.composite
def _changes(draw: st.DrawFn) -> Change:
    """One change of a text of lines."""
    at, other, kind = draw(LINES), draw(LINES), draw(st.sampled_from(sorted(KINDS)))
    return lambda lines: KINDS[kind](lines, at % len(lines), other, draw)


def _value(lines: list[str], at: int, other: int, draw: st.DrawFn) -> None:
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}{colon} {draw(VALUES)}"
