"""Two runs side by side, pure: how far they went together, each step from where they part, and how both came out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from scoring.verdicts import ORDER
from simulator.database import Database
from simulator.database.runs import RunRow
from simulator.problems import SimulatorError
from tui import keeping
from tui.debrief import Debrief, DecisionPage
from tui.findings import FindingLine
from tui.history import local_time
from tui.judging import debrief_of_run
from tui.words import say

Pair = tuple[str, str]
"""What is said of run A, and of run B."""


class NotComparable(SimulatorError):
    """The runs are of different scenarios."""


@dataclass(frozen=True, slots=True)
class Step:
    """One decision of both runs, what was chosen and what came to people; empty where a run was over."""

    n: int
    a: tuple[str, ...]
    b: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that both runs have, by its title, and what is said of it in each."""

    title: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs of one scenario. `together` are the decisions that both made alike, told once."""

    title: str
    runs: Pair
    cautions: tuple[str, ...]
    together: tuple[str, ...]
    steps: tuple[Step, ...]
    people: tuple[Difference, ...]
    objectives: tuple[Difference, ...]
    findings: tuple[Difference, ...]


def compare(database: Database, a: RunRow, b: RunRow) -> Comparison:
    """Compare two runs. Raises NotComparable, and what reading them raises."""
    if a.scenario_id != b.scenario_id:
        raise NotComparable(say("comparing.other-scenarios"))
    moves = [[(r.scene, r.move) for r in keeping.records_of(database, row.id)[1:]] for row in (a, b)]
    alike = sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(*moves, strict=False)))
    view_a, view_b = debrief_of_run(database, a), debrief_of_run(database, b)
    return Comparison(
        title=a.title,
        runs=(_about("a", a, view_a), _about("b", b, view_b)),
        cautions=tuple(_cautions(a, b)),
        together=tuple(_decided(page) for page in view_a.decisions[:alike]),
        steps=tuple(_steps(view_a.decisions[alike:], view_b.decisions[alike:], alike + 1)),
        people=_differences(_people(view_a), _people(view_b)),
        objectives=_differences(dict(view_a.objectives), dict(view_b.objectives)),
        findings=tuple(found for found in _findings(view_a, view_b) if found.a != found.b),
    )


def _about(side: str, row: RunRow, view: Debrief) -> str:
    mode = say(f"mode.{row.mode}")
    return say("comparing.of", side=side.upper(), begun=local_time(row.begun), mode=mode, ending=view.ending)


def _cautions(a: RunRow, b: RunRow) -> list[str]:
    versions = [say("comparing.other-versions")] if a.scenario != b.scenario else []
    return [*versions, *([say("comparing.other-chance")] if a.seed != b.seed else [])]


def _steps(a: Sequence[DecisionPage], b: Sequence[DecisionPage], first: int) -> list[Step]:
    return [Step(n, _told(one), _told(other)) for n, (one, other) in enumerate(zip_longest(a, b), first)]


def _told(page: DecisionPage | None) -> tuple[str, ...]:
    return () if page is None else (_decided(page), *page.people)


def _decided(page: DecisionPage) -> str:
    chosen = " + ".join(page.chosen) or say("debrief.nothing")
    return say("comparing.decided", time=page.moment.time, title=page.title, chosen=chosen)


def _people(view: Debrief) -> Mapping[str, str]:
    return {line.group: ", ".join(line.outcomes) or say("ledger.nothing") for line in view.people}


def _findings(a: Debrief, b: Debrief) -> Iterable[Difference]:
    """How each rule came out at its worst, where it was not kept in one of the two and not the same in both."""
    worst_a, worst_b = _worst(a), _worst(b)
    neither = say("comparing.neither")
    for rule in dict.fromkeys([*worst_a, *worst_b]):
        one, other = worst_a.get(rule), worst_b.get(rule)
        named = one or other
        if named is not None and any(found is not None and found.broken for found in (one, other)):
            title = say("debrief.page.critical", title=named.title, rule=rule)
            yield Difference(title, one.verdict if one else neither, other.verdict if other else neither)


def _worst(view: Debrief) -> Mapping[str, FindingLine]:
    found: dict[str, FindingLine] = {}
    all_found = (finding for page in view.decisions for finding in page.findings)
    for line in sorted(all_found, key=lambda finding: ORDER.index(finding.state)):
        found.setdefault(line.rule, line)
    return found


def _differences(a: Mapping[str, str], b: Mapping[str, str]) -> tuple[Difference, ...]:
    neither = say("comparing.neither")
    return tuple(Difference(title, a.get(title, neither), b.get(title, neither)) for title in dict.fromkeys([*a, *b]))
