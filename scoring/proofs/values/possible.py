"""What was still possible around each decision of a run: whether some way on kept everything, before it and after it.

*Everything* is all rules that were not broken yet. The player could not know what chance would do: so a choice is
judged by what it left open before chance was drawn, and what chance did to it is told apart. Plain data;
`possible_search` works it out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from scoring.assessment import Block
from scoring.proofs.values.harm import Harm

Hope = Literal["surely", "with luck", "some way", "never", "not known"]
"""Whether everything can be kept: whatever chance and the facilitator do, if they help, or not at all.

*some way*: it can, and whether surely is not known. *not known* is never good: the search ended first.
"""

Judged = Literal["wrong", "gambled", "unlucky", "held", "not known"]
"""What a decision did to what was possible.

*wrong*: no way on kept everything after it, and after another choice one did. *gambled*: chance lost it, and another
choice was sure. *unlucky*: chance lost it, and no choice is known to have been sure. *held*: it was kept possible,
where another choice had lost it.
"""

GOOD = frozenset(("surely", "with luck", "some way"))


class Choice(Block):
    """A move that was on offer, and what it left open before chance was drawn."""

    move: tuple[str, ...]
    hope: Hope


class Possible(Block):
    """One decision. `record` is its place in the log; `taken` is before chance was drawn, `after` what chance left.

    `rules` are those that still counted: neither broken before nor lost for good. `broken` says whether some count no
    more: then *everything* is everything else. `others` are the moves not taken, as far as they were looked at.
    """

    record: int
    rules: tuple[str, ...]
    broken: bool
    before: Hope
    taken: Hope
    after: Hope
    others: tuple[Choice, ...] = ()

    @property
    def keeping(self) -> int:
        """How many of the other choices still kept everything possible."""
        return sum(other.hope in GOOD for other in self.others)

    @property
    def losing(self) -> int:
        """How many of the other choices lost it."""
        return sum(other.hope == "never" for other in self.others)


class PossibleInRun(Block):
    """What is known of the decisions of a run, in their order: of keeping everything, and of harm to people."""

    decisions: tuple[Possible, ...] = ()
    harm: tuple[Harm, ...] = ()


def judged(found: Possible) -> Judged | None:
    """What the decision did; None where it changed nothing, or nothing could be kept any more."""
    if found.before == "never":
        return None
    if found.taken == "never":
        if found.keeping:
            return "wrong"
        return "not known"  # else all choices would be lost, and so the decision before
    if found.taken == "not known" or found.after == "not known":
        return "not known"
    if found.after == "never":
        return "gambled" if any(other.hope == "surely" for other in found.others) else "unlucky"
    return "held" if found.losing else None


def of_outcomes(hopes: Iterable[Hope]) -> Hope:
    """What a move leaves open, by what each outcome of its chance does."""
    found = set(hopes)
    if found in ({"never"}, {"surely"}):
        return next(iter(found))
    if found & GOOD:
        return "with luck" if found & {"never", "with luck"} else "some way"
    return "not known" if "not known" in found else "never"


def of_choices(hopes: Iterable[Hope]) -> Hope:
    """What a decision leaves open, by what each choice does."""
    found = set(hopes)
    if "surely" in found:
        return "surely"
    if found & GOOD:
        return "some way" if found & {"some way", "not known"} else "with luck"
    return "not known" if "not known" in found else "never"
