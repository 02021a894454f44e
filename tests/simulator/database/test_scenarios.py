"""Scenario versions: kept once by hash, found by words, removed only when nobody needs them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from simulator.database import Database
from simulator.database.errors import InUse, NotFound
from tests.simulator.database.stories import BEGUN, add_scenario, begin

json_data = st.dictionaries(
    st.text(max_size=5),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=10,
    ),
    max_size=5,
)

same_database = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def hashes(db: Database, text: str) -> list[str]:
    return [row.hash for row in db.scenarios.search(text)]


@same_database
@given(data=json_data)
def test_a_version_comes_back_as_it_was_stored(db: Database, data: dict[str, object]) -> None:
    """Any plain data is the same after it was kept, in the same order."""
    hash = str(data)
    db.scenarios.add(hash, "any", "Any", data, words="", added=BEGUN)
    version = db.scenarios.get(hash)
    assert version is not None
    assert version.data == data
    assert list(version.data) == list(data)
    assert (version.hash, version.scenario_id, version.title, version.added) == (hash, "any", "Any", BEGUN)


def test_adding_a_version_twice_keeps_it_once(db: Database) -> None:
    """The second time changes nothing, not even the time at which it was added."""
    before = db.scenarios.list()
    db.scenarios.add("h1", "crowd", "The crowd", {"id": "crowd"}, words="other", added="2030-01-01T00:00:00Z")
    assert db.scenarios.list() == db.scenarios.versions("crowd") == before


def test_the_latest_version_is_the_one_added_last(db: Database) -> None:
    """A changed scenario has a new latest version, and one that was changed back has its old one again."""
    add_scenario(db, "h2")
    assert [row.hash for row in db.scenarios.versions("crowd")] == ["h2", "h1"]
    add_scenario(db, "h1")
    latest = db.scenarios.latest("crowd")
    assert latest is not None
    assert latest.hash == "h1"
    assert [row.hash for row in db.scenarios.versions("crowd")] == ["h1", "h2"]
    assert [row.hash for row in db.scenarios.list()] == hashes(db, "crowd") == ["h1"]


def test_what_is_not_there_is_none(db: Database) -> None:
    """Asking for an unknown version or scenario is answered, not refused."""
    assert db.scenarios.get("nothing") is None
    assert db.scenarios.latest("nothing") is None
    assert db.scenarios.versions("nothing") == []


def test_words_are_found_by_their_beginnings_in_any_case_and_accent(db: Database) -> None:
    """`cafe roa` finds *The café on the road*; every word must be there; title comes before text."""
    db.scenarios.add("h2", "cafe", "The café on the road", {}, words="elders", added=BEGUN)
    db.scenarios.add("h3", "roadblock", "The block", {}, words="no elder, a café nearby", added=BEGUN)
    assert hashes(db, "CAFE roa") == ["h2", "h3"]
    assert hashes(db, "café") == ["h2", "h3"]
    assert hashes(db, "elder nearb") == ["h3"]
    assert hashes(db, "elder nowhere") == []
    assert hashes(db, "women") == ["h1"]


def test_looking_for_nothing_finds_everything(db: Database) -> None:
    """An empty search box shows the library."""
    add_scenario(db, "h2", "other", "Another")
    assert db.scenarios.search("") == db.scenarios.search(" \t\n") == db.scenarios.list()


@same_database
@given(text=st.text(alphabet=st.characters(), max_size=60) | st.text('"*()^:+-{}\0 ANDORNEAR', max_size=40))
@example('"')
@example("title: crowd")
@example("crowd AND NOT (")
@example("NEAR(crowd, 2)")
@example("* - ^ + { } : _")
@example("\0crowd\udcff")
@example("a." * 100_000)
@example("x " * 100_000)
def test_no_query_is_obeyed_or_refused(db: Database, text: str) -> None:
    """Whatever is typed is looked for, never read as a command, and never an error."""
    assert set(hashes(db, text)) <= {"h1"}


@same_database
@given(word=st.sampled_from(["women", "road", "crowd"]), odd=st.text('"*()^:+-_{}\0\t ', max_size=12))
def test_signs_around_a_word_do_not_hide_it(db: Database, word: str, odd: str) -> None:
    """Quotes, brackets and operators around a word leave it findable."""
    assert hashes(db, f"{odd} {word} {odd}") == ["h1"]


def test_a_version_that_was_played_stays(db: Database) -> None:
    """A version is not removed while there are runs of it, and can be removed afterwards."""
    begin(db)
    with pytest.raises(InUse, match="number of runs: 1"):
        db.scenarios.remove("h1")
    assert db.scenarios.get("h1") is not None
    db.runs.delete("r1")
    db.scenarios.remove("h1")
    assert db.scenarios.get("h1") is None
    assert hashes(db, "women") == []


def test_a_removed_version_takes_its_proof_sheets_along(db: Database) -> None:
    """Removing a version removes what was proved about it, and makes the one before it the latest."""
    add_scenario(db, "h2")
    db.sheets.put("scenario:h1", "proof", "p", {"proved": 1})
    db.sheets.put("scenario:h2", "proof", "p", {"proved": 2})
    db.scenarios.remove("h2")
    assert db.sheets.list("scenario:h2") == []
    assert len(db.sheets.list("scenario:h1")) == 1
    assert [row.hash for row in db.scenarios.list()] == ["h1"]


def test_removing_what_is_not_there_is_explained(db: Database) -> None:
    """A version that another window removed first is named."""
    with pytest.raises(NotFound, match="no scenario nothing"):
        db.scenarios.remove("nothing")
