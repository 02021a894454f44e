"""What the library shows: every mark counts what it shows, and filters only ever take away."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from simulator.database import Database
from tests.tui.playing import WHOLE, kept_after
from tui.browsing import Played, Selection, all_marks, marks, played_by_scenario
from tui.heads import Item

THEMES = ("children", "crowds", "reporting")


def item(id: str, level: str, component: str, minutes: int, themes: frozenset[str]) -> Item:
    """A scenario of a list."""
    return Item(id, id.title(), "", level, "Somebody", component, minutes, tuple(sorted(themes)), None, "shipped")


items = st.builds(
    item,
    st.sampled_from("abcdef"),
    st.sampled_from(["tactical", "operational", "leadership"]),
    st.sampled_from(["military", "police", "civilian"]),
    st.integers(1, 90),
    st.frozensets(st.sampled_from(THEMES)),
)
shelves = st.lists(items, max_size=6, unique_by=lambda one: one.id)
plays = st.dictionaries(st.sampled_from("abcdef"), st.builds(Played, st.integers(1, 3)), max_size=4)


@given(shelves, plays)
def test_a_mark_shows_as_many_as_it_says(shelf: list[Item], played: Mapping[str, Played]) -> None:
    """The figure beside a filter is what one gets."""
    for mark, count in all_marks(shelf, played):
        assert count == sum(Selection().toggled(mark).shows(one, played) for one in shelf) > 0


@given(shelves, plays, st.data())
def test_a_second_facet_only_takes_away(shelf: list[Item], played: Mapping[str, Played], data: st.DataObject) -> None:
    """Marks of one facet add up; another facet narrows; the same mark twice changes nothing."""
    known = [mark for mark, _ in all_marks(shelf, played)]
    if not known:
        return
    first, second = data.draw(st.sampled_from(known)), data.draw(st.sampled_from(known))
    one, both = Selection().toggled(first), Selection().toggled(first).toggled(second)
    for shown in shelf:
        if first.facet != second.facet:
            assert both.shows(shown, played) <= one.shows(shown, played)
        elif first != second:
            assert both.shows(shown, played) >= one.shows(shown, played)
    assert one.toggled(first) == Selection()


@given(shelves, plays)
def test_every_scenario_has_one_mark_of_each_facet_but_themes(shelf: list[Item], played: Mapping[str, Played]) -> None:
    """Nothing falls through a filter."""
    for one in shelf:
        facets = [mark.facet for mark in marks(one, played) if mark.facet != "theme"]
        assert sorted(facets) == ["length", "level", "played", "role"]


def test_a_search_shows_what_it_found_and_says_so() -> None:
    """What was searched for stands in words."""
    selection = Selection("women", frozenset({"a"}))
    shelf = [item("a", "tactical", "military", 5, frozenset()), item("b", "tactical", "military", 5, frozenset())]
    assert [one.id for one in shelf if selection.shows(one, {})] == ["a"]
    assert selection.told == "“women”"


def test_how_often_and_how_it_went_last(database: Database) -> None:
    """Every run counts; the last that came to an ending is named."""
    kept_after(database, WHOLE)
    kept_after(database, WHOLE[:1])
    played = played_by_scenario(database.runs.list())
    assert played["the-gate"].times == 2
    assert played["the-gate"].last is not None
    assert played["the-gate"].last.ending == "gate-open"
