"""Where the same game parts in two versions: the first thing that one shows and the other does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from scoring.assessment import Block
from scoring.proofs.sheet import GameStep
from simulator.scenario import Move
from simulator.step import Entry

Kind = Literal["stops", "chance", "world", "leads", "offers", "time", "counts", "happens"]
"""How games part: one version stops with an author's error, chance has other weights, time runs out or an inject by
hand comes in one only, another scene follows, other options are offered, it takes another time, the ledger counts
otherwise, other acts, events or facts are there.
"""


class Parting(Block):
    """A shortest game after which the versions differ, found at this move of this scene.

    `old` and `new` are what only the one and only the other shows, in the words of the file. The game ends with the
    move; it is possible in both versions up to there.
    """

    kind: Kind
    scene: str
    move: Move
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    game: tuple[GameStep, ...] = ()


class Unlike(NamedTuple):
    """What differs in one step."""

    kind: Kind
    old: tuple[str, ...]
    new: tuple[str, ...]


def unlike(old: Sequence[Entry], new: Sequence[Entry]) -> Unlike | None:
    """The gravest difference between what two steps show; None where there is none."""
    if old == new:
        return None
    for kind, kinds in _BY_GRAVITY:
        one, other = _of(old, kinds), _of(new, kinds)
        if one != other:
            return _only(kind, one, other)
    one, other = [str(old[-1][1])], [str(new[-1][1])]
    return _only("time", one, other) if one != other else _only("happens", _all(old), _all(new))


_BY_GRAVITY: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("leads", frozenset({"enter"})),
    ("offers", frozenset({"offered"})),
    ("happens", frozenset({"act", "closing", "event", "set", "inject", "ending", "passage"})),
    ("counts", frozenset({"ledger"})),
)


def _of(entries: Sequence[Entry], kinds: frozenset[str]) -> list[str]:
    found: list[str] = []
    for entry in entries:
        if entry[0] == "offered":
            found += [str(id) for id in entry[2:]] if "offered" in kinds else []
        elif entry[0] in kinds:
            found.append(_in_words(entry))
    return found


def _in_words(entry: Entry) -> str:
    sign = {"set": " = ", "ledger": ": "}.get(str(entry[0]), " ")
    return sign.join(_value(each) for each in entry[2:] if each is not None)


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _all(entries: Sequence[Entry]) -> list[str]:
    return [f"{entry[1]}' {entry[0]} {_in_words(entry)}" for entry in entries]


def _only(kind: Kind, old: list[str], new: list[str]) -> Unlike:
    """What stands on one side alone; both sides where they hold the same in another order."""
    one = tuple(word for word in old if word not in new)
    other = tuple(word for word in new if word not in old)
    return Unlike(kind, one, other) if one or other else Unlike(kind, tuple(old), tuple(new))
