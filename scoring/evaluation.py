"""Evaluating all rules over a trace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from scoring.automaton import Automaton, Memory
from scoring.rules import RuleBook
from scoring.trace import NO_FACTS, Entry, Facts, Trace
from scoring.verdicts import Finding, Verdict, worst

EXCEPTION_USED = "exception.used"
"""The event that follows the use of an exception; the rule *log the reason* answers it."""


class Played(NamedTuple):
    """What came of some entries: permanent findings, the entries as rules saw them, what each rule remembers.

    Rules also see an event `exception.used` after every entry at which an exception was used.
    """

    findings: tuple[Finding, ...]
    entries: tuple[Entry, ...]
    memories: tuple[Memory, ...]


def automata(book: RuleBook, trace: Trace) -> list[Automaton]:
    """One automaton for each rule, for the card, targets and start of day of a trace."""
    return [Automaton(rule, book.vocabulary, trace.card, trace.reach, trace.starts) for rule in book.rules]


def evaluate(book: RuleBook, trace: Trace) -> tuple[Finding, ...]:
    """All findings of all rules: the permanent ones, and *open* ones while the run goes on or was abandoned."""
    rules = automata(book, trace)
    played = play(rules, [rule.start() for rule in rules], trace.entries)
    return (*played.findings, *still_open(rules, played.memories))


def still_open(rules: Iterable[Automaton], memories: Iterable[Memory]) -> tuple[Finding, ...]:
    """The duties that are open, as findings that are not permanent."""
    pairs = zip(rules, memories, strict=True)
    return tuple(finding for rule, memory in pairs for finding in rule.open_findings(memory))


def rule_verdicts(book: RuleBook, findings: Iterable[Finding]) -> Mapping[str, Verdict]:
    """The verdict of every rule: the worst of its findings, *not tested* without any."""
    by_rule: dict[str, list[Verdict]] = {rule.id: [] for rule in book.rules}
    for finding in findings:
        by_rule[finding.rule].append(finding.verdict)
    return {id: worst(verdicts) for id, verdicts in by_rule.items()}


def play(
    rules: Sequence[Automaton], memories: Iterable[Memory], entries: Iterable[Entry], now: Facts = NO_FACTS
) -> Played:
    """What these rules, with these memories, find in some entries; `now` are the facts that held before them."""
    remembered = list(memories)
    found: list[Finding] = []
    seen: list[Entry] = []
    for given in entries:
        now = now if given.kind == "act" else given.held  # an act carries what held before its move
        waiting = [given]
        while waiting:
            entry = waiting.pop(0)
            seen.append(entry)
            new = _judge(rules, remembered, entry)
            found += new
            waiting += _used(new, entry, now)
    return Played(tuple(found), tuple(seen), tuple(remembered))


def _judge(rules: Sequence[Automaton], memories: list[Memory], entry: Entry) -> list[Finding]:
    found: list[Finding] = []
    is_word = entry.kind in ("act", "event")
    for at, rule in enumerate(rules):
        if is_word and not rule.heeds(entry.word, memories[at]):
            continue
        memories[at], new = rule.judge(memories[at], entry)
        found += new
    return found


def _used(findings: Iterable[Finding], entry: Entry, now: Facts) -> list[Entry]:
    """The events of exceptions that were used at an entry: none at the end, and none for the use at such an event."""
    if entry.kind == "end" or entry.word == EXCEPTION_USED:
        return []
    return [
        Entry("event", entry.minute, entry.decision, EXCEPTION_USED, finding.target, now)
        for finding in findings
        if finding.verdict is Verdict.EXCEPTION
    ]
