"""One rule as data: a provision of policy as clauses, with its citation and examples. See docs/rules.md."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from simulator import limits
from simulator.block import Block, Bounds, Shaped, StrictBool, StrictInt, StrictStr
from simulator.written import Condition, Id, Line, Prose

Rank = Literal["law", "policy", "guidance", "commitment"]
Severity = Literal["critical", "major", "medium", "minor"]
Kind = Literal["prohibition", "precedence", "duty"]


def _list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Words = Annotated[tuple[StrictStr, ...], Shaped(_list)]


class Clause(Block):
    """One clause: `never`, `when … only after`, or `when … must`, each with its optional keys."""

    never: Words = ()
    when: Words = ()
    when_becomes: Condition | None = None
    only_after: Words = ()
    must: Words = ()
    if_: Condition | None = None
    about: Literal["same"] | None = None
    after: Words = ()
    until: Words = ()
    forget_on: Words = ()
    within: StrictInt | StrictStr | None = None
    before: Words = ()
    by: Literal["end of day"] | None = None
    pauses_while: Condition | None = None
    rank: Rank | None = None
    severity: Severity | None = None

    @property
    def kind(self) -> Kind:
        """Which of the three kinds the clause is."""
        return "prohibition" if self.never else "precedence" if self.only_after else "duty"

    @property
    def triggers(self) -> tuple[str, ...]:
        """The guarded words of a prohibition or precedence, the triggers of a duty."""
        return self.never or self.when

    def __post_init__(self) -> None:
        kinds = {
            "never": bool(self.never) and not (self.when or self.when_becomes),
            "only after": bool(self.only_after and self.when) and not self.when_becomes,
            "must": bool(self.must) and bool(self.when) != bool(self.when_becomes),
        }
        if sum((bool(self.never), bool(self.only_after), bool(self.must))) != 1 or not any(kinds.values()):
            raise ValueError("a clause is one of: never; when and only after; when (or when becomes) and must")
        duty_only = (self.within is not None, self.before, self.by, self.pauses_while)
        if (not self.must and any(duty_only)) or (self.forget_on and not self.only_after):
            raise ValueError("within, before, by and pauses while belong to must; forget on belongs to only after")
        if self.by and self.within is not None:
            raise ValueError("a deadline is either within some minutes or by the end of the day")
        if isinstance(self.within, int) and not 0 <= self.within <= limits.MINUTES:
            raise ValueError(f"a deadline is within 0 to {limits.MINUTES} minutes")


class Excuse(Block):
    """A named exception beside the provision that grants it; `clauses` says which clauses it excuses, all if empty."""

    id: Id
    if_: Condition
    provisions: tuple[StrictStr, ...]
    clauses: tuple[StrictInt, ...] = ()


class Rule(Block):
    """One rule. `examples` are traces by the verdict (or exception) that they must come out with."""

    id: Annotated[StrictStr, Bounds(pattern=r"^[A-Z][0-9]{2}$")]
    title: Line
    area: Line
    rank: Rank
    severity: Severity
    core: StrictBool = False
    provisions: Annotated[tuple[StrictStr, ...], Bounds(min_length=1)]
    clauses: Annotated[tuple[Clause, ...], Bounds(min_length=1)]
    unless: tuple[Excuse, ...] = ()
    why: Prose
    basis: Line | None = None
    examples: dict[StrictStr, tuple[Any, ...]] = {}

    def severity_of(self, clause: int) -> Severity:
        """How grave it is to break a clause: its own severity, or the rule's; clauses count from 1."""
        return self.clauses[clause - 1].severity or self.severity

    def excuses(self, clause: int) -> tuple[Excuse, ...]:
        """The exceptions that may excuse a clause, in file order; clauses count from 1."""
        return tuple(e for e in self.unless if not e.clauses or clause in e.clauses)
