"""From a run's log to the trace that rules see."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given

from scoring.from_log import decisions, entries_after, trace_of
from scoring.trace import Entry, Facts
from simulator.moves import INJECT, STOP
from simulator.run import Run, history
from tests.random_scenarios import walks
from tests.small import scene, small


def told(run: Run) -> list[tuple[Any, ...]]:
    """The entries of a run's trace in short: kind, minute, decision, and the word with its target."""
    entries = trace_of(run.scenario, run.records).entries
    return [(e.kind, e.minute, e.decision, *([e.word, e.target] if e.word else [])) for e in entries]


def of_kind(run: Run, *kinds: str) -> list[Entry]:
    """The entries of these kinds."""
    return [entry for entry in trace_of(run.scenario, run.records).entries if entry.kind in kinds]


def holds(facts: Facts, name: str, about: str | None = None) -> object:
    """What a fact is."""
    return facts[(name, about)]


WALK = scene(
    {
        "talk": {"acts": [{"talk": "crowd"}, "wait"], "ends with": ["report"], "takes": 5, "then": "second"},
        "leave": {"takes": 1, "then": "end"},
    },
    set={"children.present": True},
    events=[{"alert": "crowd"}],
)
SECOND = scene({"go": {"acts": ["aid"], "set": {"children.present": False, "regime": "war"}, "then": "end"}})


def test_a_run_as_rules_see_it() -> None:
    """Facts as they start, what the first scene brings, then each decision: offer, move, acts, and the ending."""
    run = Run.start(small({"first": WALK, "second": SECOND}), 1)
    run.decide(("talk",))
    run.decide(("go",))
    assert told(run) == [
        ("facts", 0, 0),
        ("facts", 0, 0),
        ("event", 0, 0, "alert", "crowd"),
        ("offer", 0, 1),
        ("move", 0, 1),
        ("act", 0, 1, "talk", "crowd"),
        ("act", 0, 1, "wait", None),
        ("act", 5, 1, "report", None),
        ("offer", 5, 2),
        ("move", 5, 2),
        ("act", 5, 2, "aid", None),
        ("facts", 5, 2),
        ("end", 6, 2),
    ]


def test_the_trace_has_the_scenarios_targets_card_and_start_of_day() -> None:
    """The reach of each target, the card of the player's role, and the minute of the day at minute 0."""
    run = Run.start(small({"first": WALK, "second": SECOND}), 1)
    trace = trace_of(run.scenario, run.records)
    assert trace.reach["crowd"] == ("crowd", "front", "thrower")
    assert trace.card["report"] == 20
    assert trace.starts == 6 * 60 + 30


def test_the_first_entry_holds_the_facts_as_the_scenario_starts() -> None:
    """At minute 0, whatever the first scene then sets."""
    run = Run.start(small({"first": WALK, "second": SECOND}, facts={"regime": "war"}), 1)
    first, second = of_kind(run, "facts")
    assert (first.minute, holds(first.held, "regime"), holds(first.held, "children.present")) == (0, "war", False)
    assert holds(second.held, "children.present") is True


def test_effects_that_apply_together_make_one_entry() -> None:
    """Two facts that one move sets are one `facts` entry, at the minute of the effects."""
    run = Run.start(small({"first": WALK, "second": SECOND}), 1)
    run.decide(("talk",))
    before = len(of_kind(run, "facts"))
    run.decide(("go",))
    (change,) = of_kind(run, "facts")[before:]
    assert change.minute == 5
    assert (holds(change.held, "children.present"), holds(change.held, "regime")) == (False, "war")


def test_what_applies_at_different_times_makes_several_entries() -> None:
    """The move's effects, an inject at its own minute and the next scene's `set` are one entry each."""
    first = scene({"go": {"set": {"children.present": True}, "takes": 10, "then": "second"}})
    second = scene({"go": {"then": "end"}}, set={"children.present": False})
    injects = {"radio": {"at": 4, "set": {"regime": "war"}}}
    run = Run.start(small({"first": first, "second": second}, injects=injects), 1)
    run.decide(("go",))
    changes = of_kind(run, "facts")[1:]
    assert [entry.minute for entry in changes] == [0, 4, 10]
    assert [holds(entry.held, "regime") for entry in changes] == ["peace", "war", "war"]
    assert [holds(entry.held, "children.present") for entry in changes] == [True, True, False]


def test_variables_are_hidden_truth() -> None:
    """Rules never read the scenario's own variables: they are in no `held`, and their changes make no entry."""
    first = scene({"go": {"set": {"ready": True}, "then": "end"}})
    run = Run.start(small({"first": first}, state={"ready": {"flag": False}}), 1)
    run.decide(("go",))
    assert len(of_kind(run, "facts")) == 1
    assert all(name != "ready" for entry in of_kind(run, "facts", "offer", "end") for name, _ in entry.held)


def test_what_is_true_of_a_group_is_true_of_its_parts() -> None:
    """A fact about the whole is one about each part, in one entry."""
    first = scene({"go": {"set": {"threat(front)": True}, "then": "end"}})
    run = Run.start(small({"first": first}, facts={"threat(crowd)": False}), 1)
    run.decide(("go",))
    (change,) = of_kind(run, "facts")[1:]
    assert [holds(change.held, "threat", who) for who in ("crowd", "front", "thrower")] == [False, True, True]


def test_an_act_carries_what_held_before_the_move() -> None:
    """Acts and *ends with* acts alike, whatever the move brought about; events carry what holds now."""
    option = {
        "acts": ["talk"], "set": {"children.present": True}, "ends with": ["report"], "takes": 2, "then": "second"
    }  # fmt: skip
    second = scene({"go": {"then": "end"}}, events=["arrival"])
    run = Run.start(small({"first": scene({"go": option}), "second": second}), 1)
    run.decide(("go",))
    acts = [(act.word, act.closing, holds(act.held, "children.present")) for act in of_kind(run, "act")]
    assert acts == [("talk", False, False), ("report", True, False)]
    (arrival,) = of_kind(run, "event")
    assert holds(arrival.held, "children.present") is True


def test_an_offer_holds_each_options_acts_in_order_its_ends_with_acts_last() -> None:
    """Only options that are on offer, as the scene offers them."""
    hidden = {"when": "children.present", "acts": ["warn"], "then": "end"}
    options = {
        "talk": {"acts": [{"talk": "crowd"}, "wait"], "ends with": ["report"], "then": "end"},
        "leave": {"then": "end"},
        "hidden": hidden,
    }
    run = Run.start(small({"first": scene(options)}), 1)
    (offer,) = of_kind(run, "offer")
    assert offer.offered == ((("talk", "crowd"), ("wait", None), ("report", None)), ())
    assert holds(offer.held, "children.present") is False


def test_in_a_selection_each_option_has_the_shared_ending_acts() -> None:
    """A selection is offered option by option; what was chosen is done in file order."""
    options = {
        "north": {"label": "North", "acts": [{"warn": "front"}]},
        "south": {"label": "South", "acts": [{"aid": "crowd"}]},
    }
    select = {"budget": 2, "unit": "teams", "ends with": ["report"], "takes": 3, "then": "end", "options": options}
    run = Run.start(small({"first": {"title": "Teams", "text": "Send teams.", "select": select}}), 1)
    run.decide(("north", "south"))
    (offer,) = of_kind(run, "offer")
    assert offer.offered == ((("warn", "front"), ("report", None)), (("aid", "crowd"), ("report", None)))
    assert [(e.word, e.minute, e.closing) for e in of_kind(run, "act")] == [
        ("warn", 0, False), ("aid", 0, False), ("report", 3, True)
    ]  # fmt: skip


def test_a_selection_of_nothing_is_an_answer() -> None:
    """Where a scene asks for none at least, choosing none is a move with no acts of its own."""
    select = {
        "budget": 2, "unit": "teams", "at least": 0, "ends with": ["report"], "then": "end",
        "options": {"north": {"label": "North", "acts": ["warn"]}},
    }  # fmt: skip
    run = Run.start(small({"first": {"title": "Teams", "text": "Send teams.", "select": select}}), 1)
    run.decide(())
    assert told(run)[2:] == [("move", 0, 1), ("act", 1, 1, "report", None), ("end", 1, 1)]


def test_a_form_is_offered_field_by_field() -> None:
    """Each answer that a field offers has its acts; free text is nothing to rules."""
    fields = {
        "what": {"label": "What", "options": {"fire": {"label": "Fire", "acts": ["report"]}, "no": {"label": "No"}}},
        "who": {"label": "Who", "options": {"all": {"label": "All", "acts": [{"aid": "crowd"}]}}},
        "more": {"label": "More", "free text": True},
    }
    form = {"title": "A report", "takes": 2, "then": "end", "fields": fields}
    run = Run.start(small({"first": {"title": "Report", "text": "Write it.", "form": form}}), 1)
    run.decide(("fire", "all"))
    (offer,) = of_kind(run, "offer")
    assert offer.offered == ((("report", None),), (), (("aid", "crowd"),))
    assert [entry.word for entry in of_kind(run, "act")] == ["report", "aid"]


def test_a_timeout_marks_its_move_and_its_acts() -> None:
    """The default's acts are marked, *ends with* acts too; those of other moves are not."""
    options = {"hold": {"acts": ["wait"], "ends with": ["report"], "then": "first"}, "go": {"then": "end"}}
    timed = {"decide within": "30 s", "by default": "hold"}
    run = Run.start(small({"first": scene(options, **timed)}), 1)
    run.timeout()
    run.decide(("hold",))
    marked = [(e.decision, e.kind, e.timeout) for e in of_kind(run, "move", "act")]
    assert marked == [(1, k, True) for k in ("move", "act", "act")] + [(2, k, False) for k in ("move", "act", "act")]


def test_an_inject_by_hand_belongs_to_the_decision_before_it() -> None:
    """It is no answer: it takes no number, and the same decision is offered again."""
    injects = {"news": {"by hand": {"from": 0, "to": 60, "at most": 2}, "events": [{"alert": "crowd"}]}}
    run = Run.start(small({"first": WALK, "second": SECOND}, injects=injects), 1)
    run.inject("news")
    run.decide(("talk",))
    run.inject("news")
    run.decide(("go",))
    assert [(e.kind, e.decision) for e in of_kind(run, "offer", "move", "event")] == [
        ("event", 0), ("offer", 1), ("event", 0), ("offer", 1), ("move", 1), ("offer", 2), ("event", 1), ("offer", 2),
        ("move", 2),
    ]  # fmt: skip
    assert [record.move for record in decisions(run.records)] == [("talk",), ("go",)]


def test_stopping_is_no_answer() -> None:
    """The run is abandoned: an `end` so marked, no `move`, and it comes last among the decisions."""
    run = Run.start(small({"first": WALK, "second": SECOND}), 1)
    run.decide(("talk",))
    run.stop()
    assert [entry.decision for entry in of_kind(run, "move")] == [1]
    (end,) = of_kind(run, "end")
    assert (end.abandoned, end.minute) == (True, 5)
    assert [record.move for record in decisions(run.records)] == [("talk",), STOP]


def test_an_ending_says_what_the_relief_takes_on() -> None:
    """`hands over` of the ending that was reached."""
    ending = {"title": "Relief", "text": "Relieved.", "ending": {"title": "Relief", "hands over": ["report"]}}
    run = Run.start(small({"first": scene({"go": {"then": "relief"}}), "relief": ending}), 1)
    run.decide(("go",))
    (end,) = of_kind(run, "end")
    assert (end.hands_over, end.abandoned) == (("report",), False)


def test_while_the_run_goes_on_the_last_entry_is_the_offer() -> None:
    """Nothing is said of what has not happened."""
    run = Run.start(small({"first": WALK, "second": SECOND}), 1)
    assert told(run)[-1] == ("offer", 0, 1)


# Any run


@given(walks())
def test_any_trace_is_well_formed(run: Run) -> None:
    """It begins with facts at minute 0, time never goes back, and each answered decision was offered first.

    Between an answer's `move` and the next `offer` everything belongs to that decision.
    """
    entries = trace_of(run.scenario, run.records).entries
    assert (entries[0].kind, entries[0].minute, entries[0].decision) == ("facts", 0, 0)
    assert all(a.minute <= b.minute for a, b in pairwise(entries))
    answered = 0
    for entry, nearest in zip(entries[1:], entries, strict=False):
        if entry.kind == "offer":
            assert entry.decision == answered + 1
        elif entry.kind == "move":
            assert (nearest.kind, nearest.decision) == ("offer", entry.decision)
            assert entry.held == nearest.held
            answered = entry.decision
        else:
            assert entry.decision == answered
    answers = [r for r in run.records[1:] if r.move[:1] != (INJECT,) and r.move != STOP]
    assert answered == len(answers)
    assert (entries[-1].kind == "end") is run.finished


@given(walks())
def test_acts_and_events_are_those_of_the_log(run: Run) -> None:
    """None is left out and none is added, in the order of the log."""
    kinds = {"act": "act", "closing": "act", "event": "event"}
    logged = [
        (kinds[str(entry[0])], entry[1], entry[2], entry[3])
        for record in run.records
        for entry in record.entries
        if entry[0] in kinds
    ]
    assert [(e.kind, e.minute, e.word, e.target) for e in of_kind(run, "act", "event")] == logged


@given(walks())
def test_what_is_held_is_what_the_state_holds(run: Run) -> None:
    """At each offer the facts are those of the state, and nothing else."""
    states = history(run.scenario, run.seed, run.records)
    after = [state for state, record in zip(states[1:], run.records, strict=True) if record.entries[-1][0] == "offered"]
    words = run.scenario.vocabulary.facts
    for state, offer in zip(after, of_kind(run, "offer"), strict=True):
        named = zip(run.scenario.names, state.values, strict=True)
        assert offer.held == {(name.name, name.about): value for name, value in named if name.name in words}


@given(walks())
def test_one_more_record_can_be_read_from_the_state_before_it(run: Run) -> None:
    """What a step adds to the trace follows from the state before it, as often as it is asked."""
    states = history(run.scenario, run.seed, run.records)
    for at, record in enumerate(run.records[1:], 1):
        if record.move[:1] == (INJECT,) or record.move == STOP:
            continue
        n = len(decisions(run.records[: at + 1]))
        before = len(trace_of(run.scenario, run.records[:at]).entries)
        added = trace_of(run.scenario, run.records[: at + 1]).entries[before:]
        assert list(entries_after(run.scenario, states[at], n, [record] * 2)) == [(record, added)] * 2
