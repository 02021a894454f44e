"""Pictures of a tabletop as it is: a real host, real browsers, exercise control. `make pictures` draws them anew.

    python docs/pictures/draw_tabletop.py [FOLDER]

Without Chromium it says so and draws nothing. One decision of a scenario that ships is played by eight seats, on a
clock that stands still. The address is one that belongs to nobody, and nobody in a picture is real.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE)]

from draw import SIZE, seen, still  # noqa: E402
from playwright.sync_api import Browser  # noqa: E402

from simulator.exercise.exercise import Exercise  # noqa: E402
from tests.tui.tabletop.browsing import LAPTOP, PHONE, WALL, Phone, browser, chromium  # noqa: E402
from tests.tui.tabletop.served import Served, served  # noqa: E402
from tui.heads import shipped_folder  # noqa: E402
from tui.shelf import Shelf  # noqa: E402
from tui.tabletop.control.control import Control  # noqa: E402
from tui.tabletop.control.control_app import ControlApp  # noqa: E402
from tui.tabletop.hosting import host  # noqa: E402
from tui.tabletop.paper.printing import print_to, table_of  # noqa: E402

SCENARIO, SEED = "the-new-partner", 4
ADDRESS = "http://192.0.2.10:8765"
"""An address for documentation (RFC 5737)."""

DIGITS = 248163
FAR = 0.5
"""The projector's pixels, to a page's: what can be read from ten metres can be read at half its size."""

NAMES = {
    "head": "Amina",
    "coordinator": "Bruno",
    "force": "Chen",
    "police": "Dara",
    "rights": "Elif",
    "jmac": "Hugo",
    "legal": "Ines",
    "stratcom": "Grace",
}
PHONES = {"force": (PHONE, 1), "rights": (LAPTOP, 0.75)}
"""The seats with a browser, how large it is, and by how much its picture is drawn smaller."""

SAID = {
    "head": ("C", "Her wounded are not a bargain. The rest needs paper."),
    "coordinator": ("C", "Trucks are not ours to promise."),
    "police": ("A", "We do not know who they are yet."),
    "jmac": ("C", "I should like to see who signs for the Guides."),
    "legal": ("C", "Three of the five are support."),
}


class Clock:
    """Stands still until it is put on, in minutes."""

    minutes = 0

    def __call__(self) -> tuple[float, str]:
        """Seconds, and the time of day."""
        return self.minutes * 60.0, f"2026-01-02T09:{self.minutes:02}:00Z"


class Table(NamedTuple):
    """The exercise that is played for the pictures."""

    served: Served
    control: Control
    clock: Clock
    wall: Phone
    phones: dict[str, Phone]

    def do(self, what: Callable[[], object]) -> None:
        """Something that exercise control does."""
        self.served.on_loop(what)

    def act(self, *steps: Callable[[Exercise], object]) -> None:
        """Steps of the exercise."""
        for step in steps:
            self.served.act(step)


@contextmanager
def table(folder: Path, opened: Browser) -> Iterator[Table]:
    """Eight people sit down: two at browsers, six played from here."""
    clock, scenario = Clock(), Shelf(None, shipped_folder() / "ashara").find(SCENARIO)
    with (
        served(folder, scenario, clock=clock, shown=ADDRESS, attribution="by name", seed=SEED) as found,
        ExitStack() as stack,
    ):
        wall = Phone(opened, found.address, WALL, scale=FAR)
        wall.page.goto(f"{found.address}/screen")
        phones = {seat: Phone(opened, found.address, size, scale=scale) for seat, (size, scale) in PHONES.items()}
        for phone in (wall, *phones.values()):
            stack.callback(phone.close)
        for seat, name in NAMES.items():
            if seat in phones:
                phones[seat].come_in(found.room.door.code, seat, name)
            else:
                found.on_loop(partial(sit, found, seat, name, stack))
        yield Table(found, Control(found.host, [found.room], ADDRESS), clock, wall, phones)


def sit(found: Served, seat: str, name: str, until: ExitStack) -> None:
    """Have somebody take a seat with a phone, which stays connected."""
    number = found.room.arrive(name)
    found.room.act(lambda exercise: exercise.seat(seat, number))
    until.enter_context(found.room.connection(number))


def draw(folder: Path) -> None:
    """Play, and take each picture when its moment has come."""
    with tempfile.TemporaryDirectory() as new, browser() as opened, table(Path(new), opened) as at:
        os.environ["PEACEKEEPER_EXPORTS"] = new
        lobby(at, folder)
        asked(at, folder)
        shown(at, folder)
        reviewed(at, opened, folder)
        printed(opened, Path(new), folder)


def lobby(at: Table, folder: Path) -> None:
    """The projector while people come in."""
    at.wall.wait_for(NAMES["stratcom"])
    take(at.wall, folder / "tabletop-lobby.png")


def asked(at: Table, folder: Path) -> None:
    """A seat with a phone, one with a laptop, and exercise control, while recommendations come in."""
    at.act(Exercise.brief, Exercise.begin)
    at.clock.minutes = 3
    at.do(lambda: at.control.send("minister-asks"))
    at.clock.minutes = 7
    at.act(Exercise.ask)
    for seat, (letter, reason) in SAID.items():
        at.do(partial(at.control.recommend_for, seat, letter, reason))
    at.do(lambda: at.control.room.act(lambda e: e.say("jmac", "control", "May I ask who signs for the Guides?")))
    for phone in at.phones.values():
        phone.wait_for("Recommend now")
    at.phones["force"].page.locator("#part-answer input[type=radio]").nth(2).check()
    at.phones["rights"].page.locator("#part-answer textarea").fill("Tonight we know too little of who drives with")
    take(at.phones["force"], folder / "tabletop-phone.png")
    take(at.phones["rights"], folder / "tabletop-laptop.png")
    (folder / "tabletop-control.svg").write_text(
        asyncio.run_coroutine_threadsafe(control(at), at.served.loop).result(), encoding="utf-8"
    )


async def control(at: Table) -> str:
    """Exercise control's screen."""
    app = ControlApp(at.control)
    async with app.run_test(size=SIZE) as pilot:
        return still(await seen(app, pilot, "Five points", "Exercise control"))


def shown(at: Table, folder: Path) -> None:
    """The projector when recommendations are shown."""
    at.phones["force"].answer(4, "I need the road, and patrols need diesel.")
    at.phones["rights"].answer(0, "Tonight we know too little.")
    for phone in at.phones.values():
        phone.wait_for("Your recommendation is in")
    at.act(Exercise.reveal)
    at.wall.wait_for("Recommendations are shown")
    take(at.wall, folder / "tabletop-reveal.png")


def reviewed(at: Table, opened: Browser, folder: Path) -> None:
    """The decision in the after-action review."""
    at.clock.minutes = 9
    at.act(lambda e: e.decide("head", ("three-thousand",), "The Minister is to hear tonight that we have begun."))
    dissents = at.phones["rights"]
    dissents.wait_for("Your dissent")
    dissents.page.fill("#part-answer textarea", "Nobody has asked yet who will drive with our diesel.")
    dissents.page.click("#part-answer button")
    dissents.wait_for("Sent.")
    at.act(Exercise.go_on, Exercise.end)
    files = at.served.on_loop(at.control.review)
    page = Phone(opened, "", (900, 760), scale=0.75)
    page.page.goto(next(file for file in files if file.name.endswith("-review.html")).as_uri())
    page.page.get_by_role("heading", name="Decision 1").evaluate("(heading) => heading.scrollIntoView()")
    take(page, folder / "tabletop-review.png")
    page.close()


def printed(opened: Browser, files: Path, folder: Path) -> None:
    """A sheet of the decision record, as it comes out of the printer."""
    stacks = print_to(table_of(Shelf(None, shipped_folder() / "ashara"), SCENARIO), files)
    page = Phone(opened, "", (794, 1123), scale=0.7)
    page.page.emulate_media(media="print")
    page.page.goto(next(file for stack, file in stacks if stack.name == "decisions").as_uri())
    take(page, folder / "tabletop-paper.png")
    page.close()


def take(phone: Phone, file: Path) -> None:
    """What is in sight, once nothing moves."""
    phone.page.evaluate("document.fonts.ready")
    if phone.address:
        phone.page.evaluate("scrollTo(0, 0)")
    phone.page.screenshot(path=file, animations="disabled", caret="hide")


def main(folder: Path) -> None:
    """Draw every picture into the folder, where there is a browser."""
    if chromium() is None:
        sys.stderr.write("Chromium is not here: the pictures of the tabletop stay as they are.\n")
        return
    host.secrets = SimpleNamespace(  # type: ignore[assignment, attr-defined]
        randbelow=lambda most: DIGITS % most, token_hex=lambda n: "5" * 2 * n, token_urlsafe=lambda n: "t" * n
    )
    draw(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
