"""A rule as a few scenes to practise it in, made of the examples that stand beside the rule.

The example that keeps the rule becomes the right way, one scene for each group of acts; where the example that does
not keep it turns off, its acts become the wrong way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from scoring.rule import Rule
from simulator.names import parse_name
from simulator.vocabulary import Vocabulary

Use = tuple[str, str | None]
"""A word and whom it is about."""

KEPT, NOT_KEPT = "kept", "not kept"


@dataclass(frozen=True, slots=True)
class Step:
    """What is so and what happens when a scene begins, and what is done in it; `takes` are minutes."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    events: tuple[Use, ...] = ()
    acts: tuple[Use, ...] = ()
    takes: int = 1


@dataclass(frozen=True, slots=True)
class Sketch:
    """The right way, step by step, and the wrong way, which is open in step `at` (from 0)."""

    rule: Rule
    right: tuple[Step, ...]
    wrong: Step
    at: int

    @property
    def targets(self) -> tuple[str, ...]:
        """Everybody whom a word or a fact is about."""
        uses = [use for step in (*self.right, self.wrong) for use in (*step.events, *step.acts)]
        names = [parse_name(name) for step in (*self.right, self.wrong) for name in step.facts]
        found = [*(about for _, about in uses), *(name.about for name in names if name)]
        return tuple(dict.fromkeys(target for target in found if target is not None))


def sketch(rule: Rule, vocabulary: Vocabulary) -> Sketch | None:
    """The sketch of a rule; None where its examples tell no such story."""
    try:
        right = _steps(rule.examples.get(KEPT, ()), vocabulary)
        wrong = _steps(rule.examples.get(NOT_KEPT, ()), vocabulary)
    except _NoStory:
        return None
    if not right or not wrong:
        return None
    at = next((n for n, (good, bad) in enumerate(zip(right, wrong, strict=False)) if good.acts != bad.acts), None)
    if at is None or any(step.events or step.facts for step in wrong[at + 1 :]):
        return None
    if not _begins_in(wrong[: at + 1], right[: at + 1]):
        return None
    return Sketch(rule, right, _together(wrong[at:]), at)


class _NoStory(Exception):
    """An example says something that no scene can show."""


def _steps(items: Iterable[Any], vocabulary: Vocabulary) -> tuple[Step, ...]:
    """The items of an example, a step for each group of acts."""
    steps = [Step()]
    for item in items:
        step = steps[-1]
        kind, value = _read(item)
        if kind == "minutes":
            steps[-1] = replace(step, takes=step.takes + value)
        elif kind == "fact":
            _fresh(steps)
            steps[-1] = replace(steps[-1], facts={**steps[-1].facts, **value})
        elif kind == "acts" and all(word in vocabulary.events for word, _ in value):
            _fresh(steps)
            steps[-1] = replace(steps[-1], events=(*steps[-1].events, *value))
        elif kind == "acts":
            if step.takes > 1 and any(word != "wait" for word, _ in value):
                steps.append(Step())
            steps[-1] = replace(steps[-1], acts=(*steps[-1].acts, *value))
        elif kind != "offered":
            raise _NoStory
    return tuple(step for step in steps if step.acts)


def _fresh(steps: list[Step]) -> None:
    """What becomes known after something was done belongs to another scene."""
    if steps[-1].acts:
        steps.append(Step())


def _read(item: Any) -> tuple[str, Any]:
    """The kind of an item, and what it says: words are told as acts, whatever they are."""
    if isinstance(item, str):
        return "acts", ((item, None),)
    (key, value), *more = item.items()
    if more:
        raise _NoStory
    if key == "together":
        return "acts", tuple(use for inner in value for use in _read(inner)[1])
    if key in ("minutes", "fact", "offered"):
        return key, value
    if key in ("card", "groups"):
        raise _NoStory
    return "acts", ((key, value),)


def _begins_in(wrong: Iterable[Step], right: tuple[Step, ...]) -> bool:
    """Whether all that is so and happens before the wrong way turns off is so on the right way too."""
    facts = {key: value for step in right for key, value in step.facts.items()}
    events = {event for step in right for event in step.events}
    return all(step.facts.items() <= facts.items() and events.issuperset(step.events) for step in wrong)


def _together(steps: tuple[Step, ...]) -> Step:
    """Steps as one: their acts in order, and all their time."""
    acts = [act for step in steps for act in step.acts]
    return Step(acts=tuple(dict.fromkeys(acts)), takes=max(1, sum(step.takes for step in steps)))
