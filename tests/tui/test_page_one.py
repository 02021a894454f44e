"""Page one of the debrief: one page at 80x24, and no sentence cut."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from simulator.run import Run
from tests.endings import ways_to_endings
from tests.tui.test_debrief import FIRE, GENTLE, view
from tui.debrief import Debrief, debrief
from tui.heads import scenario_files, shipped_folder
from tui.page_one import CUTS, head, page_one
from tui.policy import assessed
from tui.shelf import Shelf

WIDTH, HEIGHT = 77, 22
"""Columns and rows of page one in a terminal of 80x24."""

ROOMY = 200


@cache
def shipped() -> tuple[Debrief, ...]:
    """The debrief of a run to each ending of each scenario that ships."""
    found = []
    for file in scenario_files(shipped_folder()):
        scenario = Shelf(None).find(file.stem)
        for way in ways_to_endings(scenario).values():
            run = Run.start(scenario, way.seed)
            for move in way.moves:
                run.decide(move)
            found.append(debrief(assessed(scenario, way.seed, run.records), scenario, run.records))
    return tuple(found)


def told(found: Debrief, width: int = WIDTH, height: int = HEIGHT) -> str:
    return "\n".join(row.text for row in page_one(found, width, height))


def test_page_one_of_every_ending_that_ships_fits_one_page() -> None:
    """At 80x24 there is nothing to scroll, and no line is too wide."""
    for found in shipped():
        rows = page_one(found, WIDTH, HEIGHT)
        assert len(rows) <= HEIGHT, told(found)
        assert max(len(row.text) for row in rows) <= WIDTH


def test_what_must_stay_stays() -> None:
    """Everybody, what was chosen, what policy asked, each critical rule and the line for tomorrow are always there."""
    for found in shipped():
        text = " ".join(told(found).split())
        assert all(people.group in text for people in found.people)
        assert all(critical.rule in text for critical in found.critical)
        assert found.tomorrow is None or " ".join(found.tomorrow.split()) in text
        if found.mattered is not None and found.gravest is not None:
            assert " + ".join(found.mattered.chosen) in text
            assert found.gravest.title in text


def test_with_room_nothing_is_left_out() -> None:
    """In a tall terminal all options and both other sides are there, and nothing says that there is more."""
    text = " ".join(told(view(FIRE), height=ROOMY).split())
    for words in ("Also offered", "Tactical", "Political", "Pulls apart"):
        assert words in text
    assert "More: Enter." not in text


def test_things_are_left_out_in_a_fixed_order() -> None:
    """Each way of cutting shows no more than the one before it."""
    lengths = [len(page_one(view(FIRE), WIDTH, height)) for height in range(60, 5, -1)]
    assert lengths == sorted(lengths, reverse=True)
    assert [cut.political for cut in CUTS] == sorted((cut.political for cut in CUTS), reverse=True)
    assert [cut.tactical for cut in CUTS] == sorted((cut.tactical for cut in CUTS), reverse=True)


def test_who_was_not_hurt_is_named_too() -> None:
    """Groups to whom nothing happened stand together at the end."""
    assert "men: 2 gassed   boys: 1 gassed\n  women, girls, your soldiers: nobody was hurt" in told(view())


def test_a_run_that_broke_nothing_says_so() -> None:
    """There is no decision that mattered most, and the page says why."""
    assert "Nothing that you did went against policy." in told(view(GENTLE))


def test_care_is_offered_after_what_is_hard() -> None:
    """One plain sentence where the scenario has a content note, and none where it has not."""
    assert "W says what helps" in told(view())
    assert "W says what helps" not in told(replace(view(), content_note=None))


def test_tomorrow_has_no_heading_without_a_sentence() -> None:
    """The heading comes with its sentence, or not at all."""
    assert "FOR TOMORROW" not in told(replace(view(), tomorrow=None))
    assert told(replace(view(), tomorrow="Look first.", content_note=None)).endswith("FOR TOMORROW\n  Look first.")


@pytest.mark.parametrize("width", [5, 20, 40, 77])
def test_any_width_will_do(width: int) -> None:
    """However narrow the terminal is, every word is there."""
    assert "breached" in "".join(told(view(FIRE), width).split())


def test_the_first_line_says_what_was_played_and_how_it_ended() -> None:
    """Title, mode and minutes, then the ending; a run that was stopped has no result."""
    assert head(view()) == ("The gate · practice · 15 minutes", "ending: The gate opens")
    assert head(replace(view(), abandoned=True))[1] == "stopped: no result"
