"""What reading the file over shows, and what random games add to it: things that nothing reads or measures.

A variable is read where a condition names it: of options, ways on, injects, paragraphs (`also`) and properties; or
where the debrief shows it as a gauge. An objective is measured by the rules that some act, event or fact can put to
the test.
"""

from __future__ import annotations

from collections.abc import Iterator

from scoring.proofs.observers.interest import testable
from scoring.proofs.playing.sampling import Sampled
from scoring.proofs.sheet import Claim, Status
from scoring.rules import RuleBook
from scoring.verdicts import Verdict
from simulator.scenario import Inject, Scenario

FEWEST_ADDS = 20
"""A gauge to which fewer adds were made in all games together is not judged: of so many, more than half are cut off by
chance in one case of twenty where a third is on average."""

UNTESTED = frozenset((Verdict.NOT_TESTED.value, Verdict.NOT_DUE.value))
"""Verdicts of a rule that measured nothing."""


def reading_over(scenario: Scenario, book: RuleBook, found: Sampled) -> Iterator[Claim]:
    """All that is said of gauges, variables, injects and objectives."""
    yield from saturated(found)
    yield from never_read(scenario)
    yield from changing_nothing(scenario)
    yield from unmeasured(scenario, book)
    yield from untested(scenario, book, found)


def saturated(found: Sampled) -> Iterator[Claim]:
    """P107: gauges that cut off more than half of what was added to them: what is chosen mostly makes no difference."""
    for id, gauge in found.gauges.items():
        if gauge.adds >= FEWEST_ADDS and 2 * gauge.cut > gauge.adds:
            share = f"{100 * gauge.cut // gauge.adds} %"
            fill = {"name": id, "share": share, "cut": str(gauge.cut), "adds": str(gauge.adds)}
            yield Claim(
                code="P107", status="shown", weight="warning", name=id, fill=fill, count=gauge.cut, game=gauge.game
            )


def never_read(scenario: Scenario) -> Iterator[Claim]:
    """P108: variables that nothing reads."""
    read = {name.name for expression in scenario.expressions.values() for name in expression.reads}
    for id in scenario.file.state:
        if id not in read and id not in scenario.file.ledger_gauges:
            yield Claim(code="P108", status="proved", weight="warning", name=id, fill={"name": id})


def changing_nothing(scenario: Scenario) -> Iterator[Claim]:
    """P109: injects of which nobody would notice anything."""
    for inject in scenario.injects:
        if not _does_something(inject):
            yield Claim(code="P109", status="proved", weight="warning", name=inject.id, fill={"name": inject.id})


def _does_something(inject: Inject) -> bool:
    file = inject.file
    effects = (file.set, any(file.add.values()), any(file.ledger.values()), file.schedule)
    return bool(file.text or file.events or file.documents or file.then or any(effects))


def unmeasured(scenario: Scenario, book: RuleBook) -> Iterator[Claim]:
    """P210: objectives none of whose rules can be put to the test."""
    possible = {rule.id for rule in testable(scenario, book)}
    for objective in scenario.file.objectives:
        if not possible.intersection(objective.rules):
            fill = {"name": objective.id, "rules": ", ".join(objective.rules)}
            yield Claim(code="P210", status="proved", weight="error", name=objective.id, fill=fill)


def untested(scenario: Scenario, book: RuleBook, found: Sampled) -> Iterator[Claim]:
    """P209: rules that an objective names and that no game tested; proved only where nothing can test them.

    Objectives that nothing measures are told as such, and their rules not one by one.
    """
    possible = {rule.id for rule in testable(scenario, book)}
    measured = [o for o in scenario.file.objectives if possible.intersection(o.rules)]
    for rule in sorted({rule for objective in measured for rule in objective.rules}):
        if set(found.verdicts.get(rule, ())) <= UNTESTED:
            status: Status = "unknown" if rule in possible else "proved"
            named = ", ".join(objective.id for objective in measured if rule in objective.rules)
            fill = {"rule": rule, "objectives": named, "games": str(found.games)}
            yield Claim(code="P209", status=status, weight="warning", rule=rule, fill=fill)
