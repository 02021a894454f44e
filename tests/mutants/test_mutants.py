"""The checker tells seeded defects, and comparing two versions sees them: a few mutants of a small scenario.

`make mutants` tries every kind over the scenarios that ship; docs/mutation-test.md tells what came of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants.asked import Said
from tests.mutants.draft import line_of, read, written
from tests.mutants.judged import judge
from tests.mutants.kinds import KINDS
from tests.mutants.plain import played
from tests.mutants.run import Bench
from tui.heads import scenario_files, shipped_folder

GATE = Path(__file__).parents[1] / "fixtures" / "small" / "the-gate.yaml"
QUICK = [kind for kind, sort in KINDS.items() if sort.depth == "graph"]
SLOW = [kind for kind in KINDS if kind not in QUICK]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(GATE, tmp_path_factory.mktemp("mutants"))


def tried(bench: Bench, kind: str, seed: int) -> None:
    """Every question that the mutant falsifies is told at its place, nothing else is told that plain games refute, and
    what plain games show to be different is seen when the two versions are compared."""
    told = bench.tried(kind, seed)
    if told["what"] is None:
        return
    assert [f for f in told["falsified"] if not f["told"]] == []
    assert told["false_alarms"] == []
    if told["changed"]:
        assert bench.compared(kind, seed)["seen"]


@pytest.mark.parametrize("kind", QUICK)
def test_a_defect_is_told_where_it_stands(bench: Bench, kind: str) -> None:
    """A seeded defect that falsifies a question about the graph is told at its place."""
    tried(bench, kind, 1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("kind", SLOW)
def test_a_defect_in_what_rules_read_is_told_where_it_stands(bench: Bench, kind: str, seed: int) -> None:
    """A seeded defect that falsifies a question about the assessment is told at its place."""
    tried(bench, kind, seed)


def test_the_judge_does_not_ask_the_checker(bench: Bench) -> None:
    """What a mutant falsifies is known though nobody tells it, and then counts as not told."""
    kind = "an option behind an infeasible condition"
    made = bench.seeded(kind, 1)
    assert made is not None
    data, seeded = made
    found = judge(bench.original, data, written(data), seeded, Said(), Said(), None)
    assert [each.told for each in found.falsified] == [False]


def test_a_mutant_is_the_same_for_the_same_seed(bench: Bench) -> None:
    """Kind and seed say which defect it is."""
    for kind in KINDS:
        assert bench.seeded(kind, 2) == bench.seeded(kind, 2)


def test_plain_games_are_the_same_for_the_same_seed(bench: Bench) -> None:
    """Two versions are compared by the same games."""
    scenario = bench.before["graph"].scenario
    assert scenario is not None
    assert played(scenario, 20, 3).logs == played(scenario, 20, 3).logs


@pytest.mark.parametrize("file", scenario_files(shipped_folder()), ids=lambda file: file.stem)
def test_a_file_that_is_written_anew_says_the_same(file: Path, tmp_path: Path) -> None:
    """Mutants are written from plain data: nothing is lost on the way, and a line is found again."""
    data, copy = read(file), tmp_path / file.name
    copy.write_text(written(data), "utf-8")
    assert read(copy) == data
    line = line_of(written(data), ("scenes", data["start"]))
    assert line is not None
    assert written(data).splitlines()[line - 1].strip() == f"{data['start']}:"
