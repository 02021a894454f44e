"""Playing a plan: the real game with the real rules, and where it leaves the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scoring.evaluation import evaluate, rule_verdicts
from scoring.from_log import trace_of
from scoring.verdicts import Finding, Verdict
from simulator.moves import TIMEOUT, in_file_order
from simulator.plan import Plan, PlannedMove
from simulator.problems import Problem, Problems, SimulatorError
from simulator.scenario import Move, Scenario
from simulator.source import Path, Source
from tui.planning.game import Game
from tui.planning.naming import Conditions, check_names
from tui.planning.problem_codes import (
    CRITICAL,
    DOES_NOT_HOLD,
    ELSEWHERE,
    NO_SUCH_DRAW,
    NOT_OFFERED,
    NOT_ON_OFFER,
    NOT_OVER,
    NOT_POSSIBLE,
    OTHER_ENDING,
    OTHER_MINUTE,
    OTHER_VERDICT,
    OVER_ALREADY,
)
from tui.policy import rulebook
from tui.words import say

ACCEPTED = {
    "kept": (Verdict.KEPT, Verdict.EXCEPTION),
    "late": (Verdict.LATE,),
    "not kept": (Verdict.NOT_KEPT,),
}
"""What a rule's verdict may be where a plan lists it under a key."""


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a plan: none or all of its problems, and how far its game went."""

    id: str
    text: str | None
    problems: tuple[Problem, ...]
    decisions: int = 0
    minute: int = 0
    scene: str | None = None
    ended: bool = False


def play_plan(id: str, plan: Plan, scenario: Scenario, source: Source, problems: Problems) -> Played:
    """Play one plan of a file. What is wrong is also added to `problems`, which collects."""
    path: Path = ("plans", id)
    held = check_names(plan, path, scenario, source, problems)
    if problems:
        return Played(id, plan.text, tuple(problems))
    try:
        playing = _Playing(plan, path, scenario, source, problems, held)
    except SimulatorError as error:  # it cannot even begin
        first, nothing = scenario.file.start, say("plans.nothing")
        problems.add(NOT_POSSIBLE, source.place(path), n=1, scene=first, why=error, offered=nothing)
        return Played(id, plan.text, tuple(problems))
    playing.play()
    game = playing.game
    return Played(
        id, plan.text, tuple(problems), game.decisions, game.state.minute, game.state.scene, ended=game.finished
    )


class _Playing:
    """One plan being played; `game` is where it stands."""

    def __init__(
        self, plan: Plan, path: Path, scenario: Scenario, source: Source, problems: Problems, held: Conditions
    ) -> None:
        self.plan, self.path, self.scenario = plan, path, scenario
        self.source, self.problems, self.held = source, problems, held
        self.game = Game(scenario, plan.seed)

    def play(self) -> None:
        """Make every move, as long as the game goes by the plan; then look at how it ended."""
        for n, move in enumerate(self.plan.moves):
            if not self._made(n, move) or not self._arrived(n, move):
                return
        self._ended()

    def _problem(self, code: str, *at: str | int, **fill: object) -> None:
        known = {"near": (), "name": None, **fill}
        self.problems.add(code, self.source.place((*self.path, *at)), **known)  # type: ignore[arg-type]

    @property
    def _scene(self) -> str:
        return self.game.state.scene

    @property
    def _offered(self) -> str:
        return ", ".join(self.game.offered) or say("plans.nothing")

    def _made(self, n: int, move: PlannedMove) -> bool:
        """Make a move; whether it could be made."""
        game, decision = self.game, self.game.decisions + 1
        if game.finished:
            self._problem(OVER_ALREADY, "moves", n, n=decision, scene=self._scene, minute=game.state.minute)
            return False
        try:
            if move.inject is not None:
                game.inject(move.inject)
                return True
            return self._decided(n, move, decision)
        except SimulatorError as error:
            self._problem(NOT_POSSIBLE, "moves", n, n=decision, scene=self._scene, why=error, offered=self._offered)
            return False

    def _decided(self, n: int, move: PlannedMove, decision: int) -> bool:
        game, chosen = self.game, move.do or ()
        missing = [id for id in chosen if id not in game.offered and chosen != TIMEOUT]
        at = {"n": decision, "scene": self._scene, "minute": game.state.minute}
        for id in missing:
            self._problem(NOT_ON_OFFER, "moves", n, "do", name=id, near=game.offered, offered=self._offered, **at)
        if missing:
            return False
        answer = self._answer(chosen)
        count = len(game.branches(answer))
        if move.draw is not None and move.draw > count:
            self._problem(NO_SUCH_DRAW, "moves", n, "draw", n=decision, scene=self._scene, draw=move.draw, count=count)
            return False
        game.decide(answer, None if move.draw is None else move.draw - 1)
        return True

    def _answer(self, chosen: Move) -> Move:
        return chosen if chosen == TIMEOUT else in_file_order(self.scenario.scenes[self._scene], set(chosen))

    def _arrived(self, n: int, move: PlannedMove) -> bool:
        """Look at where a move led; whether the game is still where the plan wants it."""
        state, decision = self.game.state, self.game.decisions
        if move.then_at is not None and move.then_at != state.scene:
            self._problem(
                *(ELSEWHERE, "moves", n, "then at"),
                n=decision,
                wanted=move.then_at,
                found=state.scene,
                minute=state.minute,
                offered=self._offered,
            )
            return False
        held = self.held.get(n)
        if held is not None and not held.test(state.values):
            values = ", ".join(held.values(state.values))
            self._problem(DOES_NOT_HOLD, "moves", n, "holds", n=decision, value=move.holds, values=values)
        for id in move.offers:
            if id not in self.game.offered:
                self._problem(
                    NOT_OFFERED, "moves", n, "offers", n=decision, name=id, scene=state.scene, offered=self._offered
                )
        if move.minute is not None and move.minute != state.minute:
            self._problem(OTHER_MINUTE, "moves", n, "minute", n=decision, wanted=move.minute, minute=state.minute)
        return True

    def _ended(self) -> None:
        """Look at where the game ended and what the rules say of it."""
        plan, game = self.plan, self.game
        if plan.ends is not None and not game.finished:
            self._problem(
                NOT_OVER, "ends", n=game.decisions, wanted=plan.ends, scene=self._scene, offered=self._offered
            )
        elif plan.ends is not None and plan.ends != self._scene:
            self._problem(OTHER_ENDING, "ends", wanted=plan.ends, found=self._scene, minute=game.state.minute)
        for key, rules in (("kept", plan.kept), ("late", plan.late), ("not kept", plan.not_kept)):
            self._check_rules(key, rules)
        if plan.no_critical_finding:
            for finding in filter(_is_critical, self._findings):
                rule = rulebook().rule(finding.rule)
                self._problem(CRITICAL, "no critical finding", name=rule.id, title=rule.title, n=finding.decision)

    def _check_rules(self, key: str, rules: Iterable[str]) -> None:
        verdicts = rule_verdicts(rulebook(), self._findings) if rules else {}
        for n, id in enumerate(rules):
            if verdicts[id] not in ACCEPTED[key]:
                where = ", ".join(str(f.decision) for f in self._findings if (f.rule, f.verdict) == (id, verdicts[id]))
                self._problem(
                    *(OTHER_VERDICT, key, n),
                    name=id,
                    title=rulebook().rule(id).title,
                    wanted=key,
                    verdict=str(verdicts[id]),
                    where=where or say("plans.nowhere"),
                )

    @cached_property
    def _findings(self) -> tuple[Finding, ...]:
        return evaluate(rulebook(), trace_of(self.scenario, self.game.records))


def _is_critical(finding: Finding) -> bool:
    severity = rulebook().rule(finding.rule).severity_of(finding.clause)
    return severity == "critical" and finding.verdict in (Verdict.NOT_KEPT, Verdict.LATE)
