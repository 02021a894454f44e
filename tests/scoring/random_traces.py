"""Random well-formed traces over the words of a rule: decisions, moves, timeouts, closing acts, moves of the world, endings.

What is kept to: minutes never decrease; the first entry holds the facts; an act carries the facts of the last offer
before it; a move plays one of the options offered last (or two of them, as when selecting), or is the default of a timeout.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from scoring.trace import Entry, Trace
from simulator.vocabulary import Vocabulary

Said = tuple[str, str | None]  # a word and its target
Option = tuple[tuple[Said, ...], tuple[Said, ...]]  # acts at the start of the move, and what it ends with
TREES = (
    {"crowd": None},
    {"crowd": None, "elder": None},
    {"crowd": None, "throwers": "crowd"},
    {"crowd": None, "throwers": "crowd", "leader": "throwers", "elder": None},
    {"crowd": None, "throwers": "crowd", "women": "crowd"},
)


@dataclass(frozen=True)
class Words:
    """What a trace is made of: the vocabulary's words in use, commonest first drawn."""

    vocabulary: Vocabulary
    acts: tuple[str, ...]
    events: tuple[str, ...]
    facts: tuple[str, ...]


def random_trace(draw: Random, words: Words) -> Trace:
    """A run of up to five decisions that ended, was abandoned, or goes on."""
    tree = draw.choice(TREES)
    play = Play(draw, words, tuple(tree))
    play.begin()
    for _ in range(draw.randint(0, 5)):
        if not play.decide():
            break
    else:
        play.close()
    card = {key: draw.choice((2, 10, 30) if word.type == "minutes" else (True, False))
            for key, word in words.vocabulary.card.items() if draw.random() < 0.5}
    return Trace(tuple(play.entries), _reach(tree), card, draw.choice((0, 390, 1400, 1439)))


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
        options = [(self._said(2), self._said(1) if self.draw.random() < 0.2 else ()) for _ in range(self.draw.randint(1, 3))]
        entry = Entry("offer", self.minute, self.decision + 1, held=dict(self.held), offered=tuple(acts + last for acts, last in options))
        self.entries.append(entry)
        return options

    def _answer(self, options: list[Option]) -> None:
        """A move, as a step logs it: acts, effects, what comes in between, *ends with* acts, the next scene."""
        chosen = self.draw.sample(options, 2) if len(options) > 1 and self.draw.random() < 0.1 else [self.draw.choice(options)]
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
            self.minute += self.draw.choice((0, 1, 1, 2, 5, 10, 30, 45, 1000) if self.entries else (0,))
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

    def _said(self, most: int) -> tuple[Said, ...]:
        return tuple(self._word(self.words.acts) for _ in range(self.draw.randint(0 if self.draw.random() < 0.5 else 1, most)))

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
        type_ = self.words.vocabulary.facts[fact].type
        return self.draw.choice((False, True) if type_ == "flag" else type_)

    def _handed_over(self) -> tuple[str, ...]:
        return (self.draw.choice(self.words.acts),) if self.words.acts and self.draw.random() < 0.2 else ()

    def _add(self, kind: str, word: str = "", target: str | None = None, **marks: object) -> None:
        self.entries.append(Entry(kind, self.minute, self.decision, word, target, **marks))  # type: ignore[arg-type]
