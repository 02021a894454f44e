"""How a clause reads facts and words: conditions over `held` for a target, and which words it cares about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from scoring.rule import Excuse
from scoring.trace import Facts
from simulator.expressions import Choice, Expression, Flag, Name, Number, Type, Value, parse
from simulator.vocabulary import Vocabulary

Target = str | None
Ctx = tuple[Facts, Target]
Test = Callable[[Ctx], bool]

CARD = "card."


def type_in(vocabulary: Vocabulary) -> Callable[[Name], Type | None]:
    """The types of names in rules: facts, and values of the card as `card.key`."""

    def type_of(name: Name) -> Type | None:
        if name.name.startswith(CARD) and name.about is None:
            key = vocabulary.card.get(name.name.removeprefix(CARD))
            return None if key is None else (Flag() if key.minutes is None else Number())
        fact = vocabulary.facts.get(name.name)
        if fact is None or name.about is not None:
            return None
        return Choice(fact.values) if fact.values else Flag()

    return type_of


def names_in(vocabulary: Vocabulary) -> list[str]:
    """Every name that a rule's condition may use."""
    return [*vocabulary.facts, *(CARD + key for key in vocabulary.card)]


@lru_cache(maxsize=1024)
def _parsed(text: str, words: _Words) -> Expression:
    return parse(text, type_in(words.vocabulary), lambda: names_in(words.vocabulary))


class _Words:
    """A vocabulary that can be a key of a cache: one and the same object counts as equal."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Words) and other.vocabulary is self.vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)


def test_of(text: str | None, vocabulary: Vocabulary, card: Mapping[str, bool | int]) -> Test | None:
    """A condition as a function of (held facts, target); None where there is no condition."""
    if text is None:
        return None
    return _parsed(text, _Words(vocabulary)).bind(lambda name: _getter(name, vocabulary, card))


def _getter(name: Name, vocabulary: Vocabulary, card: Mapping[str, bool | int]) -> Callable[[Ctx], Value]:
    fact = name.name
    if fact.startswith(CARD):
        key = fact.removeprefix(CARD)
        value = card.get(key, vocabulary.card[key].default)
        return lambda ctx: value
    word = vocabulary.facts[fact]
    default = word.default
    if word.about == "none":
        return lambda ctx: ctx[0].get((fact, None), default)
    return lambda ctx: ctx[0].get((fact, ctx[1]), default) if ctx[1] is not None else _of_any(fact, ctx[0], default)


def _of_any(fact: str, held: Facts, default: Value) -> Value:
    """A fact about a target where nobody is named: true if true of any."""
    values = [value for (name, target), value in held.items() if name == fact and target is not None]
    return any(values) if values else default


class Excuses:
    """The exceptions that may excuse one clause, in file order."""

    def __init__(self, exceptions: Iterable[Excuse], vocabulary: Vocabulary, card: Mapping[str, bool | int]) -> None:
        self._tests = [(e.id, test_of(e.if_, vocabulary, card)) for e in exceptions]

    def __bool__(self) -> bool:
        return bool(self._tests)

    def first(self, held: Facts, target: Target) -> str | None:
        """The first exception that holds for this target."""
        return next((id for id, test in self._tests if test is not None and test((held, target))), None)

    def together(self, held: Facts, targets: Iterable[Target]) -> str | None:
        """The exception named where each of these targets has one; None where some target has none."""
        targets = list(targets)
        if not all(self.first(held, target) for target in targets):
            return None
        return next((id for id, test in self._tests if test and any(test((held, t)) for t in targets)), None)


def words_of(families: Iterable[str], vocabulary: Vocabulary) -> frozenset[str]:
    """All acts and events that these words and families cover."""
    return frozenset(word for family in families for word in vocabulary.members(family))


def names_read(condition: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The facts, and values of the card, that a condition of a rule reads."""
    return frozenset(name.name for name in _parsed(condition, _Words(vocabulary)).reads)
