"""The command line: `peacekeeper`, and the one place where an error becomes a message and an exit status.

Each command is imported when it is called: `peacekeeper --help` costs no more than click itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from tui.commands.by_name import CommandsByName
from tui.commands.streams import give_up_output, prepare_streams
from tui.words import say

COMMANDS = {
    "play": "tui.commands.play:play",
    "library": "tui.commands.library:library",
    "runs": "tui.commands.runs:runs",
    "rules": "tui.commands.rules:rules",
    "cards": "tui.commands.cards:cards",
    "pack": "tui.commands.pack:pack",
    "export": "tui.commands.exchange:export",
    "import": "tui.commands.exchange:import_",
    "new": "tui.commands.new:new",
    "check": "tui.commands.check:check",
    "proof": "tui.commands.proof:proof",
    "test": "tui.commands.test:test",
    "preview": "tui.commands.preview:preview",
    "graph": "tui.commands.graph:graph",
    "database": "tui.commands.copying:database",
    "schema": "tui.commands.schema:schema",
    "tabletop": "tui.commands.tabletop:tabletop",
    "lsp": "tui.commands.lsp:lsp",
}
DEBUG = "PEACEKEEPER_DEBUG"

HOLDS, PROBLEMS, UNUSABLE, BUG, INTERRUPTED, NO_READER = 0, 1, 2, 70, 130, 141
"""Exit statuses: holds; found problems; bad usage or unreadable input; our mistake; Ctrl-C; nobody reads the output."""


@click.command(cls=CommandsByName, commands_by_name=COMMANDS, invoke_without_command=True, help=say("help.peacekeeper"))
@click.option("--db", metavar="PATH", help=say("help.option.db"))
@click.version_option(package_name="peacekeeper", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, db: str | None) -> None:
    """The command group; with no command it opens the app."""
    ctx.obj = db
    if ctx.invoked_subcommand is None:
        from tui.commands.terminal import open_app

        open_app(db)


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script. Never shows a traceback, except with PEACEKEEPER_DEBUG."""
    prepare_streams()
    status = run(list(sys.argv[1:] if arguments is None else arguments))
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        status = _explained(error)
    sys.exit(status)


def run(arguments: list[str]) -> int:
    """Carry out a command line; the exit status. What went wrong has been told on standard error."""
    try:
        # Not `cli.main`: on a broken pipe it ends the process with a status of its own.
        with cli.make_context("peacekeeper", arguments) as context:
            cli.invoke(context)
            return HOLDS
    except BaseException as error:
        if os.environ.get(DEBUG):
            raise
        return _explained(error)


def _explained(error: BaseException) -> int:
    """Say in one message what went wrong; the exit status."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.ClickException):
        error.show()
        return UNUSABLE
    if isinstance(error, KeyboardInterrupt | click.Abort):
        _say("")
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        give_up_output()
        return NO_READER
    if isinstance(error, OSError):
        give_up_output()
        _say(say("error.system", reason=_reason(error)))
        return UNUSABLE
    return _explained_own(error)


def _explained_own(error: BaseException) -> int:
    # Imported only now: a help page should not pay for it.
    from simulator.problems import LoadError, SimulatorError

    if isinstance(error, LoadError):
        _say("\n".join(str(problem) for problem in error.problems))
        return UNUSABLE
    if isinstance(error, SimulatorError):
        _say(str(error))
        return UNUSABLE
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else UNUSABLE
    _say(say("error.bug", kind=type(error).__name__, reason=str(error)[:200], variable=DEBUG))
    return BUG


def _reason(error: OSError) -> str:
    what = error.strerror or str(error)
    return f"{error.filename}: {what}" if error.filename else what


def _say(message: str) -> None:
    if sys.stderr is not None:
        try:
            sys.stderr.write(message + "\n")
            sys.stderr.flush()
        except OSError:
            pass  # nobody can be told
