"""`peacekeeper tabletop host`: hold an exercise on this laptop, for a room or for oneself."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scoring.rating_scales import scales
from simulator.exercise.entries import Attribution
from tui import keeping
from tui.commands.database import db_option, writing
from tui.commands.output import out_page, put
from tui.shelf import Shelf
from tui.words import say

if TYPE_CHECKING:
    import socket

    from simulator.database import Database
    from simulator.scenario import Scenario
    from tui.tabletop.control.control import Control
    from tui.tabletop.hosting.host import Host
    from tui.tabletop.hosting.room import Room
    from tui.tabletop.web.serving import Certificate

ATTRIBUTIONS: dict[str, Attribution] = {"name": "by name", "role": "by role", "none": "not at all"}
EVERYWHERE = "0.0.0.0"
MOST_GROUPS = 24


@dataclass(frozen=True)
class Wishes:
    """What was asked for on the command line."""

    what: str | None
    resume: str | None
    network: bool
    listen: str | None
    port: int
    called: tuple[str, ...]
    tls: bool
    certificate: Path | None
    key: Path | None
    groups: int
    attribution: str
    admit: bool
    scale: str | None
    seed: int | None
    variant: str | None
    plain: bool
    check: bool

    @property
    def address(self) -> str:
        """Where the host listens."""
        return self.listen or (EVERYWHERE if self.network else "127.0.0.1")


@click.command(help=say("help.tabletop.host.long"), short_help=say("help.tabletop.host.short"))
@click.argument("what", required=False, metavar="[ID or FILE]")
@click.option("--resume", metavar="EXERCISE", help=say("help.tabletop.host.resume"))
@click.option("--network", is_flag=True, help=say("help.tabletop.host.network"))
@click.option("--listen", metavar="ADDRESS", help=say("help.tabletop.host.listen"))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help=say("help.tabletop.host.port")
)
@click.option("--called", multiple=True, metavar="NAME", help=say("help.tabletop.host.called"))
@click.option("--tls", is_flag=True, help=say("help.tabletop.host.tls"))
@click.option("--certificate", type=click.Path(path_type=Path), help=say("help.tabletop.host.certificate"))
@click.option("--key", type=click.Path(path_type=Path), help=say("help.tabletop.host.key"))
@click.option("--groups", type=click.IntRange(1, MOST_GROUPS), default=1, help=say("help.tabletop.host.groups"))
@click.option(
    "--attribution", type=click.Choice([*ATTRIBUTIONS]), default="role", help=say("help.tabletop.host.attribution")
)
@click.option("--admit", is_flag=True, help=say("help.tabletop.host.admit"))
@click.option("--scale", type=click.Choice([*scales()]), help=say("help.tabletop.host.scale"))
@click.option("--seed", type=int, help=say("help.play.seed"))
@click.option("--variant", metavar="ID", help=say("help.play.variant"))
@click.option("--plain", is_flag=True, help=say("help.tabletop.host.plain"))
@click.option("--check", is_flag=True, help=say("help.tabletop.host.check"))
@db_option
def host(db: str | None, **more: Any) -> None:
    """Hold an exercise."""
    wishes = Wishes(**more)
    _check_usage(wishes)
    with writing(db) as database:
        held, rooms = _rooms(wishes, database)
        _hold(wishes, held, rooms, _folder(database))


def _check_usage(wishes: Wishes) -> None:
    if (wishes.what is None) == (wishes.resume is None):
        raise click.UsageError(say("tabletop.host.one-of"))
    if wishes.network and wishes.listen:
        raise click.UsageError(say("tabletop.host.network-or-listen"))
    if (wishes.certificate is None) != (wishes.key is None):
        raise click.UsageError(say("tabletop.host.both-files"))
    try:
        ip_address(wishes.address)
    except ValueError:
        raise click.UsageError(say("tabletop.host.no-address", address=wishes.address)) from None
    if not wishes.plain and not wishes.check:
        from tui.commands.terminal import require_terminal

        require_terminal()


def _rooms(wishes: Wishes, database: Database) -> tuple[Host, list[Room]]:
    from tui.tabletop.hosting.host import Host

    held = Host(database)
    if wishes.resume is not None:
        return held, [held.open_again(wishes.resume)]
    scenario = Shelf(database).find(wishes.what or "", wishes.variant)
    _require_seats(scenario)
    groups = [None] if wishes.groups == 1 else [say("tabletop.host.group", n=n + 1) for n in range(wishes.groups)]
    if wishes.check:
        groups = []
    rooms = [
        held.open(
            scenario,
            seed=wishes.seed,
            attribution=ATTRIBUTIONS[wishes.attribution],
            admits=wishes.admit,
            scale=wishes.scale,
            group=group,
        )
        for group in groups
    ]
    return held, rooms


def _require_seats(scenario: Scenario) -> None:
    if not scenario.file.seats:
        raise click.ClickException(say("tabletop.host.no-seats", title=scenario.title))


def _hold(wishes: Wishes, held: Host, rooms: list[Room], folder: Path) -> None:
    """Listen, look at everything, and hand over to exercise control."""
    from tui.tabletop.control.control import Control
    from tui.tabletop.web.app import application
    from tui.tabletop.web.network import addresses
    from tui.tabletop.web.serving import listening, names_of

    names = names_of(wishes.address, wishes.called)
    certificate, fingerprint = _certificate(wishes, folder, names)
    listener = listening(wishes.address, wishes.port)
    port = listener.getsockname()[1]
    shown = addresses()[0] if wishes.address == EVERYWHERE else wishes.address
    shown = f"[{shown}]" if ":" in shown else shown
    url = f"{'https' if certificate else 'http'}://{wishes.called[0] if wishes.called else shown}:{port}"
    app = application(held, names, url)
    control = Control(held, rooms, url)
    asyncio.run(_run(wishes, control, app, listener, certificate, fingerprint))


async def _run(
    wishes: Wishes,
    control: Control,
    pages: Any,
    listener: socket.socket,
    certificate: Certificate | None,
    fingerprint: str,
) -> None:
    from tui.tabletop.control.plain import PlainControl
    from tui.tabletop.holding import hold

    async def face() -> None:
        if control.rooms:
            await _look_at_everything(wishes, control, listener.getsockname()[1], certificate is not None, fingerprint)
        if wishes.check or not control.rooms:
            return
        if wishes.plain:
            await PlainControl(control, out_page(), sys.stdin).run()
        else:
            from tui.tabletop.control.control_app import ControlApp

            app = ControlApp(control)
            await app.run_async()
            if app.failure is not None:
                raise app.failure

    await hold(control.host, pages, listener, certificate, face)


async def _look_at_everything(wishes: Wishes, control: Control, port: int, secure: bool, fingerprint: str) -> None:
    """The pre-flight, told line by line; with the full screen it is told before that opens."""
    from tui.tabletop.preflight import preflight

    scenario = control.room.scenario
    checks = await asyncio.to_thread(
        lambda: list(preflight(scenario, wishes.address, port, secure=secure, url=control.address))
    )
    for check in checks:
        mark = {True: "holds", False: "wrong", None: "look"}[check.holds]
        put(say(f"tabletop.preflight.mark.{mark}", text=check.text))
    if fingerprint:
        put(say("tabletop.certificate.fingerprint", fingerprint=fingerprint))
    for room in control.rooms:
        put(say("tabletop.host.door", id=room.id, code=room.door.code, url=control.address))


def _certificate(wishes: Wishes, folder: Path, names: list[str]) -> tuple[Certificate | None, str]:
    from tui.tabletop.web import certificates

    if wishes.certificate is not None and wishes.key is not None:
        return certificates.given(wishes.certificate, wishes.key), ""
    if wishes.tls:
        return certificates.own(folder, [name.strip("[]") for name in names])
    return None, ""


def _folder(database: Database) -> Path:
    place = database.connection.place
    return place.parent if isinstance(place, Path) else keeping.data_folder()
