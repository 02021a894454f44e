"""Defects in what the player did, as rules read it: acts that are gone, added, late, or in the wrong order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from scoring.rule import Clause
from scoring.verdicts import Verdict
from tests.mutants.draft import Data, Spot, spots, target_of, uses, word_of
from tests.mutants.plain import BROKEN, KEPT, breaks_at_once, share
from tests.mutants.seeded import OFTEN_JUDGED, Expected, Original, Seeded, hosts, new_scene, option


def always_wrong(data: Data, chance: Random) -> Any:
    """An act that a critical rule forbids in every state."""
    return chance.choice(["reprisal", {"force.indiscriminate": next(iter(data["who"]))}])


def dropped_act(original: Original, data: Data, chance: Random) -> Seeded | None:
    """An act or event is gone."""
    slot = chance.choice([slot for slot in uses(data) if slot.value])
    gone = slot.value.pop(chance.randrange(len(slot.value)))
    return Seeded(f"{slot.where}: {word_of(gone)} dropped", rules=_touched(original, [word_of(gone)]))


def added_act(original: Original, data: Data, chance: Random) -> Seeded | None:
    """An option does what another one does, too."""
    acts = [use for slot in uses(data) if slot.key == "acts" and slot.scene for use in slot.value]
    spot, act = chance.choice(hosts(original, data)), chance.choice(acts)
    spot.block["acts"] = [*(spot.block.get("acts") or []), act]
    return Seeded(f"{spot.name}: {word_of(act)} added", rules=_touched(original, [word_of(act)]))


def unmeasured(original: Original, data: Data, chance: Random) -> Seeded | None:
    """Nothing puts an objective's rules to the test any more."""
    objectives = [o for o in data["objectives"] if not any(c.when_becomes for c in _clauses(original, o["rules"]))]
    if not objectives:
        return None
    objective = chance.choice(objectives)
    words = [word for clause in _clauses(original, objective["rules"]) for word in clause.triggers]
    _strip(original, data, words)
    return Seeded(f"nothing tests {objective['id']}", Expected(("P210",), (objective["id"],)))


def _rule_of_objectives(
    original: Original, chance: Random, often: Iterable[Verdict], suits: Callable[[Clause], bool]
) -> str | None:
    """A rule that an objective names, that plain games come out with often enough, and all of whose clauses suit."""
    found = [rule for rule in original.objective_rules if share(original.met, rule, often) > OFTEN_JUDGED]
    found = [rule for rule in found if all(suits(clause) for clause in _clauses(original, [rule]))]
    return chance.choice(found) if found else None


def never_kept(original: Original, data: Data, chance: Random) -> Seeded | None:
    """Nothing that is on offer does a duty that an objective names."""
    rule = _rule_of_objectives(original, chance, KEPT, lambda clause: bool(clause.must))
    if rule is None:
        return None
    clause = chance.choice(_clauses(original, [rule]))
    _strip(original, data, clause.must)
    return Seeded(f"nothing does what {rule} asks: {', '.join(clause.must)}", rules=(rule,))


def never_broken(original: Original, data: Data, chance: Random) -> Seeded | None:
    """Whoever does what a rule guards has always done before what it asks for."""
    rule = _rule_of_objectives(original, chance, BROKEN, lambda clause: bool(clause.only_after))
    if rule is None:
        return None
    for slot in uses(data):
        for clause in _clauses(original, [rule]):
            guarded = [use for use in slot.value if word_of(use) in _members(original, clause.when)]
            slot.put([*(_about(clause.only_after[0], use) for use in guarded), *slot.value])
    return Seeded(f"what {rule} asks for is always done first", rules=(rule,))


def late(original: Original, data: Data, chance: Random) -> Seeded | None:
    """Whatever does a duty is over only long after its time."""
    rule = _rule_of_objectives(original, chance, KEPT, lambda clause: bool(clause.must and clause.within))
    if rule is None:
        return None
    clause = chance.choice(_clauses(original, [rule]))
    words = _members(original, clause.must)
    for spot in spots(data):
        done = [use for use in spot.block.get("acts") or [] if word_of(use) in words]
        if done and spot.kind == "choose":
            spot.block["acts"] = [use for use in spot.block["acts"] if use not in done]
            spot.block["ends with"] = [*(spot.block.get("ends with") or []), *done]
            spot.block["takes"] = data["horizon"] - 10
        elif done:
            spot.block["acts"] = [use for use in spot.block["acts"] if use not in done]
    return Seeded(f"{rule}: {', '.join(clause.must)} only late", rules=(rule,))


def broken_everywhere(original: Original, data: Data, chance: Random) -> Seeded | None:
    """Whatever is chosen first breaks a critical rule."""
    act = always_wrong(data, chance)
    for spot in _of_start(data):
        spot.block["acts"] = [*(spot.block.get("acts") or []), act]
    return Seeded(f"every first move has {word_of(act)}", Expected(("P203",), (data["start"],)))


def bad_luck(original: Original, data: Data, chance: Random) -> Seeded | None:
    """One first move in a thousand, whichever it is, comes to where a rule must be broken."""
    start = list(_of_start(data))
    if not all(isinstance(spot.block.get("then"), str) and "chance" not in spot.block for spot in start):
        return None
    act, then = always_wrong(data, chance), start[0].block["then"]
    for spot in start:
        spot.block["chance"] = [{"weight": 999}, {"weight": 1, "then": "no-good-way"}]
    new_scene(data, "no-good-way", {"on": option("On", then, acts=[act]), "so": option("So", then, acts=[act])})
    return Seeded("one first move in a thousand forces a break", Expected(("P204", "P205"), (data["start"],)))


def trap(original: Original, data: Data, chance: Random) -> Seeded | None:
    """After one first move, which breaks nothing itself, everything that is on offer breaks a rule."""
    found = [s for s in hosts(original, data) if s.scene == data["start"] and s.option != original.good_start]
    found = [s for s in found if not breaks_at_once(original.scenario, original.book, s.option)]
    if not found or original.good_start is None:
        return None
    spot, act = chance.choice(found), always_wrong(data, chance)
    then, spot.block["then"] = spot.block["then"], "no-good-way"
    new_scene(data, "no-good-way", {"on": option("On", then, acts=[act]), "so": option("So", then, acts=[act])})
    return Seeded(f"after {spot.name} a break is forced", Expected(("P206",), (spot.name,)))


def wrong_order(original: Original, data: Data, chance: Random) -> Seeded | None:
    """An option does the guarded act before what should come first."""
    who = next(iter(data["who"]))
    pairs = (({"support.fuel": who}, {"hrddp.assess": who}), ({"force.deadly": who}, {"force.warn": who}))
    spot, (guarded, guard) = chance.choice([s for s in _of_start(data) if s.kind == "choose"]), chance.choice(pairs)
    spot.block["acts"] = [guarded, guard]
    return Seeded(f"{spot.name}: {word_of(guarded)} before {word_of(guard)}", Expected(("P211",), (spot.name,)))


def hopeless(original: Original, data: Data, chance: Random) -> Seeded | None:
    """Before all others a scene with two options, which lead to the same, and one of which is always wrong."""
    start, data["start"] = data["start"], "a-first-word"
    options = {"on": option("On", start), "so": option("So", start, acts=[always_wrong(data, chance)])}
    new_scene(data, "a-first-word", dict(chance.sample(sorted(options.items()), 2)))
    return Seeded("of two options of a new first scene one is always wrong", Expected(("P212",), ("a-first-word so",)))


def _of_start(data: Data) -> Iterable[Spot]:
    return (spot for spot in spots(data) if spot.scene == data["start"])


def _clauses(original: Original, rules: Iterable[str]) -> list[Clause]:
    return [clause for rule in rules for clause in original.book.rule(rule).clauses]


def _members(original: Original, words: Iterable[str]) -> set[str]:
    return {member for word in words for member in original.book.vocabulary.members(word)} | set(words)


def _strip(original: Original, data: Data, words: Iterable[str]) -> None:
    gone = _members(original, words)
    for slot in uses(data):
        slot.put([use for use in slot.value if word_of(use) not in gone])


def _about(word: str, use: object) -> object:
    target = target_of(use)
    return word if target is None else {word: target}


def _touched(original: Original, words: Iterable[str]) -> tuple[str, ...]:
    """The rules of objectives that know one of these words."""
    wanted = set(words)
    return tuple(
        rule
        for rule in original.objective_rules
        if any(wanted & _members(original, (*c.triggers, *c.only_after, *c.must)) for c in _clauses(original, [rule]))
    )
