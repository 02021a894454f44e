"""Saved runs on a new version of their scenario: those whose moves no longer fit."""

from __future__ import annotations

from typing import NamedTuple

from simulator.compiling import of_variant
from simulator.database import Database
from simulator.run import Run
from simulator.scenario import Scenario
from tui import keeping


class Runs(NamedTuple):
    """How many runs there are of the old version, and the ids of those that the new one cannot carry on."""

    all: int
    unfit: tuple[str, ...]


def unfit_runs(database: Database | None, old: Scenario, new: Scenario) -> Runs:
    """Look at every run of the old version. Raises DatabaseError, Divergence where a log cannot be read."""
    if database is None:
        return Runs(0, ())
    rows = [row for row in database.runs.list(scenario_id=old.id) if row.scenario == old.hash]
    unfit = []
    for row in rows:
        if row.variant is not None and row.variant not in new.file.variants:
            unfit.append(row.id)
            continue
        run = Run.replay(keeping.version_of(database, row), row.seed, keeping.records_of(database, row.id))
        carried = run.carried_over(of_variant(new, row.variant))
        if len(carried.records) < len(run.records) or carried.offered != run.offered or carried.ending != run.ending:
            unfit.append(row.id)
    return Runs(len(rows), tuple(unfit))
