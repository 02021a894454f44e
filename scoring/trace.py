"""The trace: a run's acts, events, facts and offers as rules see them. See docs/rules.md, *Traces*."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from simulator.state import Value

Facts = Mapping[tuple[str, str | None], Value]
"""Values by fact and target (None where the fact is about nobody). What is missing has the vocabulary's default."""

NO_FACTS: Facts = MappingProxyType({})


class Entry(NamedTuple):
    """One entry of a trace. `kind` is facts, offer, move, act, event or end; the rest is said in docs/rules.md."""

    kind: str
    minute: int
    decision: int
    word: str = ""
    target: str | None = None
    held: Facts = NO_FACTS
    timeout: bool = False
    closing: bool = False
    offered: tuple[tuple[tuple[str, str | None], ...], ...] = ()
    hands_over: tuple[str, ...] = ()
    abandoned: bool = False


class Trace(NamedTuple):
    """A whole trace, with the reach of each target, the card's values, and the minute of the day at minute 0.

    `entered` are the positions of entries before which a scene was entered.
    """

    entries: tuple[Entry, ...]
    reach: Mapping[str, tuple[str, ...]]
    card: Mapping[str, bool | int]
    starts: int
    entered: tuple[int, ...] = ()
