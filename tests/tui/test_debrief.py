"""The debrief: people first, then what mattered, then each decision beside what policy asked."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.verdicts import Verdict
from simulator.database.notes import Note
from simulator.moves import moves
from simulator.run import Run
from simulator.scenario import Move
from tests.tui.playing import WHOLE, gate, played
from tui.debrief import Debrief, DecisionPage, debrief, decision_pages
from tui.debrief_lines import Line, feedback, first_page, lines
from tui.keeping import CHANGE
from tui.policy import assessed
from tui.written import MEANT

FIRE: tuple[Move, ...] = (("fire",), ("unknown", "no-cause"), ("open",))
GENTLE: tuple[Move, ...] = (("talk",), ("medic", "water"), ("back",), ("counted", "food"), ("open",))


@cache
def view(moves: tuple[Move, ...] = WHOLE, seed: int = 1) -> Debrief:
    run = played(gate(), moves, seed)
    return debrief(assessed(gate(), seed, run.records), gate(), run.records)


def page_of(run: Run) -> DecisionPage:
    """The page of the last decision of a run."""
    found = assessed(gate(), run.seed, run.records)
    return decision_pages(found, gate(), run.records, since=run.records[-1].n)[-1]


def texts(found: list[Line]) -> str:
    return "\n".join(f"{line.label}: {line.text}" if line.label else line.text for line in found)


def test_everybody_is_named_in_what_happened_to_people() -> None:
    """Women, men, girls, boys and the player's own soldiers each have a line, also where nothing happened."""
    assert [(people.group, people.outcomes) for people in view().people] == [
        ("women", ()),
        ("men", ("2 gassed",)),
        ("girls", ()),
        ("boys", ("1 gassed",)),
        ("your soldiers", ()),
    ]


def test_people_come_before_everything_else() -> None:
    """The first thing that page one tells is what happened to people."""
    headings = [line.text for line in first_page(view()) if line.kind == "heading"]
    assert headings[:3] == ["What happened to people", "Done well", "The decision that mattered most"]


def test_every_decision_is_there_with_what_was_chosen_and_offered() -> None:
    """Each decision has its time, what was chosen, and everything else that was on offer."""
    found = view().decisions
    assert [(page.n, page.moment.time, page.title) for page in found] == [
        (1, "06:30", "At the gate"),
        (2, "06:34", "Who goes where"),
        (3, "06:37", "Stones"),
        (4, "06:38", "The report"),
        (5, "06:40", "Eight o'clock"),
    ]
    assert found[2].chosen == ("Fire tear gas at the throwers",)
    assert found[2].others == ("Step back thirty metres", "Hold behind the wall")


def test_gas_among_children_is_the_decision_that_mattered() -> None:
    """The gravest thing that was not kept is shown with its provision, its standing and what would have kept it."""
    assert view().mattered == view().decisions[2]
    gravest = view().gravest
    assert gravest is not None
    assert (gravest.rule, gravest.verdict, gravest.critical) == ("T18", "breached", True)
    assert any("General Comment" in source for source in gravest.sources)
    assert gravest.could is not None
    assert "Step back thirty metres" in gravest.could


@pytest.mark.parametrize(
    ("rank", "standing"),
    [
        ("law", "breached"),
        ("policy", "not complied with"),
        ("guidance", "not followed"),
        ("commitment", "good practice missed"),
    ],
)
def test_only_law_is_breached(rank: str, standing: str) -> None:
    """What was not kept is called what its rank allows, and nothing else."""
    pages = (*view().decisions, *view(FIRE).decisions)
    for finding in (finding for page in pages for finding in page.findings if finding.state is Verdict.NOT_KEPT):
        assert (finding.rank == rank) == (finding.verdict == standing)


def test_a_killing_is_told_as_the_breach_of_law_that_it_is() -> None:
    """Firing at people to clear a road is critical, breached, and on page one."""
    text = texts(list(first_page(view(FIRE))))
    assert "women: 1 killed" in text
    assert "breached (critical)" in text


def test_a_rule_that_was_broken_is_not_praised_for_the_rest() -> None:
    """At one decision a rule is either said to be broken or said to be kept."""
    for page in (*view().decisions, *view(FIRE).decisions):
        broken = {finding.rule for finding in page.findings if finding.broken}
        assert not broken & {finding.rule for finding in page.findings if not finding.broken}


def test_what_was_done_well_was_never_broken() -> None:
    """Praise is for two different rules at most, kept throughout the run."""
    praised = [finding.rule for finding in view().done_well]
    broken = {finding.rule for page in view().decisions for finding in page.findings if finding.broken}
    assert 1 <= len(praised) <= 2
    assert len(set(praised)) == len(praised)
    assert not broken & set(praised)


def test_nothing_broken_is_said() -> None:
    """A run that broke nothing has no decision that mattered most, and says so."""
    gentle = view(GENTLE)
    assert (gentle.mattered, gentle.gravest, gentle.critical) == (None, None, ())
    assert "Nothing that you did went against policy." in texts(list(first_page(gentle)))


def test_unlucky_is_not_wrong() -> None:
    """Where chance went against a decision that broke nothing, that is said; where it went well, nothing is."""
    said = {}
    for seed in range(8):
        page = page_of(played(gate(), GENTLE[:3], seed))
        hurt = bool(page.people)
        said[hurt] = page.luck
        assert bool(page.luck) == (hurt and not any(finding.broken for finding in page.findings))
    assert set(said) == {True, False}
    assert said[True] == "Chance went against you here (1 in 3), and you broke nothing. Unlucky is not wrong."


def test_every_finding_names_its_provision() -> None:
    """Whatever policy asked, the debrief says where it stands."""
    for page in (*view().decisions, *view(FIRE).decisions):
        assert all(finding.sources and finding.citations for finding in page.findings)
    text = texts(list(lines(view())))
    assert text.count("Policy asked:") <= text.count("Provision:")


def test_all_three_sides_of_feedback_are_there() -> None:
    """Law and policy, tactical, political, and where they pull apart."""
    text = texts(list(lines(view(FIRE))))
    for label in ("Policy asked", "Verdict", "Tactical", "Political", "Where the sides pull apart"):
        assert f"{label}: " in text


def test_feedback_is_brief() -> None:
    """After a decision coached mode names what was not kept and its provision, without the whole reasoning."""
    found = list(feedback(page_of(played(gate(), WHOLE[:3]))))
    text = texts(found)
    assert "Breached (critical): Nothing that strikes an area where children are" in text
    assert "Now asked of you: Report every use of force" in text
    assert "would have kept it" not in text


def test_an_abandoned_run_has_a_debrief_and_no_result() -> None:
    """Stopping keeps the findings; objectives are open, and what is still due is said."""
    run = played(gate(), WHOLE[:3])
    run.stop()
    found = debrief(assessed(gate(), 1, run.records), gate(), run.records)
    assert found.abandoned
    assert {result for _, result in found.objectives} == {"open: the run has no result"}
    assert [finding.rule for finding in found.unsettled] == ["T08"]
    assert "no result" in texts(list(first_page(found)))


def test_a_timeout_is_told_as_one() -> None:
    """A decision that time took is told as such, with the default that was played."""
    run = played(gate(), WHOLE[:2])
    run.timeout()
    page = page_of(run)
    assert (page.timed_out, page.chosen) == (True, ("Hold behind the wall",))
    assert page.others == ("Step back thirty metres", "Fire tear gas at the throwers")


def test_gauges_are_shown_from_start_to_end() -> None:
    """Tension is told in numbers with its range, never as a score."""
    assert [(gauge.title, gauge.start, gauge.low, gauge.high) for gauge in view().gauges] == [("Tension", 2, 0, 5)]


@given(st.data())
def test_any_run_can_be_debriefed(data: st.DataObject) -> None:
    """Whatever was played, and wherever it stopped, the debrief tells each decision once."""
    run = Run.start(gate(), data.draw(st.integers(0, 99)))
    for _ in range(data.draw(st.integers(0, 7))):
        if run.finished:
            break
        run.decide(data.draw(st.sampled_from(list(moves(gate(), run.state)))))
    found = debrief(assessed(gate(), run.seed, run.records), gate(), run.records)
    assert [page.record for page in found.decisions] == [record.n for record in run.records[1:]]
    assert all(line.text or line.label for line in lines(found))


def test_not_choosing_otherwise_is_no_deed() -> None:
    """What was kept only by not choosing otherwise is said as that, is not praised, and coached mode leaves it out."""
    gentle = view(GENTLE)
    refrained = [found for page in gentle.decisions for found in page.findings if found.refrained]
    assert {found.verdict for found in refrained} == {"kept, by not choosing otherwise"}
    assert [found.rule for found in view().done_well if found.refrained] == []
    said = texts(list(feedback(gentle.decisions[2])))
    assert "not choosing otherwise" not in said
    assert not any(found.rule in said for found in gentle.decisions[2].findings if found.refrained)


def test_coached_mode_does_not_tell_what_the_next_scene_asks() -> None:
    """A duty that the next scene opens is not told before that scene is read; the player's own act is."""
    opened = [found for page in view().decisions for found in (*page.findings, *page.opened) if found.opened_by]
    assert {found.opened_by for found in opened} >= {"act"}
    run = played(gate(), WHOLE[:3])
    page = page_of(run)
    assert "Report every use of force" in texts(list(feedback(page)))
    coming = [replace(found, opened_by="scene") for found in page.findings if found.state is Verdict.OPEN]
    assert coming
    quiet = replace(page, findings=tuple(coming), opened=())
    assert "Now asked of you" not in texts(list(feedback(quiet)))


def test_notes_stand_at_their_decision() -> None:
    """The player's own notes, form fields and what was meant are told where they belong; what is written last, last."""
    run = played(gate(), WHOLE)
    notes = [
        Note(3, None, "Where is the boy?"),
        Note(3, MEANT, "Smoke, I thought."),
        Note(3, MEANT, "Only smoke."),
        Note(4, "remarks", "Two are missing."),
        Note(5, CHANGE, "3"),
        Note(6, None, "I will sleep badly."),
    ]
    found = debrief(assessed(gate(), 1, run.records), gate(), run.records, notes=notes)
    assert [(note.label, note.text) for note in found.page(3).notes] == [
        ("Your note", "Where is the boy?"),
        ("You meant", "Only smoke."),
    ]
    assert [(note.label, note.text) for note in found.page(4).notes] == [("Remarks", "Two are missing.")]
    assert [note.text for note in found.notes] == ["I will sleep badly."]
    text = texts(list(lines(found)))
    assert "This was recorded as: Use a means that strikes an area" in text
    assert text.index("You meant: Only smoke.") > text.index("This was recorded as")
    assert "I will sleep badly." in text


def test_tomorrow_comes_from_what_was_missed() -> None:
    """The objective with the gravest finding first, then any that was missed, then the scenario's own sentence."""
    scenario = gate()
    first, second = scenario.file.objectives
    area = first.replaced(id="area", rules=("T18",), for_tomorrow="Look for children.")
    report = second.replaced(rules=("T17",), for_tomorrow="Speak first.")
    own = {"for_tomorrow": "Sleep."}

    def told(objectives: list[object], moves: tuple[Move, ...] = WHOLE) -> str | None:
        file = scenario.file.replaced(**{"objectives": tuple(objectives), **own})
        changed = replace(scenario, file=file)
        run = played(gate(), moves)
        return debrief(assessed(changed, 1, run.records), changed, run.records).tomorrow

    assert told([report, area]) == "Look for children."
    assert told([report]) == "Speak first."
    assert told([first]) == "Sleep."
    assert told([report, area], GENTLE) == "Sleep."
