"""The words that scenarios and rules share: acts, events, facts, card values and the lines of the ledger.

The simulator defines what a vocabulary is; which words there are is said by the file that is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from simulator import limits
from simulator.block import Block, Bounds, StrictBool, StrictInt, StrictStr
from simulator.written import Line

WORD_PATTERN = r"^[a-z][a-z0-9]*([.-][a-z0-9]+)*$"

WordId = Annotated[StrictStr, Bounds(pattern=WORD_PATTERN, max_length=limits.ID_LENGTH)]


class Word(Block):
    """An act or event: what it means, in one sentence, and whether it is about somebody."""

    means: Line
    about: Literal["none", "optional", "required"] = "optional"


class FactWord(Block):
    """A fact: true or false (`flag` is what it is where nobody says), or `one of` a list of values."""

    means: Line
    about: Literal["none", "target"] = "none"
    flag: StrictBool | None = None
    one_of: Annotated[tuple[Line, ...], Bounds(min_length=2, max_length=limits.LIST_VALUES)] | None = None

    def __post_init__(self) -> None:
        if (self.flag is None) == (self.one_of is None):
            raise ValueError("it has exactly one of flag, one of")

    @property
    def values(self) -> tuple[str, ...]:
        """The values of which it has one; none where it is true or false."""
        return self.one_of or ()

    @property
    def default(self) -> bool | str:
        """The value at the start of a run, where the scenario does not give one."""
        return self.one_of[0] if self.one_of else bool(self.flag)


class CardKey(Block):
    """A value on a mission area's card that rules read: a time limit in `minutes`, or yes or no (`flag`)."""

    means: Line
    minutes: StrictInt | None = None
    flag: StrictBool | None = None
    basis: Line | None = None

    def __post_init__(self) -> None:
        if (self.minutes is None) == (self.flag is None):
            raise ValueError("it has exactly one of minutes, flag")

    @property
    def default(self) -> bool | int:
        """The value where a card does not give one."""
        return bool(self.flag) if self.minutes is None else self.minutes


class Ledger(Block):
    """Whom and what the ledger counts: each group with each outcome is a line, such as `women.hurt`."""

    groups: tuple[WordId, ...] = ()
    outcomes: tuple[WordId, ...] = ()


class Vocabulary(Block):
    """All words. Families name several acts and events at once."""

    acts: dict[WordId, Word] = {}
    events: dict[WordId, Word] = {}
    facts: dict[WordId, FactWord] = {}
    card: dict[WordId, CardKey] = {}
    families: dict[WordId, tuple[StrictStr, ...]] = {}
    ledger: Ledger = Ledger()

    @property
    def groups(self) -> tuple[str, ...]:
        """Groups of people in the ledger."""
        return self.ledger.groups

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What the ledger says happened to them."""
        return self.ledger.outcomes

    def covers(self, family: str, word: str) -> bool:
        """Whether `family` (a word, the beginning of dotted words, or a family) covers an act or event."""
        return word in self.members(family)

    def members(self, family: str) -> frozenset[str]:
        """The acts and events that a word or family covers; none where it is unknown."""
        if family not in self._members:
            self._members[family] = frozenset(self._covered(family, frozenset()))
        return self._members[family]

    @cached_property
    def _members(self) -> dict[str, frozenset[str]]:
        return {}

    def _covered(self, family: str, within: frozenset[str]) -> Iterator[str]:
        """Members of a family; `within` are the families that are being looked into, to end circles."""
        for word in (*self.acts, *self.events):
            if word == family or word.startswith(f"{family}."):
                yield word
        for member in self.families.get(family, ()):
            if member not in within:
                yield from self._covered(member, within | {family})
