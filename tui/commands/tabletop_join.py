"""`peacekeeper tabletop join`: a seat in a terminal."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.output import out_page
from tui.words import say

if TYPE_CHECKING:
    from tui.plain.listening import Listener
    from tui.tabletop.terminal.address import Address
    from tui.tabletop.terminal.coming_in import Wanted
    from tui.tabletop.terminal.typed_lines import TypedLines


@dataclass(frozen=True)
class Way:
    """To which host, and how it is trusted; whether line by line."""

    where: Address
    ca: Path | None
    plain: bool


@click.command(help=say("help.tabletop.join.long"), short_help=say("help.tabletop.join.short"))
@click.argument("address", required=False, metavar="[ADDRESS]")
@click.option("--code", metavar="DIGITS", help=say("help.tabletop.join.code"))
@click.option("--name", help=say("help.tabletop.join.name"))
@click.option("--seat", metavar="ID", help=say("help.tabletop.join.seat"))
@click.option("--again", is_flag=True, help=say("help.tabletop.join.again"))
@click.option("--plain", is_flag=True, help=say("help.tabletop.join.plain"))
@click.option("--ca", type=click.Path(path_type=Path), metavar="FILE", help=say("help.tabletop.join.ca"))
def join(
    address: str | None,
    code: str | None,
    name: str | None,
    seat: str | None,
    again: bool,
    plain: bool,
    ca: Path | None,
) -> None:
    """Sit in a seat until it is left."""
    if not plain:
        from tui.commands.terminal import require_terminal

        require_terminal()
    from tui.plain.listening import Left, Listener
    from tui.tabletop.terminal import address as addresses
    from tui.tabletop.terminal.coming_in import Wanted
    from tui.tabletop.terminal.typed_lines import typed_lines

    typed = typed_lines()
    listener = Listener(out_page(), typed.as_text() if typed else None)
    try:
        if address is None and not code and not again:
            address = listener.ask(say("terminal.door.address", usual=addresses.USUAL))
        where = addresses.address(address or "")
        wanted = Wanted(code or where.code, name, seat)
        while _sat(Way(where, ca, plain), wanted, listener, typed, again=again):
            listener.page.line(say("terminal.gone"))
            wanted, again = wanted._replace(seat=None), True
    except Left:
        return


def _sat(way: Way, wanted: Wanted, listener: Listener, typed: TypedLines | None, *, again: bool) -> bool:
    """Come in and sit until the seat is left, or is not ours any more; whether it is the latter."""
    from tui.tabletop.terminal.coming_in import come_in
    from tui.tabletop.terminal.door import Door
    from tui.tabletop.terminal.kept_passes import KeptPass, keep_pass, kept_pass

    folder = _folder()
    kept = kept_pass(folder, way.where.url, wanted.seat) if again else None
    with Door(way.where, way.ca, kept.text if kept else "") as door:
        seat = come_in(door, listener, wanted)
        known = door.known
    keep_pass(folder, KeptPass(way.where.url, seat, known))
    return _plain(way, known, seat, listener, typed) if way.plain else _full_screen(way, known, seat)


def _folder() -> Path:
    """Where passes are kept: beside the database, where that is a file."""
    from tui.keeping import data_folder, database_place

    place = database_place()
    return place.parent if isinstance(place, Path) else data_folder()


def _plain(way: Way, known: str, seat: str, listener: Listener, typed: TypedLines | None) -> bool:
    from tui.tabletop.terminal.plain_seat import PlainSeat
    from tui.tabletop.terminal.seat_client import SeatClient, connected

    async def sit() -> bool:
        async with connected(way.where, way.ca, known) as client:
            return await PlainSeat(SeatClient(client, seat), listener.page, typed).run()

    return asyncio.run(sit())


def _full_screen(way: Way, known: str, seat: str) -> bool:
    from tui.commands.lost_terminal import run_in_terminal
    from tui.commands.terminal import settings_or_usual
    from tui.tabletop.terminal.seat_client import SeatClient, connected
    from tui.tabletop.terminal.seat_screen import SeatScreen
    from tui.tabletop.terminal.table_app import TableApp

    client = SeatClient(connected(way.where, way.ca, known), seat)
    app = TableApp(lambda: SeatScreen(client), settings_or_usual()[0])
    run_in_terminal(app)
    if app.failure is not None:
        raise app.failure
    return app.gone
