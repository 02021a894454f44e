"""The same traces and the same twenty rules for both engines: acts by number, rules by DECLARE's template.

Every trace ends with an act that no rule reads: who did the last thing that counts was offered a decision after it.
"""

from __future__ import annotations

import random
from typing import NamedTuple

STEPS = 30
TRACES = 10_000
ALPHABET = tuple(f"act.a{n:02}" for n in range(1, 41))
LAST = "act.wait"
OFFERED = 1  # options of each decision: an event log holds what was done and nothing else


class Template(NamedTuple):
    """A rule by its template's name in pm4py, about one act or two."""

    kind: str
    acts: tuple[str, ...]


class Step(NamedTuple):
    """One decision: the acts on offer and the act that was done."""

    offered: tuple[str, ...]
    act: str


def templates() -> tuple[Template, ...]:
    """Six precedences, five responses, four absences, three chain responses, two non-co-existences."""
    kinds = ["precedence"] * 6 + ["response"] * 5 + ["absence"] * 4 + ["chainresponse"] * 3 + ["noncoexistence"] * 2
    acts = iter(ALPHABET)
    return tuple(Template(k, tuple(next(acts) for _ in range(1 if k == "absence" else 2))) for k in kinds)


def steps(traces: int, seed: int = 1) -> list[list[Step]]:
    """The seeded traces, each of `STEPS` decisions."""
    chance = random.Random(seed)
    return [[*(_step(chance) for _ in range(STEPS - 1)), Step((LAST,), LAST)] for _ in range(traces)]


def _step(chance: random.Random) -> Step:
    offered = tuple(chance.choices(ALPHABET, k=OFFERED))
    return Step(offered, offered[0])
