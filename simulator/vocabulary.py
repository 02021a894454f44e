"""The words that scenarios and rules share: acts, events, facts, card values and the lines of the ledger.

The simulator defines what a vocabulary is; which words there are is said by the file that is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal

from pydantic import (
    AliasChoices,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    Tag,
    ValidationError,
    model_validator,
)

from simulator import limits, shape
from simulator.model import Block, Line
from simulator.problems import LoadError, Problems
from simulator.prose import check_texts
from simulator.source import Source, read_source

WORD_PATTERN = r"^[a-z][a-z0-9]*([.-][a-z0-9]+)*$"

WordId = Annotated[StrictStr, Field(pattern=WORD_PATTERN, max_length=limits.ID_LENGTH)]


class Word(Block):
    """An act or event: what it means, in one sentence, and whether it is about somebody."""

    means: Line
    about: Literal["none", "optional", "required"] = "optional"


def _kind(value: Any, kinds: Mapping[str, Any]) -> Any:
    """A block with its `type`, where the file says it by a key: `flag: false`, `one of: [...]`, `minutes: 30`."""
    if not isinstance(value, dict) or "type" in value:
        return value
    found = [key for key in kinds if key in value]
    if len(found) != 1:
        raise ValueError(f"it has exactly one of {', '.join(kinds)}")
    kind = kinds[found[0]]
    return value if kind is None else {**value, "type": kind}


FactType = Annotated[
    Annotated[Literal["flag"], Tag("flag")]
    | Annotated[tuple[Line, ...], Field(min_length=2, max_length=limits.LIST_VALUES), Tag("list")],
    Discriminator(lambda value: "flag" if isinstance(value, str) else "list"),
]


class FactWord(Block):
    """A fact: true or false, or one of a list of values. `start` is what a flag is where nobody says."""

    model_config = ConfigDict(validate_by_name=True)

    means: Line
    type: FactType = Field(validation_alias=AliasChoices("type", "one of"))
    about: Literal["none", "target"] = "none"
    start: StrictBool = Field(default=False, validation_alias=AliasChoices("start", "flag"))

    @property
    def default(self) -> bool | str:
        """The value at the start of a run, where the scenario does not give one."""
        return self.start if self.type == "flag" else self.type[0]


class CardKey(Block):
    """A value on a mission area's card that rules read: a time limit in minutes, or yes or no."""

    model_config = ConfigDict(validate_by_name=True)

    means: Line
    type: Literal["flag", "minutes"]
    default: StrictBool | StrictInt = Field(validation_alias=AliasChoices("default", "minutes", "flag"))
    basis: Line | None = None

    @model_validator(mode="after")
    def _fits(self) -> CardKey:
        if isinstance(self.default, bool) != (self.type == "flag"):
            raise ValueError("minutes are a number, and a flag is true or false")
        return self


Fact = Annotated[FactWord, BeforeValidator(lambda value: _kind(value, {"flag": "flag", "one of": None}))]
Key = Annotated[CardKey, BeforeValidator(lambda value: _kind(value, {"minutes": "minutes", "flag": "flag"}))]


class Ledger(Block):
    """Whom and what the ledger counts: each group with each outcome is a line, such as `women.hurt`."""

    groups: tuple[WordId, ...] = ()
    outcomes: tuple[WordId, ...] = ()


class Vocabulary(Block):
    """All words. Families name several acts and events at once."""

    acts: dict[WordId, Word] = {}
    events: dict[WordId, Word] = {}
    facts: dict[WordId, Fact] = {}
    card: dict[WordId, Key] = {}
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


def load_vocabulary(file: FilePath | str, problems: Problems | None = None, *, text: str | None = None) -> Vocabulary:
    """Load a vocabulary file.

    All its problems are reported to `problems`; then LoadError is raised, as nothing can be loaded without it.
    """
    problems = Problems(stop_at_first=True) if problems is None else problems
    before = len(problems) + problems.left_out
    source = read_source(file, problems, text=text)
    vocabulary = _validated(source, problems) if source else None
    if vocabulary is None or len(problems) + problems.left_out > before:
        raise LoadError(problems.all)
    return vocabulary


def _validated(source: Source, problems: Problems) -> Vocabulary | None:
    check_texts(source, problems)
    try:
        vocabulary = Vocabulary.model_validate(source.data)
    except ValidationError as error:
        shape.report(error, Vocabulary, source, problems)
        return None
    _check_words(vocabulary, source, problems)
    return vocabulary


def _check_words(vocabulary: Vocabulary, source: Source, problems: Problems) -> None:
    """One word for one thing; families of words that there are."""
    _check_unique("events", "an event", {"an act": vocabulary.acts}, source, problems)
    others = {"an act": vocabulary.acts, "an event": vocabulary.events}
    _check_unique("families", "a family", others, source, problems)
    for family, members in vocabulary.families.items():
        for index, member in enumerate(members):
            place = source.place(("families", family, index))
            if not vocabulary.members(member):
                near = (*vocabulary.acts, *vocabulary.events, *vocabulary.families)
                problems.add("S304", place, name=member, near=near)
            elif family == member or family in _inside(vocabulary, member):
                problems.add("S317", place, name=family)


def _check_unique(
    key: str, kind: str, others: Mapping[str, Mapping[str, Any]], source: Source, problems: Problems
) -> None:
    for name in source.data.get(key, {}):
        for other, words in others.items():
            if name in words:
                problems.add("S316", source.key_place((key, name)), name=name, kind=kind, other=other)


def _inside(vocabulary: Vocabulary, family: str) -> set[str]:
    """The families inside a family, at any depth."""
    found: set[str] = set()
    waiting = [family]
    while waiting:
        members = set(vocabulary.families.get(waiting.pop(), ())) & vocabulary.families.keys()
        waiting += members - found
        found |= members
    return found
