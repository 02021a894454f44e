"""`peacekeeper tabletop host`: hold an exercise on this laptop, for a room or for oneself."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

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


class Place(NamedTuple):
    """Where the host listens and how it is called; the fingerprint is of a certificate that was made here."""

    listener: socket.socket
    names: list[str]
    url: str
    certificate: Certificate | None
    fingerprint: str


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
    from tui.tabletop.hosting.host import Host

    wishes = Wishes(**more)
    _check_usage(wishes)
    with writing(db) as database:
        held = Host(database)
        scenario = _scenario(wishes, held)
        # Only where everything else is as it should be is an exercise opened.
        place = _place(wishes, _folder(database))
        try:
            rooms = [] if wishes.check else _rooms(wishes, held, scenario)
            asyncio.run(_run(wishes, held, scenario, rooms, place))
        finally:
            place.listener.close()


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


def _scenario(wishes: Wishes, held: Host) -> Scenario:
    """The scenario that is to be held. Raises ClickException where nobody could sit down."""
    if wishes.resume is not None:
        return held.loaded(_exercise(wishes, held)).scenario
    scenario = Shelf(held.database).find(wishes.what or "", wishes.variant)
    if not scenario.file.seats:
        raise click.ClickException(say("tabletop.host.no-seats", title=scenario.title))
    return scenario


def _exercise(wishes: Wishes, held: Host) -> str:
    """The id of the exercise to go on with; its beginning is enough."""
    from tui.tabletop.review.reading import find_exercise

    return find_exercise(held.database, wishes.resume).id


def _rooms(wishes: Wishes, held: Host, scenario: Scenario) -> list[Room]:
    """The exercise that goes on, or a new one for each group."""
    if wishes.resume is not None:
        return [held.open_again(_exercise(wishes, held))]
    groups = [None] if wishes.groups == 1 else [say("tabletop.host.group", n=n + 1) for n in range(wishes.groups)]
    return [
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


def _place(wishes: Wishes, folder: Path) -> Place:
    """Where the host listens. Raises CannotListen, BadCertificate."""
    from tui.tabletop.web.network import addresses
    from tui.tabletop.web.serving import listening, names_of

    names = names_of(wishes.address, wishes.called)
    certificate, fingerprint = _certificate(wishes, folder, names)
    listener = listening(wishes.address, wishes.port)
    port = listener.getsockname()[1]
    shown = addresses()[0] if wishes.address == EVERYWHERE else wishes.address
    shown = f"[{shown}]" if ":" in shown else shown
    url = f"{'https' if certificate else 'http'}://{wishes.called[0] if wishes.called else shown}:{port}"
    return Place(listener, names, url, certificate, fingerprint)


async def _run(wishes: Wishes, held: Host, scenario: Scenario, rooms: list[Room], place: Place) -> None:
    """Serve, look at everything, and hand over to exercise control."""
    from tui.tabletop.control.control import Control
    from tui.tabletop.control.plain import PlainControl
    from tui.tabletop.holding import hold
    from tui.tabletop.web.app import application

    control = Control(held, rooms, place.url, _exposed(wishes, secure=place.certificate is not None))

    async def face() -> None:
        control.looked_at = tuple(await _look_at_everything(wishes, scenario, rooms, place))
        if wishes.check:
            return
        if wishes.plain:
            await PlainControl(control, out_page(), sys.stdin).run()
        else:
            await _on_full_screen(control)

    await hold(held, application(held, place.names, place.url), place.listener, place.certificate, face)


async def _on_full_screen(control: Control) -> None:
    from tui.commands.lost_terminal import leave_when_gone, run_until_told
    from tui.tabletop.control.control_app import ControlApp

    app = ControlApp(control)
    leave_when_gone()
    await run_until_told(app)
    if app.failure is not None:
        raise app.failure


async def _look_at_everything(wishes: Wishes, scenario: Scenario, rooms: list[Room], place: Place) -> list[str]:
    """The pre-flight, told line by line; with the full screen it stands there first, too."""
    from tui.tabletop.preflight import preflight

    port, secure = place.listener.getsockname()[1], place.certificate is not None
    checks = await asyncio.to_thread(
        lambda: list(preflight(scenario, wishes.address, port, secure=secure, url=place.url))
    )
    told = []
    for check in checks:
        mark = {True: "holds", False: "wrong", None: "look"}[check.holds]
        told.append(say(f"tabletop.preflight.mark.{mark}", text=check.text))
    if place.fingerprint:
        told.append(say("tabletop.certificate.fingerprint", fingerprint=place.fingerprint))
    doors = [say("tabletop.host.door", id=room.id, code=room.door.code, url=place.url) for room in rooms]
    for line in (*told, *doors):
        put(line)
    return told


def _exposed(wishes: Wishes, *, secure: bool) -> str:
    """What others on the network can see; nothing where only this laptop opens the pages."""
    if ip_address(wishes.address).is_loopback:
        return ""
    return say("tabletop.control-screen.open" if secure else "tabletop.control-screen.open-and-readable")


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
