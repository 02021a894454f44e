"""The database for a command: where it is, and opening it to read or to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from simulator.database import Database
from simulator.database.errors import NoDatabase, OlderDatabase
from tui import keeping
from tui.words import say

Command = TypeVar("Command", bound=Callable[..., Any])


def db_option(command: Command) -> Command:
    """The option `--db`, which says where the database is."""
    return click.option("--db", metavar="PATH", help=say("help.option.db"))(command)


def json_option(command: Command) -> Command:
    """The option `--json`."""
    return click.option("--json", "as_json", is_flag=True, help=say("help.option.json"))(command)


@contextmanager
def writing(db: str | None) -> Iterator[Database]:
    """The database, made if it is missing."""
    with Database.open(keeping.database_file(db or _of_group())) as database:
        yield database


@contextmanager
def reading(db: str | None) -> Iterator[Database | None]:
    """The database as it is; None where there is none yet."""
    file = keeping.database_file(db or _of_group())
    try:
        database = Database.open(file, read_only=True)
    except NoDatabase:
        yield None
        return
    except OlderDatabase:
        database = Database.open(file)
    with database:
        yield database


def _of_group() -> str | None:
    context = click.get_current_context(silent=True)
    found = context.find_root().obj if context else None
    return found if isinstance(found, str) else None
