"""What can be told of inject sheets, beyond what can be told of a scenario: what could not be read, and warnings."""

from __future__ import annotations

from simulator.problem_codes import Code
from tui.words import template

PROBLEMS = {
    "X921": "no-injects",
    "X922": "hidden",
    "X923": "formulas",
    "X924": "time",
    "X925": "before-start",
    "X926": "addressee",
    "X927": "too-many",
    "X928": "too-long",
    "X929": "twice",
    "X930": "day",
    "X931": "real-name",
    "X932": "marking",
    "X933": "roe",
    "X934": "says-nothing",
    "X935": "differs",
    "X936": "seats",
}
"""Codes and their names in the catalogue."""


def codes() -> dict[str, Code]:
    """Each with its title, message and advice."""
    return {code: _code(name) for code, name in PROBLEMS.items()}


def _code(name: str) -> Code:
    title, message, advice = (
        template(f"inject-sheets.problem.{name}.{part}") for part in ("title", "message", "advice")
    )
    return Code(title=title, message=message, advice=advice, example="")
