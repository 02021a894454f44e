"""The terminal: whether the full screen can be shown, and opening the app in it."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING, Any

import click

from tui import collecting
from tui.words import say

if TYPE_CHECKING:
    from simulator.problems import SimulatorError
    from tui.commands.play import Wishes
    from tui.settings import Settings

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
    collecting.hold()
    from tui.app.app import PeacekeeperApp
    from tui.app.opening import opening
    from tui.commands.database import playing
    from tui.commands.lost_terminal import run_in_terminal
    from tui.shelf import Shelf

    settings, unread = settings_or_usual()
    with playing(db, wishes.mode if wishes else "coached") as (database, not_kept):
        problem = not_kept or unread
        shelf = Shelf(database, apart=True)
        app = PeacekeeperApp(database, shelf, opening(database, shelf, wishes), settings=settings, problem=problem)
        run_in_terminal(app)
        if app.failure is not None:
            raise app.failure


def settings_or_usual() -> tuple[Settings, SimulatorError | None]:
    """The settings, or the usual ones and what was wrong with the file."""
    from tui.settings import BadSettings, Settings, read_settings

    try:
        return read_settings(), None
    except BadSettings as error:
        return Settings(), error
