"""What was still possible, looked for in a process of its own, kept with the run, and said in words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scoring.proofs.values.harm import Harm, HarmLine, Outlook
from scoring.proofs.values.harm_search import harm
from scoring.proofs.values.possible import Choice, Possible, PossibleInRun
from scoring.proofs.values.possible_search import possible
from simulator.database import Database
from simulator.run import Run
from tests.tui.playing import WHOLE, gate, kept_after, played
from tui.debrief_lines import Line, lines
from tui.judging import debrief_of_run
from tui.policy import rulebook
from tui.still_possible import Looking, harm_sentences, keep, kept, sentence, sentences

LONGEST = 60
"""Seconds to wait for the process on a busy machine."""


def through(run: Run) -> Looking:
    """A search that has ended, well or not."""
    looking = Looking(run, lambda: None)
    looking.begin()
    assert looking.wait(LONGEST)
    return looking


def test_another_process_finds_what_is_to_be_found(looks: None) -> None:
    """Everything that a search in this process finds, in the order of the decisions."""
    run = played(gate(), WHOLE)
    here = sorted(possible(gate(), rulebook(), run.seed, run.records), key=lambda each: each.record)
    found = through(run).found
    assert found.decisions == tuple(here)
    assert found.harm == tuple(harm(gate(), run.seed, run.records))


def test_what_was_found_is_kept_with_the_run(looks: None, database: Database) -> None:
    """The next debrief knows it at once, and a report says it too."""
    play = kept_after(database, WHOLE)
    assert kept(database, play.id) is None
    looking = through(play.run)
    looking.finish(play)
    assert kept(database, play.id) == looking.found
    again = Looking(play.run, lambda: None)
    again.look(play)
    assert again.found == looking.found
    said = [line.text for line in lines(debrief_of_run(database, database.runs.list()[0]))]
    assert set(sentences(looking.found, gate()).values()) <= set(said)


def test_a_search_that_is_stopped_keeps_nothing(looks: None, database: Database) -> None:
    """Half of an answer is not kept as the whole."""
    play = kept_after(database, WHOLE)
    looking = Looking(play.run, lambda: None)
    looking.begin()
    looking.finish(play)
    assert kept(database, play.id) is None


def test_without_numpy_nothing_is_said(looks: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The debrief is what it was, and no error is shown."""
    (tmp_path / "numpy.py").write_text("raise ImportError('not installed')")
    monkeypatch.syspath_prepend(tmp_path)
    looking = Looking(played(gate(), WHOLE), lambda: None)
    looking.begin()
    assert looking.wait(LONGEST)
    assert (looking.found, looking.through) == (PossibleInRun(), False)


def test_a_debrief_that_looks_for_it_needs_no_numpy() -> None:
    """What computes is in the other process alone."""
    program = "import sys, tui.still_possible, tui.debrief; print('numpy' in sys.modules, 'pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def decision(taken: str, after: str, *others: str, broken: bool = False) -> Possible:
    """A decision that left this open, beside others."""
    choices = tuple(Choice(move=(str(n),), hope=hope) for n, hope in enumerate(others))  # type: ignore[arg-type]
    return Possible(record=1, rules=(), broken=broken, before="some way", taken=taken, after=after, others=choices)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (
            decision("never", "never", "surely", "some way", "never"),
            "After this, no way on kept everything; 2 other choices still had a way.",
        ),
        (
            decision("never", "never", "with luck", broken=True),
            "After this, no way on kept everything else; one other choice still had a way.",
        ),
        (
            decision("with luck", "never", "with luck"),
            "Chance decided here, and went against you: before the draw, everything could still be kept.",
        ),
        (
            decision("with luck", "never", "surely"),
            (
                "Chance decided here: before the draw, everything could still be kept. "
                "Another choice did not leave it to chance."
            ),
        ),
        (
            decision("surely", "surely", "never", "surely"),
            "After this, everything could still be kept; one other choice would have lost that.",
        ),
        (decision("not known", "not known"), "Whether everything could still be kept after this is not known."),
        (decision("surely", "surely", "surely"), None),
    ],
)
def test_it_is_said_in_words(found: Possible, says: str | None) -> None:
    """Wrong and unlucky are told apart, and what is not known is said to be so."""
    assert sentence(found) == says


def test_a_decision_of_the_debrief_says_it(database: Database) -> None:
    """Below what policy asked, before what else was offered."""
    play = kept_after(database, WHOLE)
    keep(database, play.id, PossibleInRun(decisions=(decision("never", "never", "surely"),)))
    view = debrief_of_run(database, database.runs.list()[0])
    said = "After this, no way on kept everything; one other choice still had a way."
    assert [page.still for page in view.decisions] == [said, None, None, None, None]
    assert Line("text", said) in list(lines(view))


def line(name: str, before: int, taken: int, after: int) -> HarmLine:
    """So many at least, before a decision, when it was taken, and after chance was drawn."""
    least = [Outlook(least=n, most=9, expected=5.0) for n in (before, taken, after)]
    return HarmLine(line=name, before=least[0], taken=least[1], after=least[2])


def test_what_became_certain_for_people_is_said_the_gravest_first() -> None:
    """Two lines at most; what chance did is told apart; what did not rise is not said."""
    lines = (line("men.hurt", 0, 2, 2), line("women.hurt", 0, 0, 3), line("peacekeepers.killed", 0, 1, 1))
    assert list(harm_sentences(Harm(record=1, lines=lines), gate())) == [
        (
            "After this, at least 1 killed among your soldiers could no longer be avoided; "
            "before it, it could still have been 0."
        ),
        "After this, at least 2 hurt among men could no longer be avoided; before it, it could still have been 0.",
    ]
    assert list(harm_sentences(Harm(record=1, lines=lines[1:2]), gate())) == [
        "Chance decided here: at least 3 hurt among women, where this choice could still have come to 0."
    ]
    assert list(harm_sentences(Harm(record=1, lines=(line("men.hurt", 2, 2, 2),)), gate())) == []


def test_both_stand_in_one_line_of_the_decision() -> None:
    """What it did to keeping everything, then what it did for people."""
    found = PossibleInRun(
        decisions=(decision("never", "never", "surely"),), harm=(Harm(record=1, lines=(line("men.hurt", 0, 1, 1),)),)
    )
    (said,) = sentences(found, gate()).values()
    assert said.startswith("After this, no way on kept everything;")
    assert said.endswith("it could still have been 0.")
