"""What ships with the program goes as its plans say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.heads import scenario_files, shipped_folder
from tui.planning.reading import plans_beside, read_plans
from tui.planning.testing import played_file


@pytest.mark.parametrize("file", scenario_files(shipped_folder()), ids=lambda file: file.stem)
def test_every_scenario_that_ships_goes_as_planned(file: Path) -> None:
    """Each has plans: ways that keep every rule, the same with worse luck, and ways that do not keep them."""
    plans = played_file(read_plans(plans_beside(file))).plans
    assert len(plans) >= 3
    assert not any(plan.problems for plan in plans)
    assert all(plan.ended for plan in plans)
