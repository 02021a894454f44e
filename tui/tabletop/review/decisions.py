"""The decisions of an exercise: who took each and why, recommendations, dissent, and what rules say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from simulator.exercise.entries import CONTROL, Decided
from simulator.exercise.standing import Outcome
from simulator.scenario import Scenario
from tui import story
from tui.debrief import Debrief, DecisionPage
from tui.findings import FindingLine
from tui.tabletop.review.copy import Held
from tui.words import say


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody recommended, or dissented with. `who` is what they are called, as it was agreed."""

    who: str
    move: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule says of a decision. `rank` is law, policy, guidance or commitment in words, `verdict` how it stands.

    `provisions` are cited with what they say, `sources` name the texts alone, briefly. `could` says when it
    could still have been kept. `refrained` is what was kept only by not choosing otherwise.
    """

    rule: str
    title: str
    rank: str
    verdict: str
    broken: bool
    critical: bool
    refrained: bool
    about: str | None
    provisions: tuple[str, ...]
    sources: tuple[str, ...]
    why: str
    could: str | None


@dataclass(frozen=True, slots=True)
class Taken:
    """One decision. `decided_by` is None where nobody is to be named; `words` are those that were typed.

    `instead_of` is exercise control's reason to decide in place of a seat. The legal side is `findings`, `tactical`,
    `political` and `pulls_apart` are the author's. `others` were offered too; `still` says what was still possible.
    """

    n: int
    entry: int
    minute: int
    time: str
    title: str
    decided_by: str | None
    chosen: tuple[str, ...]
    reason: str | None
    instead_of: str | None
    recommended: tuple[Voice, ...]
    dissent: tuple[Voice, ...]
    findings: tuple[Found, ...]
    tactical: tuple[str, ...]
    political: tuple[str, ...]
    pulls_apart: tuple[str, ...]
    others: tuple[str, ...]
    still: str | None
    people: tuple[str, ...]


def decisions(held: Held, view: Debrief) -> tuple[Taken, ...]:
    """Every decision, each beside its page of the debrief."""
    both = zip_longest(held.standing.outcomes, view.decisions)
    return tuple(_taken(held, outcome, page) for outcome, page in both if outcome and page)


def decided_words(scenario: Scenario, scene: str, decided: Decided) -> tuple[str, ...]:
    """What was decided: what was typed, then the options, unless there was only one and something was typed."""
    options = story.labels(scenario, scene, decided.move) if scene in scenario.scenes else ()
    if decided.words is None:
        return options or (say("debrief.nothing"),)
    only = scene in scenario.scenes and len(scenario.scenes[scene].options) == 1
    return (decided.words, *(() if only else options))


def found(line: FindingLine) -> Found:
    """A finding of the debrief as a review keeps it."""
    return Found(
        rule=line.rule,
        title=line.title,
        rank=line.rank,
        verdict=line.verdict,
        broken=line.broken,
        critical=line.critical,
        refrained=line.refrained,
        about=line.about,
        provisions=line.citations,
        sources=line.instruments,
        why=line.why,
        could=line.could,
    )


def _taken(held: Held, outcome: Outcome, page: DecisionPage) -> Taken:
    decided = outcome.decided
    return Taken(
        n=page.n,
        entry=outcome.entry,
        minute=outcome.played // 60,
        time=page.moment.time,
        title=page.title,
        decided_by=decided_by(held, outcome.by, outcome.entry),
        chosen=decided_words(held.scenario, outcome.scene, decided),
        reason=decided.reason,
        instead_of=decided.instead_of,
        recommended=_recommended(held, outcome),
        dissent=_voices(held, outcome, [(seat, (), why) for seat, why in decided.dissent.items()]),
        findings=tuple(map(found, page.findings)),
        tactical=page.advice.tactical,
        political=page.advice.political,
        pulls_apart=page.advice.pulls_apart,
        others=page.others,
        still=page.still,
        people=page.people,
    )


def decided_by(held: Held, by: str, n: int) -> str | None:
    """Who decided in entry `n`; None where nobody is to be named. Exercise control always says so."""
    return held.callers.called(by, n) if by == CONTROL or held.callers.attributed else None


def _recommended(held: Held, outcome: Outcome) -> tuple[Voice, ...]:
    labels = [
        (each.seat, story.labels(held.scenario, outcome.scene, each.move), each.reason)
        for each in sorted(outcome.recommendations, key=lambda each: each.entry)
    ]
    return _voices(held, outcome, labels)


def _voices(held: Held, outcome: Outcome, given: Iterable[tuple[str, Sequence[str], str | None]]) -> tuple[Voice, ...]:
    """What several said; without names in an order that gives nobody away."""
    found = [Voice(held.callers.called(seat, outcome.entry), tuple(move), reason) for seat, move, reason in given]
    if not held.callers.attributed:
        found.sort(key=lambda voice: (voice.move, voice.reason or ""))
    return tuple(found)
