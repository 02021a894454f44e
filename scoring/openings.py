"""What opened each duty: an act of the player's, what came of the move, or the scene that followed it.

A duty that the next scene opens is not known to the player before that scene has been read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scoring.assessment import OpenedBy
from scoring.automaton import Automaton, Memory
from scoring.evaluation import Played, play, still_open
from scoring.trace import NO_FACTS, Entry, Trace
from scoring.verdicts import Finding

Duty = tuple[str, int, str | None, int | None]
"""Rule, clause, target and the decision at which the duty opened."""


class Opened(NamedTuple):
    """What came of a whole trace, and what opened the duties that stayed open for longer than an instant."""

    played: Played
    by: Mapping[Duty, OpenedBy]


def duty_of(finding: Finding) -> Duty:
    """The duty that a finding is about."""
    return finding.rule, finding.clause, finding.target, finding.opened


def play_with_openings(rules: Sequence[Automaton], trace: Trace) -> Opened:
    """Play a trace piece by piece, and see after each piece which duties are new."""
    memories: tuple[Memory, ...] = tuple(rule.start() for rule in rules)
    findings: list[Finding] = []
    seen: list[Entry] = []
    found: dict[Duty, OpenedBy] = {}
    now, open_before = NO_FACTS, frozenset[Duty]()
    for by, entries in _pieces(trace):
        played = play(rules, memories, entries, now)
        findings += played.findings
        seen += played.entries
        memories = played.memories
        now = next((entry.held for entry in reversed(entries) if entry.kind != "act"), now)
        open_now = frozenset(duty_of(finding) for finding in still_open(rules, memories))
        found |= dict.fromkeys(open_now - open_before, by)
        open_before = open_now
    return Opened(Played(tuple(findings), tuple(seen), memories), found)


def _pieces(trace: Trace) -> Iterator[tuple[OpenedBy, list[Entry]]]:
    """The trace in pieces of acts, of what came of a move, and of what a scene brought along."""
    piece: list[Entry] = []
    was: OpenedBy = "scene"
    in_scene, entered = True, frozenset(trace.entered)
    for at, entry in enumerate(trace.entries):
        in_scene = (in_scene or at in entered) and entry.kind != "move"
        by: OpenedBy = "scene" if in_scene else "act" if entry.kind == "act" else "event"
        if piece and by != was:
            yield was, piece
            piece = []
        was = by
        piece.append(entry)
    if piece:
        yield was, piece
