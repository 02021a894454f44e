"""Where tests of what lasts keep it: in a file, and on a real PostgreSQL server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simulator.database import Database
from simulator.database.address import Place, Server
from tests.postgres import RealServer
from tests.simulator.database.stories import add_scenario, files_of

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database with one scenario version, `h1`, and no runs. Copy it, do not change it."""
    path = tmp_path_factory.mktemp("blank") / "peacekeeper.db"
    with Database.open(path) as db:
        add_scenario(db)
    return path


@pytest.fixture
def path(blank: Path, tmp_path: Path) -> Path:
    """The path of a database of one's own."""
    return Path(shutil.copy(blank, tmp_path / "peacekeeper.db"))


@pytest.fixture
def on_server(server: RealServer) -> Server:
    """The address of a database of one's own, with the same in it."""
    place = server.emptied()
    with Database.open(place) as db:
        add_scenario(db)
    return place


@pytest.fixture(params=BOTH)
def place(request: pytest.FixtureRequest) -> Place:
    """One's own database: a test that asks for it proves its sentence of both kinds."""
    found = request.getfixturevalue("path" if request.param == "sqlite" else "on_server")
    assert isinstance(found, Path | Server)
    return found


@pytest.fixture(params=BOTH)
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where nothing is yet: no file, and a database without tables."""
    if request.param == "sqlite":
        return tmp_path / "new.db"
    server: RealServer = request.getfixturevalue("server")
    return server.without_tables("nothing")


@pytest.fixture
def db(place: Place) -> Iterator[Database]:
    """An open database of one's own, of both kinds."""
    with Database.open(place) as db:
        yield db


@pytest.fixture
def traces(place: Place, request: pytest.FixtureRequest) -> Callable[[str], list[str]]:
    """Where these characters still stand, in the bytes of the database."""
    if isinstance(place, Server):
        server: RealServer = request.getfixturevalue("server")
        return lambda mark: [str(file) for file in server.traces(mark)]
    path = place
    return lambda mark: [name for name, content in files_of(path).items() if mark.encode() in content]
