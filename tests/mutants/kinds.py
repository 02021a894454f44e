"""All kinds of seeded defect, by name, with how far the checker is asked about each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tests.mutants import answers, conditions, injects, policy, ways
from tests.mutants.asked import Depth
from tests.mutants.seeded import Kind


class Sort(NamedTuple):
    """A kind of defect: how it is made, and how far to ask about it."""

    made: Kind
    depth: Depth = "graph"


KINDS: Mapping[str, Sort] = {
    "a way leads elsewhere": Sort(ways.retargeted),
    "a scene loses all its ways": Sort(ways.orphaned),
    "an option is deleted": Sort(ways.deleted),
    "a scene behind an infeasible condition": Sort(ways.hidden),
    "an option behind an infeasible condition": Sort(ways.withheld),
    "a dead end that one game in a million meets": Sort(ways.rare_dead_end),
    "a scene waits for what may not have happened": Sort(ways.dead_end),
    "a circle that only the clock ends": Sort(ways.livelocked),
    "a horizon before anything can be done": Sort(ways.too_short),
    "the branches of a condition swapped": Sort(conditions.swapped),
    "a condition negated": Sort(conditions.negated),
    "a bound shifted": Sort(conditions.shifted),
    "a condition dropped": Sort(conditions.dropped_condition),
    "an effect dropped": Sort(conditions.dropped_effect),
    "a move takes ten times as long": Sort(conditions.longer),
    "chance weighs otherwise": Sort(conditions.reweighted),
    "a number leaves its range": Sort(conditions.left_range),
    "a gauge that saturates": Sort(conditions.saturated, "games"),
    "a variable that nothing reads": Sort(conditions.unread),
    "an inject starved": Sort(injects.starved, "games"),
    "an inject without content": Sort(injects.silent),
    "an act or event dropped": Sort(policy.dropped_act, "rules"),
    "an act added": Sort(policy.added_act, "rules"),
    "an objective that nothing measures": Sort(policy.unmeasured),
    "a duty that nothing does": Sort(policy.never_kept, "rules"),
    "a rule that nothing can break": Sort(policy.never_broken, "rules"),
    "a duty done only after its time": Sort(policy.late, "rules"),
    "every first move breaks a rule": Sort(policy.broken_everywhere, "compliance"),
    "bad luck forces a break": Sort(policy.bad_luck, "compliance"),
    "a choice after which a break is forced": Sort(policy.trap, "compliance"),
    "acts in the wrong order": Sort(policy.wrong_order, "order"),
    "an option that is always wrong": Sort(policy.hopeless, "weighing"),
    "the good answer is told by its place or length": Sort(answers.given_away, "answers"),
    "a bad answer is forgiven": Sort(answers.forgiven, "answers"),
}
