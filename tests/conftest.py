"""What every test stands on: how often a property is tried, and a data folder that is nobody's own."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:  # most tests need no server
    from tests.postgres import RealServer

# No deadlines: two busy cores make any of them flake. `desk` is short, `ci` is the same on every machine,
# `soak` is long.
settings.register_profile("desk", max_examples=30, deadline=None)
settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "soak", max_examples=5_000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "desk"))

# In the background these may be ignored, and every program that a test starts would inherit it.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session", autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test, and no process that a test starts, reads or writes the database of the person at the desk."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEACEKEEPER_DB", str(folder / "peacekeeper.db"))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(folder / name.lower()))
        yield


@pytest.fixture(scope="session")
def server() -> Iterator[RealServer]:
    """A running PostgreSQL: one database with our tables, two for anything. Who stops it starts it again."""
    from simulator.database import Database
    from tests.postgres import real_server

    with real_server() as server:
        Database.open(server.address()).close()
        for name in ("nothing", "other"):
            server.execute(f"create database {name}")
        yield server
