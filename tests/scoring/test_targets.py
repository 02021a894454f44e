"""Targets: one memory for a clause, or one for each target; what is done to a whole reaches its parts.

The crowd has a front and a child, the front a thrower; the elder stands alone.
"""

from __future__ import annotations

import pytest

from tests.scoring.small_rules import REACH, Said, Story, found, rule_of, verdicts, verdicts_by_target

WARN_THEM = rule_of({"when": "force", "only after": "warn", "about": "same", "forget on": ["calm", "note"]})
WARN_ANYONE = rule_of({"when": "force", "only after": "warn"})
WHEN_CALM = rule_of({"never": "force", "about": "same", "after": "calm", "until": ["attack", "dusk"]})
AID_THEM = rule_of({"when": "force", "must": "aid", "about": "same", "before": ["attack", "dusk"]})


def remembered(story: Story) -> set[str]:
    """The targets for which a warning is remembered at the end of a story."""
    return {about for about in REACH if verdicts(WARN_THEM, _again(story).do(f"force.push@{about}"))[-1] == "kept"}


def in_scope(story: Story) -> set[str]:
    """The targets for which a clause is live at the end of a story."""
    return {about for about in REACH if verdicts(WHEN_CALM, _again(story).do(f"force.push@{about}"))}


def _again(story: Story) -> Story:
    """The same story, to go on from without changing it."""
    copy = Story()
    copy.entries, copy.held, copy.decision, copy.minute = [*story.entries], story.held, story.decision, story.minute
    return copy


# Without `about: same`


def test_without_about_same_a_clause_has_one_memory() -> None:
    """A warning to anyone counts for force against everyone."""
    assert verdicts(WARN_ANYONE, Story().do("warn@elder").do("force.push@crowd")) == ["kept"]
    assert verdicts(WARN_ANYONE, Story().do("warn").do("force.push@crowd")) == ["kept"]


def test_without_about_same_facts_are_read_for_the_entrys_own_target() -> None:
    """Facts about a target are read for the entry's own target."""
    rule = rule_of({"never": "force", "if": "threat"})
    story = Story(threat={"crowd": True, "elder": False})
    assert verdicts(rule, story.do("force.push@elder")) == []
    assert verdicts(rule, story.do("force.push@crowd")) == ["not kept"]


@pytest.mark.parametrize(("threat", "holds"), [({"crowd": False, "elder": True}, True), ({"crowd": False}, False)])
def test_where_the_entry_has_no_target_a_fact_is_true_if_true_of_any(threat: dict[str, bool], holds: bool) -> None:
    """Where the entry has none: true if true of any target."""
    rule = rule_of({"never": "force", "if": "threat"})
    assert verdicts(rule, Story(threat=threat).do("force.push")) == ["not kept"] * holds


def test_where_the_entry_has_no_target_conditions_are_read_fact_by_fact() -> None:
    """`not threat` means true of nobody, and `threat and calmed` need not be of the same target."""
    nobody = rule_of({"never": "force", "if": "not threat"})
    assert verdicts(nobody, Story(threat={"crowd": False, "elder": True}).do("force.push")) == []
    assert verdicts(nobody, Story(threat={"crowd": False, "elder": False}).do("force.push")) == ["not kept"]
    both = rule_of({"never": "force", "if": "threat and calmed"})
    assert verdicts(both, Story(threat={"crowd": True}, calmed={"elder": True}).do("force.push")) == ["not kept"]


def test_without_about_same_a_finding_names_the_entrys_own_target() -> None:
    """For a duty the trigger's target; with `when becomes`, nobody."""
    assert found(WARN_ANYONE, Story().do("force.push@front")) == [Said("not kept", 1, 0, "front")]
    duty = rule_of({"when": "force", "must": "aid"})
    assert found(duty, Story().do("force.push@front").do("aid@elder")) == [Said("kept", 2, 0, "front")]
    becomes = rule_of({"when becomes": "threat", "must": "aid"})
    assert found(becomes, Story(threat={"front": True}).do("aid")) == [Said("kept", 1, 0, None)]


# With `about: same`: what holds for whom


@pytest.mark.parametrize("about", REACH)
def test_what_is_remembered_about_a_whole_holds_for_its_parts(about: str) -> None:
    """What is remembered by an entry about x holds for every target in reach(x), at any depth, and for no other."""
    assert remembered(Story().do(f"warn@{about}")) == {
        whole for whole, parts in REACH.items() if set(parts) <= set(REACH[about])
    }


def test_force_against_a_whole_is_kept_only_if_every_part_was_warned() -> None:
    """Judged for every target in reach(x): broken if broken for any."""
    assert verdicts(WARN_THEM, Story().do("warn@thrower").do("force.push@front")) == ["not kept"]
    assert verdicts(WARN_THEM, Story().do("warn@thrower").do("warn@front").do("force.push@front")) == ["kept"]


@pytest.mark.parametrize("about", REACH)
def test_what_is_forgotten_about_a_whole_is_forgotten_for_its_parts(about: str) -> None:
    """What is forgotten by an entry about x is forgotten for every target in reach(x)."""
    everyone = Story().do("warn@crowd").do("warn@elder").event(f"calm@{about}")
    forgotten = {whole for whole, parts in REACH.items() if set(parts) & set(REACH[about])}
    assert remembered(everyone) == set(REACH) - forgotten


@pytest.mark.parametrize("about", REACH)
def test_what_is_opened_about_a_whole_is_opened_for_its_parts(about: str) -> None:
    """What is opened in scope by an entry about x holds for every target in reach(x)."""
    opened = {whole for whole, parts in REACH.items() if set(parts) & set(REACH[about])}
    assert in_scope(Story().event(f"calm@{about}")) == opened


@pytest.mark.parametrize("about", REACH)
def test_what_is_closed_about_a_whole_is_closed_for_its_parts(about: str) -> None:
    """What is closed by an entry about x is closed for every target in reach(x)."""
    story = Story().event("calm@crowd").event("calm@elder").event(f"attack@{about}")
    assert in_scope(story) == {whole for whole, parts in REACH.items() if set(parts) - set(REACH[about])}


def test_a_word_without_a_target_remembers_for_all() -> None:
    """A word without a target remembers for **all** targets."""
    assert remembered(Story().do("warn")) == set(REACH)


def test_a_word_without_a_target_forgets_for_all() -> None:
    """A word without a target forgets for **all** targets."""
    assert remembered(Story().do("warn").do("note")) == set()


def test_a_word_without_a_target_opens_and_closes_for_all() -> None:
    """A word without a target opens and closes for **all** targets."""
    assert in_scope(Story().event("calm")) == set(REACH)
    assert in_scope(Story().event("calm").event("dusk")) == set()


# With `about: same`: how a guarded act is judged


def test_a_guarded_act_is_judged_for_every_part_with_facts_read_for_that_part() -> None:
    """A prohibition is judged for every target in reach(x), facts read for that target."""
    rule = rule_of({"never": "force", "about": "same", "if": "threat"})
    threat = {"crowd": False, "front": False, "thrower": True, "child": False, "elder": True}
    assert verdicts(rule, Story(threat=threat).do("force.push@front")) == ["not kept"]
    assert verdicts(rule, Story(threat=threat).do("force.push@child")) == []


def test_one_act_gives_one_finding_about_its_own_target() -> None:
    """However many parts it is broken for, the entry gives one finding."""
    assert found(WARN_THEM, Story().do("force.push@crowd")) == [Said("not kept", 1, 0, "crowd")]


def test_parts_for_which_the_condition_is_false_do_not_count() -> None:
    """Nobody warned the child, but the condition holds only for the thrower, who was warned: *kept*."""
    rule = rule_of({"when": "force", "only after": "warn", "about": "same", "if": "threat"})
    story = Story(threat={"thrower": True}).do("warn@thrower").do("force.push@crowd")
    assert verdicts(rule, story) == ["kept"]


def test_broken_targets_are_excused_together_only_if_each_has_some_exception() -> None:
    """Excused if for each of those broken some exception holds, not always the same."""
    rule = rule_of({"never": "force", "about": "same"}, unless={"gave-up": "calmed", "in-danger": "threat"})
    for_each = Story(threat={"front": True}, calmed={"thrower": True})
    assert verdicts(rule, for_each.do("force.push@front")) == ["kept under exception"]
    for_one = Story(threat={"front": True})
    assert verdicts(rule, for_one.do("force.push@front")) == ["not kept"]


def test_an_entry_without_a_target_is_not_judged() -> None:
    """Guarded words and triggers need a target: an entry without one is not judged."""
    assert verdicts(WARN_THEM, Story().do("force.push").end()) == []
    assert verdicts(WARN_THEM, Story().offer("force.push", "wait").answer("wait").end()) == []
    assert verdicts(AID_THEM, Story().do("force.push").end()) == []


# Duties


def test_a_duty_opens_for_the_named_target_alone() -> None:
    """A duty opens for the named target x alone, not for its parts."""
    assert verdicts_by_target(AID_THEM, Story().do("force.push@crowd")) == {"crowd": ["open"]}


def test_each_target_has_its_own_duty() -> None:
    """There is one memory for each target, so a second trigger about another opens a second duty."""
    story = Story().do("force.push@crowd").do("force.push@thrower").do("force.fire@crowd")
    assert verdicts_by_target(AID_THEM, story) == {"crowd": ["open"], "thrower": ["open"]}


@pytest.mark.parametrize("about", REACH)
def test_a_duty_is_done_by_an_act_about_its_target_or_a_whole_of_it(about: str) -> None:
    """It is done by an act about any y with x in reach(y)."""
    done = {
        aided for aided in REACH if verdicts(AID_THEM, Story().do(f"force.push@{about}").do(f"aid@{aided}")) == ["kept"]
    }
    assert done == {whole for whole, parts in REACH.items() if about in parts}


def test_one_act_does_every_open_duty_that_it_reaches() -> None:
    """One later act discharges every open obligation of its target."""
    story = Story().do("force.push@crowd").do("force.push@thrower").do("force.push@elder").do("aid@crowd")
    assert verdicts_by_target(AID_THEM, story) == {"crowd": ["kept"], "thrower": ["kept"], "elder": ["open"]}


def test_under_about_same_an_act_without_a_target_does_no_duty() -> None:
    """An act about nobody in particular is not an act about x."""
    assert verdicts(AID_THEM, Story().do("force.push@crowd").do("aid")) == ["open"]


@pytest.mark.parametrize("about", REACH)
def test_a_before_event_about_the_target_or_a_whole_of_it_closes_the_duty(about: str) -> None:
    """A `before:` event about y with x in reach(y) closes it."""
    closed = {
        hit for hit in REACH if verdicts(AID_THEM, Story().do(f"force.push@{about}").event(f"attack@{hit}")) != ["open"]
    }
    assert closed == {whole for whole, parts in REACH.items() if about in parts}


def test_a_before_event_without_a_target_closes_every_duty() -> None:
    """A `before:` event without target closes it."""
    story = Story().do("force.push@crowd").do("force.push@elder").event("dusk")
    assert verdicts_by_target(AID_THEM, story) == {"crowd": ["not kept"], "elder": ["not kept"]}


def test_a_condition_that_becomes_true_of_several_targets_opens_a_duty_for_each() -> None:
    """With `about: same` facts that become true are followed for each target."""
    rule = rule_of({"when becomes": "threat", "must": "aid", "about": "same"})
    story = Story().facts(threat={"crowd": True, "elder": True}).do("aid@elder").facts(threat={"child": True})
    assert verdicts_by_target(rule, story) == {"elder": ["kept"], "crowd": ["open"], "child": ["open"]}
