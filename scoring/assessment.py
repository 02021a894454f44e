"""The shape of an assessment: findings by policy area, objectives, decisions, ledger. Never one opaque number.

An assessment is plain data, kept per run and rules hash; it can always be computed again from the log.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from scoring.verdicts import Verdict
from simulator import block

ObjectiveResult = Literal["met", "met late", "not met", "not tested", "open"]
Standing = Literal["breached", "not complied with", "not followed", "good practice missed"]
"""What not keeping a provision is called: only law is breached."""

OpenedBy = Literal["act", "event", "scene"]
"""What opened a duty: the player's act, what came of the move, or the scene that followed it."""


class Block(block.Block):
    """Frozen data, whose keys are the names of its fields."""

    KEY: ClassVar = staticmethod(str)


class Citation(Block):
    """One provision as it may be shown: instrument and place as far as its confidence allows, and our paraphrase."""

    id: str
    text: str
    paraphrase: str


class Witness(Block):
    """Why a finding is as it is: the decision that broke it, and the last one at which it could still have been kept.

    `decision` is None where nothing that was offered could have kept it. `options` are the moves that would have kept
    it and broken no other grave rule, each as option ids, at most a few of `count`; none where every such move breaks
    one.
    """

    broke: int
    decision: int | None = None
    scene: str | None = None
    options: tuple[tuple[str, ...], ...] = ()
    count: int = 0


class FindingView(Block):
    """One finding, with everything that explains it. `minute` and `due` are scenario minutes.

    `opened_by` is what opened a duty; None for what is no duty, and for one that was done in the same instant.
    `refrained` says that it was kept only by not choosing what would have broken it.
    """

    rule: str
    clause: int
    title: str
    why: str
    area: str
    rank: str
    severity: str
    verdict: Verdict
    standing: Standing | None = None
    target: str | None = None
    decision: int
    minute: int
    opened: int | None = None
    opened_by: OpenedBy | None
    refrained: bool
    due: int | None = None
    exception: str | None = None
    basis: str | None = None
    citations: tuple[Citation, ...] = ()
    witness: Witness | None = None

    @property
    def critical(self) -> bool:
        """Whether this is a critical rule that was not kept."""
        return self.severity == "critical" and self.verdict in (Verdict.NOT_KEPT, Verdict.LATE)


class Area(Block):
    """One policy area: how many findings of each verdict. What was not tested is in no denominator."""

    area: str
    counts: dict[str, int]


class ObjectiveView(Block):
    """What the scenario trains, and how it went; `rules` are those that it rests on."""

    id: str
    text: str
    rules: tuple[str, ...]
    result: ObjectiveResult


class Outcome(Block):
    """What chance did at a decision: the branch drawn, its weight and the total."""

    branch: int
    weight: int
    total: int


class DecisionView(Block):
    """One decision as the debrief goes through it. Option ids; the scenario has the words.

    `findings` are positions in `Assessment.findings` of what this decision settled, `opened` of duties that it opened
    and that were settled later.
    """

    n: int
    record: int
    minute: int
    scene: str
    move: tuple[str, ...]
    timeout: bool
    others: tuple[str, ...]
    outcome: Outcome | None = None
    findings: tuple[int, ...] = ()
    opened: tuple[int, ...] = ()
    ledger: dict[str, int] = {}


class GaugeView(Block):
    """A gauge that the debrief shows: where it stood at the start and at the end, and its range."""

    id: str
    title: str
    start: int
    end: int
    low: int
    high: int


class Assessment(Block):
    """Everything that is said about one run. `complete` is False for an abandoned run or one still going on."""

    format: Literal[1] = 1
    scenario: str
    version: str
    variant: str | None
    rules: str
    seed: int
    ending: str | None
    abandoned: bool
    complete: bool
    minutes: int
    findings: tuple[FindingView, ...]
    critical: tuple[int, ...]
    areas: tuple[Area, ...]
    objectives: tuple[ObjectiveView, ...]
    decisions: tuple[DecisionView, ...]
    ledger: dict[str, dict[str, int]]
    gauges: tuple[GaugeView, ...]
    turning_point: int | None = None
    """Number of the decision that mattered most; None where nothing went against policy."""
