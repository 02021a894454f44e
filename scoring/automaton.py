"""A rule as a small automaton: start, advance, verdict. States are small and hashable, due times absolute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scoring import duty, prohibition
from scoring.rule import Rule
from scoring.trace import Entry
from scoring.verdicts import Finding, Verdict, worst
from simulator.vocabulary import Vocabulary

AnyClause = duty.DutyClause | prohibition.Prohibition
ClauseMemory = duty.Memory | prohibition.Memory


class Memory(NamedTuple):
    """What a rule remembers: one memory for each clause, and the worst permanent verdict so far."""

    clauses: tuple[ClauseMemory, ...]
    worst: Verdict = Verdict.NOT_TESTED


class Automaton:
    """One rule, compiled for a vocabulary, the card of the role, the targets of a trace and its start of day."""

    def __init__(
        self,
        rule: Rule,
        vocabulary: Vocabulary,
        card: Mapping[str, bool | int],
        reach: Mapping[str, tuple[str, ...]],
        starts: int,
    ) -> None:
        self.rule = rule
        self.clauses: tuple[AnyClause, ...] = tuple(
            duty.DutyClause(rule, number, vocabulary, card, reach, starts)
            if clause.kind == "duty"
            else prohibition.Prohibition(rule, number, vocabulary, card, reach)
            for number, clause in enumerate(rule.clauses, 1)
        )
        self.words = frozenset[str]().union(*(clause.words for clause in self.clauses))
        self._excused = tuple(
            at for at, clause in enumerate(self.clauses) if isinstance(clause, duty.DutyClause) and clause.excuses
        )

    def start(self) -> Memory:
        """The memory before anything has happened."""
        return Memory(tuple(clause.start for clause in self.clauses))

    def judge(self, memory: Memory, entry: Entry) -> tuple[Memory, tuple[Finding, ...]]:
        """The memory after one entry, and the permanent findings that it gives."""
        after: list[ClauseMemory] = []
        found: tuple[Finding, ...] = ()
        for clause, before in zip(self.clauses, memory.clauses, strict=True):
            state, given = clause.judge(before, entry)  # type: ignore[arg-type]
            after.append(state)
            found += given
        verdict = worst([memory.worst, *(finding.verdict for finding in found)]) if found else memory.worst
        return Memory(tuple(after), verdict), found

    def heeds(self, word: str, memory: Memory) -> bool:
        """Whether an act or event can matter: a clause knows it, or a duty is open that any entry may excuse."""
        return word in self.words or any(memory.clauses[at].open for at in self._excused)  # type: ignore[union-attr]

    def advance(self, memory: Memory, entries: Iterable[Entry]) -> Memory:
        """The memory after some entries."""
        for entry in entries:
            memory, _ = self.judge(memory, entry)
        return memory

    def open_findings(self, memory: Memory) -> tuple[Finding, ...]:
        """Duties that are open, as findings that are not permanent."""
        return tuple(
            finding
            for clause, state in zip(self.clauses, memory.clauses, strict=True)
            for finding in clause.open_findings(state)  # type: ignore[arg-type]
        )

    def verdict(self, memory: Memory) -> Verdict:
        """The worst of the rule's findings so far, open ones among them."""
        return worst([memory.worst, *(finding.verdict for finding in self.open_findings(memory))])
