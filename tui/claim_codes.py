"""What proofs can say, as a table of codes like those of problems, with their sentences in the catalogue.

P1 is about the graph and what is of no use, P2 about the rules, P3 about a trainer's own properties.
"""

from __future__ import annotations

from simulator.problem_codes import Code
from tui.words import template

_GRAPH = ("P101", "P102", "P103", "P104", "P105", "P106", "P107", "P108", "P109", "P110", "P111")
_RULES = (
    *("P200", "P201", "P202", "P203", "P204", "P205", "P206"),
    *("P207", "P208", "P209", "P210", "P211", "P212", "P213"),
)
_PROPERTIES = ("P301", "P302")


def _code(code: str) -> Code:
    return Code(template(f"claims.{code}.title"), template(f"proofs.of.{code}"), template(f"claims.{code}.advice"), "")


CODES = {code: _code(code) for code in (*_GRAPH, *_RULES, *_PROPERTIES)}
"""Every code that a claim can have. They have no short example: a whole scenario is proved for each page."""
