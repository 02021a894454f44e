"""What a seeded defect is: what was changed, and what a checker must say of it where that is known beforehand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from scoring.rules import RuleBook
from simulator.scenario import Scenario
from tests.mutants.draft import Data, Spot, Steps, default_of, spots
from tests.mutants.good_game import GoodGame
from tests.mutants.plain import Met


@dataclass(frozen=True)
class Expected:
    """What must be told: one of these codes, at one of these places.

    Places are scenes, `scene option`, rules or names, as claims have them; `line` leads to where a problem of the file
    stands.
    """

    codes: tuple[str, ...]
    places: tuple[str, ...]
    line: Steps | None = None


@dataclass(frozen=True)
class Seeded:
    """A defect that was put into a scenario: where, and what follows for certain.

    Without `expected` it is for plain play to find out what it did. `rules` are those whose verdicts are in question,
    `way` a way of answering without reading that may pay now.
    """

    what: str
    expected: Expected | None = None
    rules: tuple[str, ...] = ()
    way: str | None = None


@dataclass(frozen=True)
class Original:
    """A scenario as it was: its file, what plain games came upon, a good game, and how it was loaded."""

    file: Path
    data: Data
    met: Met
    book: RuleBook
    good: GoodGame | None
    scenario: Scenario

    @property
    def good_start(self) -> str | None:
        """The first move of the good game."""
        return None if self.good is None else self.good.decisions[0][1][0]

    @property
    def objective_rules(self) -> tuple[str, ...]:
        """The rules that objectives name."""
        return tuple(sorted({rule for objective in self.data["objectives"] for rule in objective["rules"]}))


Kind = Callable[[Original, Data, Random], Seeded | None]
"""Puts a defect into the data; None where this scenario has no place for it."""

MOST_VARIABLES = 40
"""How many a scenario may have."""

OFTEN_JUDGED = 0.05
"""A verdict with which this share of the judged games of the original ended is counted on."""

OFTEN = 0.03
"""What this share of plain games came upon is counted on."""


def hosts(original: Original, data: Data) -> list[Spot]:
    """Options that plain games take often, with one plain way on, and nothing drawn or played."""
    found = [
        spot
        for spot in spots(data)
        if spot.kind == "choose" and original.met.taken[spot.name] >= OFTEN * original.met.games
    ]
    return [
        spot for spot in found if isinstance(spot.block.get("then"), str) and not {"chance", "play"} & spot.block.keys()
    ]


def spare(data: Data, spot: Spot) -> bool:
    """Whether an option can be done without: it is no default, and is not the only one."""
    return len(spot.among) > 1 and spot.option not in default_of(data["scenes"][spot.scene])


def infeasible(data: Data, chance: Random) -> str:
    """A condition that no state fulfils, in one of three dresses."""
    state = data["state"]
    gauges = [(id, v["gauge"]) for id, v in state.items() if "gauge" in v]
    flags = [id for id, v in state.items() if "flag" in v]
    dress = chance.randrange(3)
    if dress == 0 and gauges:
        id, (low, high) = chance.choice(gauges)
        middle = (low + high) // 2
        return f"{id} > {middle} and {id} <= {middle}"
    if dress == 1 and flags:
        id = chance.choice(flags)
        return f"{id} and not {id}"
    if len(state) >= MOST_VARIABLES:
        return "conflict.exists and not conflict.exists"
    state["never-set"] = {"flag": False}
    return "never-set"


def narrowed(condition: str | None, by: str) -> str:
    """Both conditions together."""
    return by if condition is None else f"({condition}) and ({by})"


def new_scene(data: Data, id: str, options: Data) -> None:
    """A scene more, at the end of the file's scenes."""
    data["scenes"][id] = {"title": "A place", "text": "Somebody waits. Nobody says for what.", "options": options}


def option(label: str, then: str, **more: object) -> Data:
    """An option with a label and a way on."""
    return {"label": label, **more, "takes": 1, "then": then}
