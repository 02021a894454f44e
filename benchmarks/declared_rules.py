"""The twenty rules and the traces of the benchmark in our own shape, and what counts as violated in pm4py's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from benchmarks.traces import ALPHABET, LAST, Step, Template, templates
from scoring.bulk import Score
from scoring.rules import Rule, RuleBook
from scoring.trace import Entry, Trace
from scoring.verdicts import Verdict
from simulator.checking import checked
from simulator.vocabulary import Vocabulary, Word

CLAUSES: Mapping[str, Callable[..., list[dict[str, Any]]]] = {
    "absence": lambda a: [{"never": a}],
    "precedence": lambda a, b: [{"when": b, "only after": a}],
    "response": lambda a, b: [{"when": a, "must": b}],
    "chainresponse": lambda a, b: [{"when": a, "must": b, "within": 0}],
    "noncoexistence": lambda a, b: [{"never": b, "after": a}, {"never": a, "after": b}],
}
"""Each template as clauses. `within: 0` is the next decision; where two acts exclude each other, neither may follow."""

VIOLATED = (Verdict.NOT_KEPT, Verdict.LATE)
"""Late is violated: what had to come next came, but not next. Not tested and not due are no violation."""


def rulebook() -> RuleBook:
    """The twenty rules over a small vocabulary of their own."""
    acts = {act: Word(means="Generated.") for act in (*ALPHABET, LAST)}
    rules = tuple(_rule(number, template) for number, template in enumerate(templates()))
    return RuleBook(rules, Vocabulary(acts=acts))


def _rule(number: int, template: Template) -> Rule:
    return checked(
        Rule,
        {
            "id": f"B{number:02}",
            "title": template.kind,
            "area": "generated",
            "rank": "policy",
            "severity": "medium",
            "provisions": ["generated"],
            "clauses": CLAUSES[template.kind](*template.acts),
            "why": "Generated.",
        },
    )


def traces(made: Iterable[Sequence[Step]]) -> list[Trace]:
    """Our traces: every step is a decision with what it offered, a minute long; an ending follows the last."""
    return [Trace(tuple(_entries(steps)), {}, {}, 0) for steps in made]


def _entries(steps: Sequence[Step]) -> Iterable[Entry]:
    yield Entry("facts", 0, 0)
    for n, (offered, act) in enumerate(steps):
        yield Entry("offer", n, n + 1, offered=tuple(((word, None),) for word in offered))
        yield Entry("move", n, n + 1)
        yield Entry("act", n, n + 1, act)
    yield Entry("end", len(steps), len(steps))


def violated(scores: Iterable[Score]) -> set[int]:
    """Numbers of the rules that one trace violates."""
    return {number for number, score in enumerate(scores) if score.verdict in VIOLATED}
