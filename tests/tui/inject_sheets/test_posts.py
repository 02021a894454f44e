"""Whom an inject goes to."""

from __future__ import annotations

from typing import get_args

import pytest

from simulator import limits
from simulator.exercise_model import Post
from simulator.problems import Place, Problems
from tui.inject_sheets.codes import codes
from tui.inject_sheets.posts import is_everybody, named, names_in
from tui.inject_sheets.seating import Seating
from tui.words import has

PLACE = Place("list.xlsx")
KNOWN: dict[str, Post] = {
    "SRSG": "head of mission",
    "HoM": "head of mission",
    "DSRSG-P": "political deputy",
    "DSRSG/RC/HC": "resident and humanitarian coordinator",
    "FC": "force commander",
    "PC": "police commissioner",
    "COS": "chief of staff",
    "CMS": "mission support",
    "DMS": "mission support",
    "JMAC": "jmac",
    "JOC": "joc",
    "POC adviser": "protection of civilians adviser",
    "HRD": "human rights",
    "CPA": "child protection adviser",
    "WPA": "women's protection adviser",
    "Women’s Protection Adviser": "women's protection adviser",
    "SWPA": "women's protection adviser",
    "GENAD": "gender adviser",
    "CAO": "civil affairs",
    "the Legal Adviser": "legal",
    "CSA": "security",
    "PIO": "strategic communications",
    "StratCom": "strategic communications",
}
NEAR: dict[str, Post] = {
    "Commander Sector East": "force commander",
    "Chief UNPOL operations": "police commissioner",
    "OCHA head of sub-office": "resident and humanitarian coordinator",
    "Child protection officer, Teren": "child protection adviser",
    "the caterer": "observer",
}


@pytest.mark.parametrize("name", KNOWN)
def test_a_post_is_known_by_the_names_that_staff_use(name: str) -> None:
    """Short or long, a usual name is that post, for certain."""
    assert (named(name).post, named(name).exact) == (KNOWN[name], True)


@pytest.mark.parametrize("name", NEAR)
def test_who_is_not_known_gets_the_nearest_post(name: str) -> None:
    """Any addressee gets some post, and it is said that it was a guess."""
    assert (named(name).post, named(name).exact) == (NEAR[name], False)


def test_every_post_has_its_words() -> None:
    """Each post of the model can be named on paper."""
    assert all(has(f"inject-sheets.post.{post.replace(' ', '-')}") for post in get_args(Post))
    assert set(KNOWN.values()) | {"observer"} == set(get_args(Post))


def test_several_addressees_are_taken_apart() -> None:
    """Commas, lines, 'and' and slashes stand between addressees, but a slash in a name does not."""
    assert names_in("SRSG, FC; PC\nJOC and HRD") == ["SRSG", "FC", "PC", "JOC", "HRD"]
    assert names_in("HoM / FC") == ["HoM", "FC"]
    assert names_in("DSRSG/RC/HC") == ["DSRSG/RC/HC"]
    assert names_in("Bravo/2 platoon") == ["Bravo/2 platoon"]


def test_two_names_of_one_post_are_one_seat() -> None:
    """Whoever is called SRSG here and HoM there sits on one chair; who is not known is told with the place."""
    problems = Problems(codes=codes())
    seating = Seating({}, problems)
    assert seating.of("SRSG", PLACE) == seating.of("HoM", PLACE) == ("head-of-mission",)
    assert seating.of("Commander Sector East, FC", PLACE) == ("commander-sector-east", "force-commander")
    assert [problem.code for problem in problems] == ["X926"]


def test_all_are_all() -> None:
    """Who writes ALL means every seat, whoever else is named beside it."""
    assert all(is_everybody(text) for text in ("ALL", "All players", "Training Audience"))
    assert Seating({}, Problems()).of("All, FC", PLACE) == ()


def test_a_hundred_addressees_fill_no_more_seats_than_there_are() -> None:
    """Beyond the last seat, what is for somebody goes to the nearest, and it is told."""
    problems = Problems(codes=codes())
    seating = Seating({}, problems)
    for number in range(100):
        assert seating.of(f"Watch officer {number}", PLACE)
    assert len(seating.seats) == limits.SEATS
    assert {problem.code for problem in problems} == {"X926", "X936"}
    last = [problem for problem in problems if problem.code == "X936"][-1]
    assert "'Watch officer 99'" in last.message
    assert last.message.endswith("goes to the seat 'Watch officer 0'.")
