"""Prohibitions and precedences as small automata. See docs/rules.md, *Meaning*."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scoring.reading import Excuses, Target, test_of, words_of
from scoring.rule import Rule
from scoring.trace import Entry, Facts
from scoring.verdicts import Finding, Verdict
from simulator.vocabulary import Vocabulary

Targets = frozenset[Target]


class Tested(NamedTuple):
    """A decision that offered what would have broken the clause; `answered` once a move that is no timeout came."""

    decision: int
    minute: int
    answered: bool = False


class Memory(NamedTuple):
    """What the clause remembers: done before (for whom), in scope (for whom), and the decision being tested."""

    done: Targets
    live: Targets
    tested: Tested | None = None


class Prohibition:
    """One `never` or `only after` clause, compiled for a vocabulary, a card and the targets of a trace."""

    def __init__(
        self,
        rule: Rule,
        number: int,
        vocabulary: Vocabulary,
        card: Mapping[str, bool | int],
        reach: Mapping[str, tuple[str, ...]],
    ) -> None:
        clause = rule.clauses[number - 1]
        self.rule, self.number = rule.id, number
        self.same, self.reach = clause.about == "same", reach
        self.all: Targets = frozenset(reach) if self.same else frozenset((None,))
        self.never = clause.kind == "prohibition"
        self.guarded = words_of(clause.triggers, vocabulary)
        self.before = words_of(clause.only_after, vocabulary)
        self.forget = words_of(clause.forget_on, vocabulary)
        self.opens, self.closes = words_of(clause.after, vocabulary), words_of(clause.until, vocabulary)
        self.test = test_of(clause.if_, vocabulary, card)
        self.excuses = Excuses(rule.excuses(number), vocabulary, card)
        self.words = self.guarded | self.before | self.forget | self.opens | self.closes
        self.start = Memory(frozenset(), frozenset() if clause.after else self.all)

    def judge(self, memory: Memory, entry: Entry) -> tuple[Memory, tuple[Finding, ...]]:
        """The memory after this entry, and the permanent findings that the entry gives."""
        kind = entry.kind
        if kind == "act" or kind == "event":
            return self._word(memory, entry) if entry.word in self.words else (memory, ())
        if kind == "offer":
            settled = self._settled(memory.tested) if memory.tested and entry.decision > memory.tested.decision else ()
            tested = Tested(entry.decision, entry.minute) if self._tests(memory, entry) else None
            return memory._replace(tested=tested), settled
        if kind == "move" and memory.tested is not None and memory.tested.decision == entry.decision:
            return memory._replace(tested=None if entry.timeout else memory.tested._replace(answered=True)), ()
        if kind == "end" and memory.tested is not None:
            return memory._replace(tested=None), () if entry.abandoned else self._settled(memory.tested)
        return memory, ()

    def open_findings(self, memory: Memory) -> tuple[Finding, ...]:
        """A prohibition leaves nothing open."""
        return ()

    def _settled(self, tested: Tested) -> tuple[Finding, ...]:
        if not tested.answered:
            return ()
        return (Finding(self.rule, self.number, Verdict.KEPT, None, tested.decision, tested.minute),)

    def _word(self, memory: Memory, entry: Entry) -> tuple[Memory, tuple[Finding, ...]]:
        found: tuple[Finding, ...] = ()
        if entry.word in self.guarded:
            verdict, exception = self._judged(memory, entry.target, entry.held)
            if verdict is not None and not (verdict is Verdict.KEPT and entry.timeout):
                finding = Finding(self.rule, self.number, verdict, entry.target, entry.decision, entry.minute)
                found = (finding._replace(exception=exception),)
        tested = memory.tested
        if found and entry.kind == "act" and tested is not None and tested.decision == entry.decision:
            tested = None
        return self._remember(memory, entry.word, entry.target, timeout=entry.timeout)._replace(tested=tested), found

    def _judged(self, memory: Memory, about: Target, held: Facts) -> tuple[Verdict | None, str | None]:
        """The verdict on doing a guarded word now, if it is an activation at all."""
        if self.same and about is None:
            return None, None
        concerned = [
            t for t in self._touched(about) if t in memory.live and self._holds(held, t if self.same else about)
        ]
        broken = [t for t in concerned if self.never or t not in memory.done]
        if broken:
            exception = self.excuses.together(held, broken if self.same else [about]) if self.excuses else None
            return (Verdict.EXCEPTION, exception) if exception else (Verdict.NOT_KEPT, None)
        return (Verdict.KEPT if concerned else None), None

    def _holds(self, held: Facts, target: Target) -> bool:
        return self.test is None or self.test((held, target))

    def _touched(self, about: Target) -> Iterable[Target]:
        if not self.same:
            return (None,)
        return self.all if about is None else self.reach.get(about, (about,))

    def _remember(self, memory: Memory, word: str, about: Target, *, timeout: bool) -> Memory:
        done, live = memory.done, memory.live
        touched = frozenset(self._touched(about))
        if word in self.forget:
            done -= touched
        if word in self.closes and not timeout:
            live -= touched
        if word in self.before and not timeout:
            done |= touched
        if word in self.opens:
            live |= touched
        return Memory(done, live, memory.tested)

    def _tests(self, memory: Memory, offer: Entry) -> bool:
        """Whether some option on offer would break the clause, its acts played in order, with no exception holding."""
        return any(self._would_break(memory, acts, offer.held) for acts in offer.offered)

    def _would_break(self, memory: Memory, acts: Iterable[tuple[str, Target]], held: Facts) -> bool:
        for word, about in acts:
            if word in self.guarded and self._judged(memory, about, held)[0] is Verdict.NOT_KEPT:
                return True
            if word in self.words:
                memory = self._remember(memory, word, about, timeout=False)
        return False
