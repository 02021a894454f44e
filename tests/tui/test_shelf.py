"""The library: what ships, what was added, and finding it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.database import Database
from simulator.loading import load
from simulator.problems import LoadError, Problems
from tests.tui.playing import GATE, SMALL, gate, kept_after
from tui.heads import scenario_files, shipped_folder
from tui.policy import vocabulary
from tui.shelf import NotAdded, Shelf, UnknownScenario, areas


def copied(folder: Path, **changes: str) -> Path:
    """The gate in a folder of its own, with some of its text changed."""
    shutil.copy(SMALL / "area.yaml", folder)
    text = GATE.read_text()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    file = folder / GATE.name
    file.write_text(text)
    return file


@pytest.fixture
def shelf(database: Database, tmp_path: Path) -> Shelf:
    """A shelf on which nothing ships."""
    empty = tmp_path / "nothing-ships"
    empty.mkdir()
    return Shelf(database, empty)


def test_what_ships_is_listed_with_the_head_that_its_file_has() -> None:
    """A list reads only the heads of files, and says of each what the loaded scenario says."""
    for item in Shelf(None, SMALL).items():
        assert item.file is not None
        file = load(item.file, vocabulary()).file
        assert (item.id, item.title, item.level, item.minutes) == (file.id, file.title, file.level, file.play_minutes)
        assert (item.summary, item.themes, item.role) == (file.summary.strip(), file.themes, file.role)
        assert (item.content_note, item.origin) == (file.content_note, "shipped")


@pytest.mark.parametrize("file", scenario_files(shipped_folder()), ids=lambda file: file.stem)
def test_the_head_of_every_shipped_file_is_whole(file: Path) -> None:
    """No scenario that ships has a part of its head further down, where a list does not look."""
    item = next(item for item in Shelf().items() if item.file == file)
    whole = load(file, vocabulary(), areas=areas(shipped_folder())).file
    assert (item.id, item.title, item.level, item.minutes) == (whole.id, whole.title, whole.level, whole.play_minutes)
    assert (item.themes, item.role, item.content_note) == (whole.themes, whole.role, whole.content_note)


def test_what_was_added_is_found_by_its_id(shelf: Shelf) -> None:
    """A file that was added can be played without the file."""
    shelf.add(GATE)
    assert shelf.find("the-gate").hash == gate().hash
    assert shelf.find("the-gate", "police").variant == "police"
    assert [(item.id, item.origin) for item in shelf.items()] == [("the-gate", "added")]


def test_playing_a_file_does_not_add_it(shelf: Shelf, database: Database) -> None:
    """A version that was only played is kept for its runs and is not in the library."""
    kept_after(database, [])
    assert shelf.items() == []
    assert shelf.find(str(GATE)).id == "the-gate"


def test_the_version_that_was_added_last_is_the_one(shelf: Shelf, database: Database, tmp_path: Path) -> None:
    """Adding a file again replaces it, also when another version was played in between."""
    shelf.add(GATE)
    newer = shelf.add(copied(tmp_path, **{"title: The gate\n": "title: The other gate\n"}))
    kept_after(database, [])
    assert [(item.title, item.hash) for item in shelf.items()] == [("The other gate", newer.hash)]
    shelf.add(GATE)
    assert [item.title for item in shelf.items()] == ["The gate"]


def test_what_was_removed_is_gone_and_its_runs_stay(shelf: Shelf, database: Database) -> None:
    """Removing takes a scenario out of the library; a run of it can still be read."""
    shelf.add(GATE)
    kept = kept_after(database, [])
    shelf.remove("the-gate")
    assert shelf.items() == []
    assert database.scenarios.get(kept.scenario.hash) is not None
    database.runs.delete(kept.id)
    shelf.add(GATE)
    shelf.remove("the-gate")
    assert database.scenarios.get(kept.scenario.hash) is None


def test_what_ships_stays_as_it_is(database: Database) -> None:
    """A scenario that ships can be neither replaced nor removed."""
    shelf = Shelf(database, SMALL)
    with pytest.raises(NotAdded):
        shelf.add(GATE)
    with pytest.raises(NotAdded):
        shelf.remove("the-gate")


@pytest.mark.parametrize("words", ["crowd", "CROW gate", "stones", "section", "report", "the-gate", ""])
def test_search_finds_every_word_by_its_beginning(words: str) -> None:
    """Titles, summaries, roles, themes and content notes are searched, whatever the case."""
    assert "the-gate" in [item.id for item in Shelf(None, SMALL).search(words)]


def test_search_finds_nothing_where_one_word_is_missing(shelf: Shelf) -> None:
    """All words must be there; in what was added, the story's text counts too."""
    shelf.add(GATE)
    assert shelf.search("gate zebra") == []
    assert [item.id for item in shelf.search("convoy driver gas")] == []
    assert [item.id for item in shelf.search("thrower stones")] == ["the-gate"]
    assert shelf.search('"*') == []


def test_an_unknown_name_is_told_with_what_was_probably_meant() -> None:
    """A wrong letter gets a suggestion."""
    with pytest.raises(UnknownScenario, match="'the-gate'"):
        Shelf(None, SMALL).find("the-gaet")
    with pytest.raises(UnknownScenario, match="library list"):
        Shelf(None, SMALL).find("zzz")


def test_a_file_with_problems_lists_them_all(shelf: Shelf, tmp_path: Path) -> None:
    """With a collector, adding a file tells everything that is wrong with it, and adds nothing."""
    file = copied(tmp_path, **{"then: who-goes-where": "then: who-goes-there", "level: tactical": "level: tactic"})
    problems = Problems()
    with pytest.raises(LoadError):
        shelf.add(file, problems)
    assert len(problems) >= 1
    assert shelf.items() == []
