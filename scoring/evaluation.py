"""Evaluating all rules over a trace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scoring.automaton import Automaton, Memory
from scoring.rules import RuleBook
from scoring.trace import Entry, Trace
from scoring.verdicts import Finding, Verdict, worst

EXCEPTION_USED = "exception.used"
"""The event that follows the use of an exception; the rule *log the reason* answers it."""


def automata(book: RuleBook, trace: Trace) -> list[Automaton]:
    """One automaton for each rule, for the card, targets and start of day of a trace."""
    return [Automaton(rule, book.vocabulary, trace.card, trace.reach, trace.starts) for rule in book.rules]


def evaluate(book: RuleBook, trace: Trace) -> tuple[Finding, ...]:
    """All findings of all rules: the permanent ones, and *open* ones while the run goes on or was abandoned."""
    found, _ = _play(automata(book, trace), trace.entries)
    return found


def with_exceptions(book: RuleBook, trace: Trace) -> Trace:
    """The trace with an event `exception.used` after every entry at which an exception was used."""
    _, entries = _play(automata(book, trace), trace.entries)
    return trace._replace(entries=entries)


def rule_verdicts(book: RuleBook, findings: Iterable[Finding]) -> Mapping[str, Verdict]:
    """The verdict of every rule: the worst of its findings, *not tested* without any."""
    by_rule: dict[str, list[Verdict]] = {rule.id: [] for rule in book.rules}
    for finding in findings:
        by_rule[finding.rule].append(finding.verdict)
    return {id: worst(verdicts) for id, verdicts in by_rule.items()}


def _play(rules: Sequence[Automaton], entries: Iterable[Entry]) -> tuple[tuple[Finding, ...], tuple[Entry, ...]]:
    memories: list[Memory] = [rule.start() for rule in rules]
    found: list[Finding] = []
    seen: list[Entry] = []
    waiting: list[Entry] = []
    for given in entries:
        waiting.append(given)
        while waiting:
            entry = waiting.pop(0)
            seen.append(entry)
            new = _judge(rules, memories, entry)
            found += new
            if entry.kind != "end":
                waiting += _used(new, entry)
    for rule, memory in zip(rules, memories, strict=True):
        found += rule.open_findings(memory)
    return tuple(found), tuple(seen)


def _judge(rules: Sequence[Automaton], memories: list[Memory], entry: Entry) -> list[Finding]:
    found: list[Finding] = []
    is_word = entry.kind in ("act", "event")
    for at, rule in enumerate(rules):
        # a word that no clause of a rule knows can only matter to a duty of it that is open and has exceptions
        if is_word and entry.word not in rule.words and not rule.waits(memories[at]):
            continue
        memories[at], new = rule.judge(memories[at], entry)
        found += new
    return found


def _used(findings: Iterable[Finding], entry: Entry) -> list[Entry]:
    return [
        Entry("event", entry.minute, entry.decision, EXCEPTION_USED, finding.target, entry.held)
        for finding in findings
        if finding.verdict is Verdict.EXCEPTION
    ]
