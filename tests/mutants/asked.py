"""What the checker says of a file: its problems, and as much of its proofs as the question at hand needs.

The whole proof of a scenario takes a minute; thousands of mutants cannot have it. So the parts of `prove` are called
one by one, as it calls them: what they claim here is part of what `peacekeeper check --proofs` claims.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from scoring.proofs.claims.alone import alone, rule_claims, settled
from scoring.proofs.claims.arriving import never_coming
from scoring.proofs.claims.compliance_claims import Kept, compliance_claims
from scoring.proofs.claims.graph_claims import graph_claims
from scoring.proofs.claims.kept_games import kept_games
from scoring.proofs.claims.property_claims import property_claims, watched_slots
from scoring.proofs.claims.variants import in_other_variants
from scoring.proofs.observers.interest import testable
from scoring.proofs.observers.watching import Watch
from scoring.proofs.playing.forgiving import forgiving
from scoring.proofs.playing.games import Table, replay
from scoring.proofs.playing.ordering import order_decides
from scoring.proofs.playing.questions import CAREFUL, careful_games
from scoring.proofs.playing.reading_over import reading_over
from scoring.proofs.playing.sampling import Sampled, counted, random_games
from scoring.proofs.playing.strategies import better_than_chance
from scoring.proofs.playing.weighing import weighed
from scoring.proofs.sheet import Claim, GameStep, RuleShown
from simulator.exploration.budget import Budget
from simulator.exploration.explored import Explored
from simulator.exploration.explorer import Explorer
from simulator.scenario import Scenario
from tests.mutants.plain import Met, played
from tui.commands.checked import check_files
from tui.planning.reading import plans_beside, read_plans
from tui.planning.testing import played_file
from tui.policy import rulebook

Depth = Literal["graph", "games", "rules", "compliance", "order", "weighing", "answers"]
"""How far to ask: all games; also random games; rules alone; all rules at once; the order of acts; better and worse;
whether answering without reading pays, and what the best ending forgives."""

BUDGET = Budget(seconds=300)
GAMES = 200
PLAIN, JUDGED = 500, 80
"""Plain games of each mutant, and how many of them the rules judge, where rules are in question."""


class Told(NamedTuple):
    """One thing that is said: its code, its weight, and the places that it names."""

    code: str
    weight: str
    places: tuple[str, ...]
    line: int | None = None

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """What makes it another thing than what was said before."""
        return self.code, self.places


@dataclass
class Said:
    """Everything that was said of a file. `scenario` is None where it could not be loaded."""

    told: list[Told] = field(default_factory=list)
    refuted: list[str] = field(default_factory=list)
    plans: int = 0
    scenario: Scenario | None = None
    met: Met | None = None
    found: Explored | None = None
    rules: dict[str, RuleShown] = field(default_factory=dict)

    def add(self, claim: Claim) -> None:
        """A claim of a proof."""
        named = [claim.scene, claim.rule, claim.name]
        named += [f"{claim.scene} {claim.option}"] if claim.option else []
        self.told.append(Told(claim.code, claim.weight, tuple(each for each in named if each)))


def asked(file: Path, depth: Depth = "graph", rules: tuple[str, ...] = ()) -> Said:
    """Check a file this far. `rules` are those to be watched alone, where games do not show what becomes of them."""
    checked = check_files([file])[0]
    said = Said(scenario=checked.scenario)
    said.told += [Told(problem.code, "error", (), problem.place.line) for problem in checked.problems]
    if checked.scenario is None or checked.problems:
        said.scenario = None
        return said
    said.met = played(checked.scenario, PLAIN, 1, rulebook(), JUDGED if rules else 0)
    _graph(said, checked.scenario)
    if not any(told.code in ("P103", "P104") for told in said.told):
        _further(said, checked.scenario, depth, rules)
    if plans_beside(file).exists():
        said.plans = sum(bool(plan.problems) for plan in played_file(read_plans(plans_beside(file))).plans)
    return said


def _graph(said: Said, scenario: Scenario) -> None:
    explorer = Explorer(scenario, budget=BUDGET, watched=watched_slots(scenario), with_edges=True)
    said.found = explorer.run()
    for claim in in_other_variants(scenario, graph_claims(said.found), BUDGET):
        said.add(claim)
    said.refuted = [str(c.name) for c in property_claims(explorer, said.found) if c.code == "P302"]


def _further(said: Said, scenario: Scenario, depth: Depth, rules: tuple[str, ...]) -> None:
    book, table = rulebook(), Table(scenario, rulebook())
    games = () if depth == "graph" else random_games(table, GAMES, 1)
    sample = counted(table, games, len(games))
    met = said.met.injects if said.met else {}
    for claim in (*reading_over(scenario, book, sample), *never_coming(scenario, met, BUDGET)):
        if claim.code != "P209":  # what becomes of rules is asked for those in question alone
            said.add(claim)
    if depth == "rules":
        _rules(said, scenario, sample, rules)
    elif depth == "compliance":
        for claim in compliance_claims(_kept(scenario)):
            said.add(claim)
    elif depth == "order":
        for claim in order_decides(table, games):
            said.add(claim)
    elif depth == "weighing":
        for claim in weighed(table, games, 1):
            said.add(claim)
    elif depth == "answers":
        careful = careful_games(table, CAREFUL, 1)
        good = [game for steps in kept_games(_kept(scenario)) if (game := replay(table, steps)) is not None]
        for claim in (*better_than_chance(table, seed=1), *forgiving(table, (*games, *careful), good)):
            said.add(claim)


def _kept(scenario: Scenario) -> Kept:
    watch = Watch(scenario, rulebook(), testable(scenario, rulebook()), stops=True)
    return Kept.of(watch, Explorer(scenario, watch, BUDGET).run())


def _rules(said: Said, scenario: Scenario, sample: Sampled, rules: tuple[str, ...]) -> None:
    for rule in rules:
        verdicts = sample.verdicts.get(rule, {})
        kept, broken = _first(verdicts, "kept", "kept under exception"), _first(verdicts, "not kept", "late")
        shown = RuleShown(
            rule=rule,
            objectives=(),
            kept="unknown" if kept is None else "shown",
            not_kept="unknown" if broken is None else "shown",
            kept_game=kept,
            not_kept_game=broken,
        )
        if kept is None or broken is None:
            shown = settled(shown, alone(scenario, rulebook(), rulebook().rule(rule), BUDGET))
        said.rules[rule] = shown
    for claim in rule_claims(tuple(said.rules.values())):
        said.add(claim)


def _first(verdicts: dict[str, tuple[GameStep, ...]], *wanted: str) -> tuple[GameStep, ...] | None:
    return next((verdicts[verdict] for verdict in wanted if verdict in verdicts), None)


@cache
def words_of_parts(folder: Path) -> str:
    """The text of the shared parts beside a scenario."""
    return "".join(file.read_text("utf-8") for file in sorted((folder / "parts").glob("*.yaml")))
