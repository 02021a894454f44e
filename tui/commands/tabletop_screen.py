"""`peacekeeper tabletop screen`: the projector in a terminal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from tui.words import say


@click.command(help=say("help.tabletop.screen.long"), short_help=say("help.tabletop.screen.short"))
@click.argument("address", required=False, metavar="[ADDRESS]")
@click.option("--code", metavar="DIGITS", help=say("help.tabletop.screen.code"))
@click.option("--key", help=say("help.tabletop.screen.key"))
@click.option("--ca", type=click.Path(path_type=Path), metavar="FILE", help=say("help.tabletop.join.ca"))
def screen(address: str | None, code: str | None, key: str | None, ca: Path | None) -> None:
    """Show the wall until it is left."""
    from tui.commands.terminal import require_terminal, settings_or_usual

    require_terminal()
    import asyncio

    from tui.commands.lost_terminal import run_in_terminal
    from tui.tabletop.terminal import address as addresses
    from tui.tabletop.terminal.projector_screen import ProjectorScreen
    from tui.tabletop.terminal.screen_client import ScreenClient
    from tui.tabletop.terminal.seat_client import connected
    from tui.tabletop.terminal.table_app import TableApp
    from tui.tabletop.terminal.way_in import WayIn

    where = addresses.address(address or "")
    code = addresses.digits(code or where.code)

    async def way_in() -> WayIn:
        async with connected(where, ca) as client:
            return await ScreenClient(client, code, key or "").way_in()

    way = asyncio.run(way_in())  # before the screen opens, so that what is wrong is told where it can be read
    client = ScreenClient(connected(where, ca), code, key or "")
    settings = replace(settings_or_usual()[0], theme="high-contrast")
    app = TableApp(lambda: ProjectorScreen(client, way), settings)
    run_in_terminal(app)
    if app.failure is not None:
        raise app.failure
