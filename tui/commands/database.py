"""The database for a command: where it is, and opening it to read or to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from simulator.database import Database
from simulator.database.address import Place, Server
from simulator.database.errors import NoDatabase, OlderDatabase, ReadOnlyDatabase
from simulator.problems import SimulatorError
from tui import keeping
from tui.keeping import Mode
from tui.words import say

Command = TypeVar("Command", bound=Callable[..., Any])


class NotKept(SimulatorError):
    """What is played now is gone afterwards: the database cannot be written."""


def db_option(command: Command) -> Command:
    """The option `--db`, which says where the database is."""
    return click.option("--db", metavar="PATH", help=say("help.option.db"))(command)


def json_option(command: Command) -> Command:
    """The option `--json`."""
    return click.option("--json", "as_json", is_flag=True, help=say("help.option.json"))(command)


@contextmanager
def writing(db: str | None) -> Iterator[Database]:
    """The database, made if it is missing."""
    with Database.open(keeping.database_place(db or _of_group())) as database:
        yield database


@contextmanager
def playing(db: str | None, mode: Mode = "coached") -> Iterator[tuple[Database, NotKept | None]]:
    """The database to play on. Where it cannot be written, practice goes on without it, and NotKept says so.

    An exam is played to be kept: there it raises ReadOnlyDatabase.
    """
    place = keeping.database_place(db or _of_group())
    problem = None
    try:
        database = Database.open(place)
    except ReadOnlyDatabase as error:
        if mode == "exam" or isinstance(place, Server):
            raise
        database, problem = Database.in_memory(place), NotKept(say("keeping.not-kept", file=error.details["file"]))
    with database:
        yield database, problem


@contextmanager
def reading(db: str | None) -> Iterator[Database | None]:
    """The database as it is; None where there is none yet."""
    place = keeping.database_place(db or _of_group())
    try:
        database = Database.open(place, read_only=True)
    except NoDatabase:
        yield None
        return
    except OlderDatabase:
        database = _brought_up_to_date(place)
    with database:
        yield database


def _brought_up_to_date(place: Place) -> Database:
    try:
        return Database.open(place)
    except ReadOnlyDatabase:
        if isinstance(place, Server):
            raise
        return Database.in_memory(place)


def _of_group() -> str | None:
    context = click.get_current_context(silent=True)
    found = context.find_root().obj if context else None
    return found if isinstance(found, str) else None
