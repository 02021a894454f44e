"""The proof sheet: what has been proved about one version of a scenario, and what has not. Plain data, kept as JSON."""

from __future__ import annotations

from typing import Literal

from scoring.assessment import Block

Status = Literal["proved", "shown", "unknown"]
"""How a claim is known: for all games, by the game that is given, or not at all because the budget ended."""

Weight = Literal["error", "warning", "note"]
"""What a claim means for the trainer: mend it, think about it, or know it."""

MOST_CHOICES = 40
"""Moves of one decision that a sheet shows; forms and selections can have hundreds."""


class GameStep(Block):
    """One move of a game, and the branch that chance took; None without chance."""

    move: tuple[str, ...]
    branch: int | None = None


class Claim(Block):
    """One thing that is said of a scenario: a code of docs/problems.md, how it is known, what it is about.

    `fill` are the words that go into the code's sentence; `count` how often it was found where it was counted.
    """

    code: str
    status: Status
    weight: Weight
    scene: str | None = None
    option: str | None = None
    rule: str | None = None
    name: str | None = None
    fill: dict[str, str] = {}
    count: int = 1
    game: tuple[GameStep, ...] | None = None


class EndingShown(Block):
    """An ending, and a shortest game to it; None where no game was found."""

    scene: str
    title: str
    status: Status
    game: tuple[GameStep, ...] | None = None


class RuleShown(Block):
    """A rule that an objective names: whether it can be kept, and whether it can be broken, each *shown* by a game.

    *proved* says that no game does it.
    """

    rule: str
    objectives: tuple[str, ...]
    kept: Status
    not_kept: Status
    kept_game: tuple[GameStep, ...] | None = None
    not_kept_game: tuple[GameStep, ...] | None = None


class Coverage(Block):
    """How much of a scenario some game goes through: reached and all, each."""

    scenes: tuple[int, int]
    options: tuple[int, int]
    injects: tuple[int, int]
    conditions: tuple[int, int]
    """Conditions of options and of ways on that held in some state in which they were asked, and not in another."""


class Compliance(Block):
    """Whether everything can be kept: from the start, and from every decision reached with nothing broken.

    `decisions` is the number of states with a decision that are reached with nothing broken, `with_luck` of how many of
    them some way on keeps everything, `surely` of how many it does whatever chance and the facilitator do. `rules` are
    those that watched.
    """

    status: Status
    from_start: Literal["surely", "with luck", "never"] | None
    decisions: int = 0
    with_luck: int = 0
    surely: int = 0
    rules: tuple[str, ...] = ()
    game: tuple[GameStep, ...] | None = None


class KeepingShown(Block):
    """How far everything can be kept by a player who chooses well: 1 where it can, 0 where it cannot.

    `best` if chance and the facilitator help, `worst` whatever they do; `expected` is the highest probability of it,
    with chance by its weights and whatever the facilitator does.
    """

    best: float
    worst: float
    expected: float


class ChoiceShown(Block):
    """A move on offer, and what it is worth before chance is drawn."""

    move: tuple[str, ...]
    keeping: KeepingShown


class DecisionShown(Block):
    """A decision of the shortest game that keeps everything: its worth, the move taken, and every move on offer."""

    scene: str
    taken: tuple[str, ...]
    keeping: KeepingShown
    choices: tuple[ChoiceShown, ...] = ()


class LineShown(Block):
    """One line of the ledger over a whole game: the least and the most of it, whatever is chosen and drawn.

    `expected_least` and `expected_most` are the means under chance of a player who plays for them. Of a gauge it is
    where it stands at the end.
    """

    line: str
    least: float
    most: float
    expected_least: float
    expected_most: float


class ValuesShown(Block):
    """What games are worth from the start, and at each decision of the shortest game that keeps everything.

    `not_known` are lines of the ledger for which the budget did not suffice; `all lines` where it was so for all.
    """

    keeping: KeepingShown | None = None
    decisions: tuple[DecisionShown, ...] = ()
    ledger: tuple[LineShown, ...] = ()
    not_known: tuple[str, ...] = ()


class Explored(Block):
    """How much was gone through, and what it took. `ended` is why it was not all, None where it was."""

    states: int
    edges: int
    seconds: float
    ended: str | None = None


class ProofSheet(Block):
    """What is known of one version of a scenario and one version of the rules."""

    scenario: str
    title: str
    variant: str | None
    version: str
    rules: str
    made: str
    games: Explored
    """All games, rules left aside."""
    compliant_games: Explored
    """All games with all rules watching, each up to its first break."""
    coverage: Coverage
    endings: tuple[EndingShown, ...] = ()
    tested_rules: tuple[RuleShown, ...] = ()
    compliance: Compliance
    dilemmas: tuple[str, ...] = ()
    values: ValuesShown | None = None
    """Backward induction; None where it was not asked for, or there are mistakes to be mended first."""
    properties: tuple[Claim, ...] = ()
    """What the trainer asked for; code P301 where it holds, P302 where it does not."""
    claims: tuple[Claim, ...] = ()

    @property
    def problems(self) -> tuple[Claim, ...]:
        """The claims that are errors, and the properties that do not hold."""
        return tuple(claim for claim in (*self.claims, *self.properties) if claim.weight == "error")

    @property
    def unknown(self) -> tuple[Claim, ...]:
        """What the budget did not suffice for."""
        return tuple(claim for claim in (*self.claims, *self.properties) if claim.status == "unknown")
