"""Prohibitions and precedences read straight from their definition: judged at each entry, tested at each decision."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.trace import Entry
from scoring.verdicts import Finding, Verdict
from tests.scoring.direct_reading import History, Reading, Target


def findings(reading: Reading) -> Iterator[Finding]:
    """One finding for each entry that breaks or keeps the clause, and one for each test that was withstood."""
    entries = reading.trace.entries
    for at, entry in enumerate(entries):
        verdict, exception = judged(reading, entries[:at], entry)
        if verdict:
            yield _finding(reading, verdict, entry, entry.target, exception)
    for number in sorted({entry.decision for entry in entries if entry.kind == "offer"}):
        offer = _last_offer(reading, number)
        if _kept_by_choosing_otherwise(reading, number, entries[:offer], entries[offer]):
            yield _finding(reading, Verdict.KEPT, entries[offer], None, None)


def judged(reading: Reading, history: History, entry: Entry) -> tuple[Verdict | None, str | None]:
    """What this entry, coming after `history`, is to the clause, and the exception that excuses it."""
    touched = [
        target
        for target in _judged_targets(reading, entry)
        if reading.in_scope(history, target) and reading.says(reading.clause.if_, entry.held, target)
    ]
    broken = [target for target in touched if not _remembered(reading, history, target)]
    if not touched:
        return None, None
    if not broken:  # an activation that is kept; an act of a timeout is never kept
        return (None if entry.timeout else Verdict.KEPT), None
    excuses = [reading.excuse(entry.held, target) for target in broken]
    if None in excuses:  # broken for any target, and no exception holds for it
        return Verdict.NOT_KEPT, None
    order = [exception.id for exception in reading.rule.unless]
    return Verdict.EXCEPTION, min((name for name in excuses if name), key=order.index)


def _judged_targets(reading: Reading, entry: Entry) -> tuple[Target, ...]:
    """A guarded word is judged for the entry's own target; with `about: same` for all of its reach, if it names any."""
    clause = reading.clause
    if not reading.is_one_of(entry, clause.never or clause.when):
        return ()
    if not reading.same:
        return (entry.target,)
    return reading.reach(entry.target) if entry.target is not None else ()


def _remembered(reading: Reading, history: History, target: Target) -> bool:
    """There is an earlier entry of `only after` for this target, and no later one that makes forget.

    At one entry forgetting comes before remembering. An act of a timeout is not remembered, but makes forget.
    A prohibition remembers nothing.
    """
    return any(
        not any(_forgets(reading, later, target) for later in history[at + 1 :])
        for at, entry in enumerate(history)
        if reading.is_one_of(entry, reading.clause.only_after) and reading.is_about(entry, target) and not entry.timeout
    )


def _forgets(reading: Reading, entry: Entry, target: Target) -> bool:
    return reading.is_one_of(entry, reading.clause.forget_on) and reading.is_about(entry, target)


def _last_offer(reading: Reading, number: int) -> int:
    """Where decision `number` was offered for the last time: only the last offer before the move counts."""
    entries = reading.trace.entries
    return max(at for at, entry in enumerate(entries) if entry.kind == "offer" and entry.decision == number)


def _kept_by_choosing_otherwise(reading: Reading, number: int, history: History, offer: Entry) -> bool:
    """Answered, not by a timeout; no act of the move gives a finding; settled; and tested by what was offered."""
    entries = reading.trace.entries
    moves = [entry for entry in entries if entry.kind == "move" and entry.decision == number]
    acts = [at for at, entry in enumerate(entries) if entry.kind == "act" and entry.decision == number]
    return (
        any(not move.timeout for move in moves)
        and all(judged(reading, entries[:at], entries[at])[0] is None for at in acts)
        and _settled(reading, number)
        and any(_would_break(reading, history, offer, option) for option in offer.offered)
    )


def _settled(reading: Reading, number: int) -> bool:
    """The next decision was offered, or an ending came. Abandoning a run never settles a test."""
    entries = reading.trace.entries
    return any(entry.kind == "offer" and entry.decision == number + 1 for entry in entries) or any(
        entry.kind == "end" and not entry.abandoned for entry in entries
    )


def _would_break(reading: Reading, history: History, offer: Entry, option: tuple[tuple[str, Target], ...]) -> bool:
    """The option's acts, played in order from the memory and `held` at the offer, break the clause unexcused."""
    acts = tuple(Entry("act", offer.minute, offer.decision, word, target, offer.held) for word, target in option)
    return any(judged(reading, (*history, *acts[:n]), act)[0] is Verdict.NOT_KEPT for n, act in enumerate(acts))


def _finding(reading: Reading, verdict: Verdict, entry: Entry, target: Target, exception: str | None) -> Finding:
    return Finding(
        reading.rule.id, reading.number, verdict, target, entry.decision, entry.minute, None, None, exception
    )
