"""The ground rules of an exercise, which are read aloud before play."""

from __future__ import annotations

from tui.words import say

RULES = ("training", "respect", "role", "no-attribution", "stop", "step-out", "private", "phones")
"""Each rule under its name in the catalogue, in the order in which they are read."""


def ground_rules() -> tuple[str, ...]:
    """The rules, a sentence or two each."""
    return tuple(say(f"ground-rules.{name}") for name in RULES)
