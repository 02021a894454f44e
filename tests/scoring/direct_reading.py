"""What every clause asks of a trace: which words cover, what conditions say, whom an entry is about, what is in scope.

Part of the direct evaluation (see direct.py). `history` is always the entries before the one that is asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from scoring.rules import Clause, Rule
from scoring.trace import Entry, Facts, Trace
from simulator.expressions import Choice, Flag, Name, Number, Type, Value, parse
from simulator.vocabulary import Vocabulary

Target = str | None
History = tuple[Entry, ...]
Held = tuple[Facts, Target]  # what a condition is read in: the facts, and whom facts about a target are read for


@dataclass(frozen=True)
class Reading:
    """One clause of a rule, held against one trace."""

    rule: Rule
    number: int
    clause: Clause
    trace: Trace
    vocabulary: Vocabulary
    conditions: dict[str, Callable[[Held], bool]] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        """`about: same`: one memory for each target. Without it the clause has one memory."""
        return self.clause.about == "same"

    def reach(self, target: str) -> tuple[str, ...]:
        """reach(x) is x and all its parts, at any depth."""
        return (target, *(part for part in self.trace.reach.get(target, ()) if part != target))

    def targets(self) -> tuple[Target, ...]:
        """The memories of the clause: one for each target, or a single one."""
        return tuple(self.trace.reach) if self.same else (None,)

    def is_about(self, entry: Entry, memory: Target) -> bool:
        """What an entry about x does to memory it does for all of reach(x); without a target, for all targets."""
        return not self.same or entry.target is None or memory in self.reach(entry.target)

    def is_one_of(self, entry: Entry, words: Iterable[str]) -> bool:
        """A word covers itself, a dotted family what begins with it, a vocabulary's family its members."""
        return entry.kind in ("act", "event") and any(self.vocabulary.covers(word, entry.word) for word in words)

    def says(self, condition: str | None, held: Facts, target: Target) -> bool:
        """Whether a condition is true in `held`, facts about a target being read for `target`. None is true."""
        if condition is None:
            return True
        if condition not in self.conditions:
            self.conditions[condition] = parse(condition, self._type).bind(self._value)
        return self.conditions[condition]((held, target))

    def _type(self, name: Name) -> Type | None:
        if name.name.startswith("card."):
            return Flag() if self.vocabulary.card[name.name[5:]].minutes is None else Number()
        values = self.vocabulary.facts[name.name].values
        return Choice(values) if values else Flag()

    def _value(self, name: Name) -> Callable[[Held], Value]:
        """What a name says: a value of the card, a fact about nobody, or a fact about the target that is read for."""
        if name.name.startswith("card."):
            on_card = self.card(name.name[5:])
            return lambda _: on_card
        fact = self.vocabulary.facts[name.name]
        if fact.about == "none":
            return lambda said: said[0].get((name.name, None), fact.default)

        def about(said: Held) -> Value:
            """Where the entry names no target: true if true of any."""
            held, target = said
            if target is not None:
                return held.get((name.name, target), fact.default)
            return any(held.get((name.name, each), fact.default) for each in self.trace.reach)

        return about

    def card(self, key: str) -> bool | int:
        """A value of the card; the vocabulary's default where the card does not say."""
        return self.trace.card.get(key, self.vocabulary.card[key].default)

    def minutes(self, within: int | str) -> int:
        """`within`: minutes, or `card.key`."""
        return within if isinstance(within, int) else int(self.card(within.removeprefix("card.")))

    def excuse(self, held: Facts, target: Target) -> str | None:
        """The first exception in file order that excuses this clause and holds."""
        return next(
            (
                exception.id
                for exception in self.rule.unless
                if (not exception.clauses or self.number in exception.clauses)
                and self.says(exception.if_, held, target)
            ),
            None,
        )

    def in_scope(self, history: History, memory: Target) -> bool:
        """`after`: once one of its words has occurred. `until`: no longer once one of its words has.

        After `until` a new `after` opens again. At one entry closing comes before opening, so an `until` at the very
        entry of the `after` does not undo it.
        """
        opened = [at for at, entry in enumerate(history) if self.opens_scope(entry, memory)]
        closed = [at for at, entry in enumerate(history) if self.closes_scope(entry, memory)]
        if not self.clause.after:
            return not closed
        return any(not any(end > start for end in closed) for start in opened)

    def opens_scope(self, entry: Entry, memory: Target) -> bool:
        """An act of a timeout opens scopes too."""
        return self.is_one_of(entry, self.clause.after) and self.is_about(entry, memory)

    def closes_scope(self, entry: Entry, memory: Target) -> bool:
        """An act of a timeout closes no scope."""
        return self.is_one_of(entry, self.clause.until) and self.is_about(entry, memory) and not entry.timeout
