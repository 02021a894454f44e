"""Files of plans: which are meant, and what is wrong with one that cannot be used."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.problems import LoadError
from tests.tui.planning.planned import GOOD, written
from tests.tui.playing import GATE
from tui.heads import scenario_files
from tui.planning.reading import plan_files, read_plans

SLIPS = [
    ("    moves:", "    movs:", "S202"),
    ("- open", "- {do: open, inject: reporter}", "S209"),
    ("- open", "- {minute: 4}", "S209"),
    ("draw: 2", "draw: 0", "S207"),
    ("draw: 2", "draw: two", "S203"),
    ("format: 1", "format: 2", "S204"),
    ("  talks-first", "  Talks first", "S208"),
    ("- open", "- open: ", "S209"),
    ("- open", "- *open", "S108"),
]


@pytest.mark.parametrize(("old", "new", "code"), SLIPS, ids=lambda value: value.strip())
def test_a_slip_in_the_shape_is_told_as_in_a_scenario(tmp_path: Path, old: str, new: str, code: str) -> None:
    """With the codes of files and blocks, at its line."""
    with pytest.raises(LoadError) as caught:
        read_plans(written(tmp_path, GOOD.replace(old, new, 1)))
    problem = caught.value.problems[0]
    assert problem.code == code
    assert problem.place.line in (line := GOOD[: GOOD.index(old)].count("\n") + 1, line + 1)


@given(st.text(max_size=60) | st.lists(st.sampled_from(GOOD.split(" ")), max_size=20).map(" ".join))
def test_whatever_stands_in_a_file_is_read_or_told(text: str) -> None:
    """Nothing but LoadError comes of a file that is no file of plans."""
    with suppress(LoadError):
        read_plans(Path("x.plans.yaml"), text=text)


def test_plans_are_found_by_their_scenario_by_their_folder_and_by_name(tmp_path: Path) -> None:
    """Each once; and a file of plans is no scenario."""
    file = written(tmp_path)
    assert plan_files([tmp_path / GATE.name, tmp_path, file]) == [file]
    assert file not in scenario_files(tmp_path)


def test_a_scenario_without_plans_is_told(tmp_path: Path) -> None:
    """Named for what is missing beside it."""
    file = written(tmp_path)
    file.unlink()
    with pytest.raises(LoadError, match="S613 There is no file 'the-gate"):
        read_plans(*plan_files([tmp_path / GATE.name]))
