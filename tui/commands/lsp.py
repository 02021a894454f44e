"""`peacekeeper lsp`: what an editor starts, to be helped with scenario files."""

from __future__ import annotations

import click

from tui.words import say


@click.command(help=say("help.lsp.long"), short_help=say("help.lsp.short"))
@click.option("--stdio", is_flag=True, help=say("help.lsp.stdio"))
def lsp(stdio: bool) -> None:
    """Speak the Language Server Protocol on standard input and output."""
    from tui.language_server.serving import serve

    serve()
