"""Two forks of an exercise side by side, pure: what they share, and what came of each from where they part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import takewhile, zip_longest
from typing import Any

from simulator.exercise.entries import Entry
from simulator.exercise.forking import shared
from simulator.problems import SimulatorError
from tui.tabletop.review.decisions import Found, Taken
from tui.tabletop.review.objective_lines import counts, rated
from tui.tabletop.review.review import Review
from tui.words import say


class NotBeside(SimulatorError):
    """The exercises are not of one scenario."""


@dataclass(frozen=True, slots=True)
class Both:
    """Something that is said of both exercises: what it is, and what it is in each."""

    title: str
    a: str
    b: str

    @property
    def same(self) -> bool:
        """Whether it came out alike."""
        return self.a == self.b


@dataclass(frozen=True, slots=True)
class Beside:
    """Two exercises of one scenario. `together` are the decisions taken alike before they part, `entries` how much of
    the log they share; 1 where they are no forks of each other."""

    title: str
    a: str
    b: str
    entries: int
    together: tuple[str, ...]
    decisions: tuple[Both, ...]
    endings: tuple[Both, ...]
    people: tuple[Both, ...]
    findings: tuple[Both, ...]
    objectives: tuple[Both, ...]


def beside(a: Review, b: Review, entries_a: Sequence[Entry], entries_b: Sequence[Entry]) -> Beside:
    """Two reviews side by side. Raises NotBeside."""
    if a.about.scenario != b.about.scenario:
        raise NotBeside(say("review.beside.other-scenario"))
    common = shared(entries_a, entries_b)
    alike = sum(1 for _ in takewhile(lambda pair: _alike(*pair, common), zip(a.decisions, b.decisions, strict=False)))
    return Beside(
        title=a.about.title,
        a=a.about.exercise,
        b=b.about.exercise,
        entries=common,
        together=tuple(_decided(each) for each in a.decisions[:alike]),
        decisions=tuple(_steps(a.decisions[alike:], b.decisions[alike:])),
        endings=tuple(_endings(a, b)),
        people=_both(_people(a), _people(b)),
        findings=tuple(_findings(a.decisions, b.decisions)),
        objectives=tuple(_objectives(a, b)),
    )


def beside_data(view: Beside) -> dict[str, Any]:
    """Two exercises side by side as JSON has them."""
    return asdict(view)


def _alike(a: Taken, b: Taken, common: int) -> bool:
    return a == b or (a.entry == b.entry < common and a.chosen == b.chosen)


def _steps(a: Iterable[Taken], b: Iterable[Taken]) -> Iterable[Both]:
    for one, other in zip_longest(a, b):
        n = (one or other).n
        yield Both(say("review.beside.decision", n=n), _told(one), _told(other))


def _told(each: Taken | None) -> str:
    """A decision in a few lines: what, why, who dissented, what came to people."""
    if each is None:
        return say("review.beside.over")
    dissent = [say("review.beside.dissent", who=voice.who, reason=voice.reason or "") for voice in each.dissent]
    reason = [say("review.beside.reason", reason=each.reason)] if each.reason else []
    return "\n".join([_decided(each), *reason, *dissent, *each.people])


def _decided(each: Taken) -> str:
    return say("review.beside.decided", time=each.time, title=each.title, chosen="; ".join(each.chosen))


def _endings(a: Review, b: Review) -> Iterable[Both]:
    yield Both(say("review.about.ending"), a.about.ending, b.about.ending)
    minutes = (say("review.minute", minute=each.about.minutes) for each in (a, b))
    yield Both(say("review.about.played"), *minutes)


def _people(view: Review) -> Mapping[str, str]:
    return {line.group: ", ".join(line.outcomes) or say("ledger.nothing") for line in view.people}


def _objectives(a: Review, b: Review) -> Iterable[Both]:
    """Ratings and counts of criteria, each evaluator's own words; what rules found stands beside."""
    for one, other in zip(a.objectives, b.objectives, strict=False):
        told = []
        for aim in (one, other):
            ratings = [rated(each) for each in aim.ratings] or [say("review.evaluation.not-rated")]
            seen = [counts(aim.counts)] if aim.criteria else []
            told.append("\n".join([*ratings, *seen, say("review.beside.by-rules", result=aim.by_rules)]))
        yield Both(one.text, *told)


def _findings(a: Sequence[Taken], b: Sequence[Taken]) -> Iterable[Both]:
    """How each rule came out at its worst, where it was not kept in one of the two."""
    worst_a, worst_b = _worst(a), _worst(b)
    for rule in dict.fromkeys([*worst_a, *worst_b]):
        one, other = worst_a.get(rule), worst_b.get(rule)
        named = one or other
        if named is not None and any(each is not None and each.broken for each in (one, other)):
            title = say("debrief.page.critical", title=named.title, rule=rule)
            yield Both(title, _verdict(one), _verdict(other))


def _worst(taken: Iterable[Taken]) -> Mapping[str, Found]:
    found: dict[str, Found] = {}
    for line in sorted((each for one in taken for each in one.findings), key=lambda each: not each.broken):
        found.setdefault(line.rule, line)
    return found


def _verdict(found: Found | None) -> str:
    return found.verdict if found else say("comparing.neither")


def _both(a: Mapping[str, str], b: Mapping[str, str]) -> tuple[Both, ...]:
    return tuple(Both(title, a.get(title, ""), b.get(title, "")) for title in dict.fromkeys([*a, *b]))
