"""What could still happen to people around each decision of a run: the least, the most, and the mean under chance.

As with keeping rules, a choice is judged by what it left open before chance was drawn, and what chance did to it is
told apart. Plain data; `harm_search` works it out.
"""

from __future__ import annotations

from typing import Literal

from scoring.assessment import Block

GRAVEST = ("killed", "abused", "abducted", "burned", "gassed", "hurt", "displaced")
"""What counts as harm to people, the gravest first. A detention can be lawful, and is not among it."""

HarmJudged = Literal["avoidable", "unlucky"]
"""*avoidable*: more harm is certain after the choice than before it. *unlucky*: only what chance drew made it so."""


class Outlook(Block):
    """How many it will be when the game ends, those counted so far among them.

    `least` and `most` whatever is chosen and drawn; `expected` is the mean under chance of a player who plays for the
    least, while a facilitator plays against it.
    """

    least: int
    most: int
    expected: float


class HarmLine(Block):
    """One line of the ledger around a decision: before it, once it is taken and before chance is drawn, and after."""

    line: str
    before: Outlook
    taken: Outlook
    after: Outlook


class Harm(Block):
    """One decision: the lines of the ledger that it changed the outlook of. `record` is its place in the log."""

    record: int
    lines: tuple[HarmLine, ...]


def harm_judged(found: HarmLine) -> HarmJudged | None:
    """What the decision did to the least that can happen; None where that did not rise."""
    if found.taken.least > found.before.least:
        return "avoidable"
    return "unlucky" if found.after.least > found.taken.least else None


def gravity(found: HarmLine) -> int:
    """The place of what it counts among the gravest."""
    return GRAVEST.index(found.line.partition(".")[2])
