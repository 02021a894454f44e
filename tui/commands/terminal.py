"""The terminal: whether the full screen can be shown, and opening the app in it."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING, Any

import click

from tui.words import say

if TYPE_CHECKING:
    from tui.commands.play import Wishes

CANNOT_DRAW = ("", "dumb", "unknown")
"""Values of TERM that say that there is no moving about on the screen."""


class NoTerminal(click.ClickException):
    """The full screen needs a terminal; plain mode does not. The message says so."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=True)


def require_terminal() -> None:
    """Raise NoTerminal where the full screen cannot be shown."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):  # the app draws on the last
        if stream is None or not stream.isatty():
            raise NoTerminal(say("error.no-terminal"))
    if os.environ.get("TERM", "") in CANNOT_DRAW:
        raise NoTerminal(say("error.dumb-terminal"))


def open_app(db: str | None, wishes: Wishes | None = None) -> None:
    """Open the app: at the library, or with what was wished for on the command line."""
    require_terminal()
    from tui.app.app import PeacekeeperApp
    from tui.app.opening import opening
    from tui.commands.database import writing
    from tui.shelf import Shelf

    with writing(db) as database:
        shelf = Shelf(database)
        app = PeacekeeperApp(database, shelf, opening(database, shelf, wishes))
        app.run()
        if app.failure is not None:
            raise app.failure
