"""Texts that workbooks, YAML or a careless program would change on the way, put into random scenarios."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.random_scenarios import scenario_data

ODD = (
    *(
        "=1+1",
        "+49 30",
        "-5",
        "@here",
        "=HYPERLINK(1)",
        "yes",
        "no",
        "true",
        "null",
        "~",
        "06:30",
        "1e5",
        "0o17",
        "012",
    ),
    *("2026-01-02", "1", "1.0", "_x0041_", "a_x000D_b", "a # b", "a: b", "it's", '"quoted"', "'", "-a", "? b", "| c"),
    *(" leading", "trailing ", "two\nlines", "two\n\nparagraphs\n", "  indented\nlines", "end\n\n\n", "yaml:\na"),
    *("a if b", "0 to 5", "naïve — “quotes”", "\U0001f600", "{a: b}", "% off", "x" * 300, "word " * 59, "#1", "…"),
)
"""None of these is refused by the loader, and each has been lost by some program."""


@st.composite
def odd_scenario_data(draw: st.DrawFn) -> dict[str, Any]:
    """A valid random scenario file with some of its texts replaced."""
    data = draw(scenario_data())
    texts = list(_texts(data))
    for block, key in draw(st.lists(st.sampled_from(texts), max_size=12)):
        block[key] = draw(st.sampled_from(ODD))
    return data


def _texts(value: Any) -> list[tuple[dict[str, Any], str]]:
    """Where a text for people stands."""
    if isinstance(value, list):
        return [found for item in value for found in _texts(item)]
    if not isinstance(value, dict):
        return []
    here = [(value, key) for key in ("title", "label", "text", "summary", "role", "name") if _is_text(value, key)]
    return here + [found for item in value.values() for found in _texts(item)]


def _is_text(block: dict[str, Any], key: str) -> bool:
    return isinstance(block.get(key), str)
