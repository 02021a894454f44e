"""The direct evaluation of a rule over a trace: docs/rules.md, *Meaning*, as quantifiers over the whole trace.

The oracle in tests: written from the text alone, by another hand than the automata, with no memory that runs along.
Slow on purpose: every question looks at all entries again. direct_reading.py has what all clauses ask,
direct_prohibition.py prohibitions and precedences, direct_duty.py duties.
"""

from __future__ import annotations

from scoring.rules import Rule
from scoring.trace import Trace
from scoring.verdicts import Finding
from simulator.vocabulary import Vocabulary
from tests.scoring import direct_duty, direct_prohibition
from tests.scoring.direct_reading import Reading


def findings_of(rule: Rule, trace: Trace, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """Every finding of the rule, permanent or open, in no particular order. `exception.used` is not fed."""
    readings = (Reading(rule, n, clause, trace, vocabulary) for n, clause in enumerate(rule.clauses, start=1))
    return tuple(
        finding
        for reading in readings
        for finding in (direct_duty if reading.clause.must else direct_prohibition).findings(reading)
    )
