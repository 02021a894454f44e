"""Random well-formed traces over the words of a rule: moves, timeouts, closing acts, moves of the world, endings.

What is kept to: minutes never decrease; the first entry holds the facts; an act carries the facts of the last offer
before it; a move, or a timeout's default, plays one of the options offered last (or two of them, as when selecting).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from scoring.rules import Rule
from scoring.trace import Entry, Trace
from simulator.vocabulary import Vocabulary

Said = tuple[str, str | None]  # a word and its target
Option = tuple[tuple[Said, ...], tuple[Said, ...]]  # acts at the start of the move, and what it ends with
TREES: tuple[dict[str, str | None], ...] = (
    {"crowd": None},
    {"crowd": None, "elder": None},
    {"crowd": None, "throwers": "crowd"},
    {"crowd": None, "throwers": "crowd", "leader": "throwers", "elder": None},
    {"crowd": None, "throwers": "crowd", "women": "crowd"},
)


@dataclass(frozen=True)
class Words:
    """What a trace is made of: the vocabulary's words in use."""

    vocabulary: Vocabulary
    acts: tuple[str, ...]
    events: tuple[str, ...]
    facts: tuple[str, ...]
    duties: tuple[str, ...]  # what an ending may hand over


def words_of(draw: Random, rule: Rule, vocabulary: Vocabulary) -> Words:
    """One or two that each word of a rule's clauses covers, now and then another; the facts its conditions read."""
    clauses = rule.clauses
    said = {w for c in clauses for w in (*c.never, *c.when, *c.only_after, *c.must, *c.forget_on)}
    said |= {w for c in clauses for w in (*c.after, *c.until, *c.before)}
    used = {*draw.sample([*vocabulary.acts, *vocabulary.events], draw.randint(0, 1))}
    for members in (sorted(vocabulary.members(word)) for word in sorted(said)):
        used |= {*draw.sample(members, min(len(members), draw.randint(1, 2)))}
    conditions = [c for clause in clauses for c in (clause.if_, clause.when_becomes, clause.pauses_while) if c]
    conditions += [exception.if_ for exception in rule.unless]
    must = tuple(word for clause in clauses for word in clause.must)
    return Words(
        vocabulary,
        tuple(word for word in vocabulary.acts if word in used),
        tuple(word for word in vocabulary.events if word in used),
        tuple(fact for fact in vocabulary.facts if any(fact in condition for condition in conditions)),
        (*must, *(word.partition(".")[0] for word in must), *vocabulary.families),
    )


def random_trace(draw: Random, words: Words) -> Trace:
    """A run of up to eight decisions that ended, was abandoned, or goes on (cut off anywhere, as automata meet it)."""
    tree = draw.choice(TREES)
    play = Play(draw, words, tuple(tree))
    play.begin()
    for _ in range(draw.choice((0, 1, 2, 3, 4, 5, 6, 8))):
        if not play.decide():
            break
    else:
        play.close()
    card = {
        key: draw.choice((2, 10, 30) if word.minutes is not None else (True, False))
        for key, word in words.vocabulary.card.items()
        if draw.random() < 0.5
    }
    entries = play.entries if draw.random() < 0.85 else play.entries[: draw.randint(1, len(play.entries))]
    return Trace(tuple(entries), _reach(tree), card, draw.choice((0, 390, 1400, 1439)))


def _reach(tree: dict[str, str | None]) -> dict[str, tuple[str, ...]]:
    """For each target, itself and all its parts, as `simulator.targets` gives them."""

    def is_in(part: str | None, whole: str) -> bool:
        return part is not None and (part == whole or is_in(tree[part], whole))

    return {whole: (whole, *(part for part in tree if part != whole and is_in(part, whole))) for whole in tree}


@dataclass
class Play:
    """A run in the making; `decision` is the number of the last one that was answered."""

    draw: Random
    words: Words
    targets: tuple[str, ...]
    entries: list[Entry] = field(default_factory=list)
    held: dict[tuple[str, str | None], bool | str] = field(default_factory=dict)
    minute: int = 0
    decision: int = 0

    def begin(self) -> None:
        """The facts as they start, then what the first scene brings."""
        for fact in self.words.facts:
            for key in self._keys(fact):
                self.held[key] = self._value(fact)
        self._add("facts", held=dict(self.held))
        self._world()

    def decide(self) -> bool:
        """One decision, offered and answered; False if the run stops here: it goes on, was abandoned or ended."""
        options = self._offer()
        while self.draw.random() < 0.12:  # a move of the world comes between
            self._world()
            options = self._offer()
        if self.draw.random() < 0.06:
            self._stop()
            return False
        self._answer(options)
        return True

    def close(self) -> None:
        """An ending, an abandoned run, or one that still goes on."""
        how = self.draw.random()
        if how < 0.7:
            self._add("end", held=dict(self.held), hands_over=self._handed_over())
        else:
            self._offer()
            self._stop()

    def _stop(self) -> None:
        """With a decision on offer: the run goes on, was abandoned, or a move of the world ended it."""
        if self.draw.random() < 0.6:
            abandoned = self.draw.random() < 0.6
            self._add("end", held=dict(self.held), abandoned=abandoned)

    def _offer(self) -> list[Option]:
        options = [(self._said(2), self._said(1, 0.2)) for _ in range(self.draw.randint(1, 3))]
        acts = tuple(first + last for first, last in options)
        self.entries.append(Entry("offer", self.minute, self.decision + 1, held=dict(self.held), offered=acts))
        return options

    def _answer(self, options: list[Option]) -> None:
        """A move, as a step logs it: acts, effects, what comes in between, *ends with* acts, the next scene."""
        several = len(options) > 1 and self.draw.random() < 0.1
        chosen = self.draw.sample(options, 2 if several else 1)
        before, late = dict(self.held), self.draw.random() < 0.12
        self.decision += 1
        self._add("move", held=before, timeout=late)
        for word, target in (said for acts, _ in chosen for said in acts):
            self._add("act", word, target, held=before, timeout=late)
        self._effects()
        self._passes()
        if self.draw.random() < 0.9:  # else an inject stopped the clock
            for word, target in (said for _, last in chosen for said in last):
                self._add("act", word, target, held=before, timeout=late, closing=True)
        self._world()

    def _passes(self) -> None:
        """Time, with what comes in between at its own minute."""
        for _ in range(self.draw.choice((1, 1, 1, 2))):
            self.minute += self.draw.choice((0, 1, 1, 2, 5, 10, 30, 45, 1000))
            if self.draw.random() < 0.3:
                self._world()

    def _world(self) -> None:
        self._effects()
        for _ in range(self.draw.choice((0, 0, 0, 1, 1, 2))):
            if self.words.events:
                self._add("event", *self._word(self.words.events), held=dict(self.held))

    def _effects(self) -> None:
        """Facts change together, in one entry."""
        if not self.held or self.draw.random() < 0.6:
            return
        for key in self.draw.sample(sorted(self.held, key=str), min(len(self.held), self.draw.choice((1, 1, 2)))):
            self.held[key] = self._value(key[0])
        self._add("facts", held=dict(self.held))

    def _said(self, most: int, chance: float = 0.8) -> tuple[Said, ...]:
        if not self.words.acts or self.draw.random() > chance:
            return ()
        return tuple(self._word(self.words.acts) for _ in range(self.draw.randint(1, most)))

    def _word(self, words: tuple[str, ...]) -> Said:
        """A word with a target where the vocabulary lets it have one, without one now and then."""
        word = self.draw.choice(words)
        about = (self.words.vocabulary.acts.get(word) or self.words.vocabulary.events[word]).about
        nameless = about == "none" or (about == "optional" and self.draw.random() < 0.15)
        return word, None if nameless else self.draw.choice(self.targets)

    def _keys(self, fact: str) -> list[tuple[str, str | None]]:
        about = self.words.vocabulary.facts[fact].about
        return [(fact, None)] if about == "none" else [(fact, target) for target in self.targets]

    def _value(self, fact: str) -> bool | str:
        values = self.words.vocabulary.facts[fact].values
        return self.draw.choice(values or (False, True))

    def _handed_over(self) -> tuple[str, ...]:
        words = (*self.words.acts, *self.words.duties)
        return (self.draw.choice(words),) if words and self.draw.random() < 0.2 else ()

    def _add(self, kind: str, word: str = "", target: str | None = None, **marks: object) -> None:
        self.entries.append(Entry(kind, self.minute, self.decision, word, target, **marks))  # type: ignore[arg-type]
