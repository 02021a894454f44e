"""The witness of a finding: what broke it, and the last decision at which something on offer would have kept it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate, groupby
from typing import NamedTuple

from scoring.assessment import Witness
from scoring.automaton import AnyClause, Automaton, ClauseMemory, Memory
from scoring.duty import DutyClause
from scoring.evaluation import EXCEPTION_USED, play
from scoring.from_log import entries_after
from scoring.prohibition import Memory as ProhibitionMemory
from scoring.prohibition import Prohibition
from scoring.rule import Rule
from scoring.trace import Entry
from scoring.verdicts import Finding, Verdict
from simulator.moves import moves
from simulator.problems import SimulatorError
from simulator.run import Record
from simulator.scenario import Move, Scenario
from simulator.state import State
from simulator.step import step

MOVES_SHOWN = 6
"""Moves that a witness names; the debrief shows one or two."""

GRAVE = ("critical", "major")
"""Severities of the rules that a move must keep as well before a witness names it as the better way."""

Future = tuple[Entry, ...]
"""What rules would see of one step."""


class Answered(NamedTuple):
    """A decision that was answered: its number, the record, and the state before it."""

    n: int
    record: Record
    state: State


class Search(NamedTuple):
    """What a search for witnesses goes through: rules, what they saw (exceptions that were used too), answers."""

    scenario: Scenario
    rules: Sequence[Automaton]
    entries: Sequence[Entry]
    answered: Sequence[Answered]


def witnesses(findings: Iterable[Finding], search: Search) -> Mapping[Finding, Witness]:
    """The witnesses of findings that are *not kept* or *late*.

    A duty is followed back to the decision that opened it, a prohibition to the first decision. Decisions are gone
    through from the last, so that each other move is played once, whatever the number of findings.
    """
    remembered = _Remembered(search)
    found = {finding: Witness(broke=finding.decision) for finding in findings}
    for decision in reversed(search.answered):
        here = [f for f, witness in found.items() if witness.decision is None and _first(f) <= decision.n <= f.decision]
        for finding, kept in _tried(here, decision, search.scenario, remembered).items():
            if kept:
                found[finding] = _witness(finding, decision, kept)
    return found


def _first(finding: Finding) -> int:
    return 1 if finding.opened is None else max(1, finding.opened)


class Tried(NamedTuple):
    """A move that would have kept a clause; `sound` if under such a draw it breaks no other grave rule."""

    move: Move
    sound: bool


def _witness(finding: Finding, decision: Answered, kept: Sequence[Tried]) -> Witness:
    sound = [tried.move for tried in kept if tried.sound]
    options, scene = tuple(sound[:MOVES_SHOWN]), decision.state.scene
    return Witness(broke=finding.decision, decision=decision.n, scene=scene, options=options, count=len(sound))


def _tried(
    findings: Sequence[Finding], decision: Answered, scenario: Scenario, remembered: _Remembered
) -> Mapping[Finding, list[Tried]]:
    """For each finding the other moves on offer at this decision that would have kept it."""
    kept: dict[Finding, list[Tried]] = {finding: [] for finding in findings}
    asked = remembered.asked(findings, decision)
    for move, futures in _futures(scenario, decision) if asked else ():
        for finding, sound in remembered.kept_by(futures, asked, decision.n).items():
            kept[finding].append(Tried(move, sound))
    return kept


class _Asked(NamedTuple):
    """A finding, its clause, and what the clause remembered before the decision in question."""

    finding: Finding
    clause: AnyClause
    before: ClauseMemory


class _Remembered:
    """What each rule remembered before each decision was answered; worked out when it is asked for."""

    def __init__(self, search: Search) -> None:
        self.rules, self.entries = search.rules, search.entries
        self._rule = {automaton.rule.id: automaton for automaton in search.rules}
        self._memories: dict[str, Mapping[int, Memory]] = {}
        self._grave_at: dict[int, Sequence[tuple[Automaton, Memory, bool]]] = {}
        self._grave = [automaton for automaton in search.rules if _grave_clauses(automaton.rule)]
        endings = (scene.file.ending for scene in search.scenario.scenes.values())
        self._handed_over = {word for ending in endings if ending for word in ending.hands_over}

    def asked(self, findings: Iterable[Finding], decision: Answered) -> list[_Asked]:
        """The findings that something at this decision may still keep."""
        at = [(f, self._rule[f.rule].clauses, self.before(f.rule, decision.n).clauses, f.clause - 1) for f in findings]
        asked = [_Asked(finding, clauses[n], memories[n]) for finding, clauses, memories, n in at]
        return [one for one in asked if self._may_keep(one, decision)]

    def _may_keep(self, asked: _Asked, decision: Answered) -> bool:
        """Whether the duty is not beyond its due time, or an exception or an ending that hands it over may keep it."""
        finding, clause, before = asked
        may_be_late = isinstance(clause, DutyClause) and (
            bool(clause.excuses) or any(map(clause.is_handed_over, self._handed_over))
        )
        return may_be_late or not _is_overdue(finding, clause, before, decision.n, decision.record.minute)

    def kept_by(self, futures: Sequence[Future], asked: Iterable[_Asked], decision: int) -> Mapping[Finding, bool]:
        """The findings that are kept in some future of a move, and whether one such future is sound."""
        kept = {one.finding: [n for n, f in enumerate(futures) if self._keeps(one, decision, f)] for one in asked}
        sound = {n for n in set().union(*kept.values()) if self.is_sound(decision, futures[n])}
        return {finding: not sound.isdisjoint(where) for finding, where in kept.items() if where}

    def _keeps(self, asked: _Asked, decision: int, future: Future) -> bool:
        """Whether in this future there is no new break of the clause, and no duty of it is left open."""
        if EXCEPTION_USED in asked.clause.words:
            future = self._fed(decision, future)
        return _kept(*asked, future)

    def is_sound(self, decision: int, future: Future) -> bool:
        """Whether in this future no clause of a grave severity is newly broken."""
        words, ends = {entry.word for entry in future}, future[-1].kind == "end"
        for automaton, memory, waits in self._grave_before(decision):
            may_break = (ends and waits) or not automaton.words.isdisjoint(words)
            if may_break and _is_broken(automaton, memory, decision, future):
                return False
        return True

    def _grave_before(self, decision: int) -> Sequence[tuple[Automaton, Memory, bool]]:
        """The grave rules, what they remembered before a decision, and whether a duty of theirs was open."""
        if decision not in self._grave_at:
            each = [(automaton, self.before(automaton.rule.id, decision)) for automaton in self._grave]
            self._grave_at[decision] = [(rule, memory, bool(rule.open_findings(memory))) for rule, memory in each]
        return self._grave_at[decision]

    def before(self, rule: str, decision: int) -> Memory:
        """What the rule remembered before the decision was answered."""
        if rule not in self._memories:
            self._memories[rule] = self._gone_through(self._rule[rule])
        return self._memories[rule][decision]

    def _gone_through(self, automaton: Automaton) -> Mapping[int, Memory]:
        memory, found = automaton.start(), dict[int, Memory]()
        for entry in self.entries:
            if entry.kind == "move":
                found[entry.decision] = memory
            memory, _ = automaton.judge(memory, entry)
        return found

    def _fed(self, decision: int, future: Future) -> Future:
        """The future with the exceptions that would be used in it."""
        memories = [self.before(automaton.rule.id, decision) for automaton in self.rules]
        return play(self.rules, memories, future).entries


def _grave_clauses(rule: Rule) -> tuple[int, ...]:
    return tuple(n for n in range(1, len(rule.clauses) + 1) if rule.severity_of(n) in GRAVE)


def _is_broken(automaton: Automaton, before: Memory, decision: int, future: Future) -> bool:
    """Whether a grave clause is newly broken; what was overdue before the move is not its doing."""
    grave, memory = _grave_clauses(automaton.rule), before
    for entry in future:
        memory, found = automaton.judge(memory, entry)
        for new in found:
            if new.verdict is Verdict.NOT_KEPT and new.clause in grave:
                clause, remembered = automaton.clauses[new.clause - 1], before.clauses[new.clause - 1]
                if not _is_overdue(new, clause, remembered, decision, future[0].minute):
                    return True
    return False


def _is_overdue(finding: Finding, clause: AnyClause, before: ClauseMemory, decision: int, minute: int) -> bool:
    """Whether the duty that a finding is about can be done no more in time, from this decision on."""
    if isinstance(clause, Prohibition) or isinstance(before, ProhibitionMemory):
        return False
    return clause.is_overdue(before, finding.target, decision, minute)


def _futures(scenario: Scenario, decision: Answered) -> Iterator[tuple[Move, list[Future]]]:
    """The other moves on offer, each with what rules would see of its step, for every draw."""
    others = (move for move in moves(scenario, decision.state) if move != decision.record.move)
    records = (record for move in others for record in _records(scenario, decision, move))
    seen = entries_after(scenario, decision.state, decision.n, records)
    for move, futures in groupby(seen, key=lambda one: one[0].move):
        yield move, [entries for _, entries in futures]


def _records(scenario: Scenario, decision: Answered, move: Move) -> Iterator[Record]:
    scene = scenario.scenes[decision.state.scene]
    branches = (scene.shared or scene.options[move[0]].course).branches
    starts = [0, *accumulate(branch.weight for branch in branches)][: len(branches) or 1]
    for start in starts:
        with suppress(SimulatorError):  # an author's error: the move cannot be played
            _, entries = step(scenario, decision.state, move, _always(start))
            yield decision.record._replace(move=move, entries=entries)


def _always(number: int) -> Callable[[int], int]:
    return lambda total: number


def _kept(finding: Finding, clause: AnyClause, before: ClauseMemory, entries: Future) -> bool:
    """Whether the step neither breaks the clause nor leaves its duty open or withdrawn."""
    memory = before
    for entry in entries:
        memory, found = clause.judge(memory, entry)  # type: ignore[arg-type]
        if found and any(_breaks(new, finding) for new in found):
            return False
    return all(duty.target != finding.target for duty in clause.open_findings(memory))  # type: ignore[arg-type]


def _breaks(new: Finding, finding: Finding) -> bool:
    """A duty that the step withdraws, or that ends with the run, was not done: *not due* is not *kept*."""
    withdrawn = new.verdict is Verdict.NOT_DUE and new.target == finding.target
    return withdrawn or new.verdict in (Verdict.NOT_KEPT, Verdict.LATE)
