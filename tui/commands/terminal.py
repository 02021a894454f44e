"""The terminal: whether the full screen can be opened, and opening it."""

from __future__ import annotations

import os
import sys

import click

from tui.words import say


class NoTerminal(click.ClickException):
    """The full screen needs a terminal; plain mode does not."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        click.echo(self.message, err=True)


def require_terminal() -> None:
    """Raise NoTerminal, which names plain mode, where the full screen cannot be shown."""
    for stream in (sys.stdin, sys.stdout):
        if stream is None or not stream.isatty():
            raise NoTerminal(say("error.no-terminal"))
    if os.environ.get("TERM", "") in ("dumb", "unknown"):
        raise NoTerminal(say("error.dumb-terminal"))


def open_app(db: str | None, **wishes: object) -> None:
    """Open the app: at its first screen, or in the play that was asked for."""
    require_terminal()
    from tui.app import run_app
    from tui.keeping import database_file

    run_app(database_file(db), **wishes)
