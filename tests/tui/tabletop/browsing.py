"""Real browsers for tests and pictures: Chromium without a window, each seat with a context of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE = (360, 740)
LAPTOP = (1280, 800)
WALL = (1920, 1080)

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Nothing from outside is looked for."""


def chromium() -> str | None:
    """Where the system has Chromium; None where it has none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, closed in the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as found:
        opened = found.chromium.launch(executable_path=chromium(), args=list(QUIET))
        try:
            yield opened
        finally:
            opened.close()


class Phone:
    """One browser in front of one seat. What goes wrong on its pages is kept."""

    def __init__(self, opened: Browser, address: str, size: tuple[int, int] = PHONE, *, scale: float = 1) -> None:
        width, height = size
        self.problems: list[str] = []
        self.address = address
        self.context = opened.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", lambda message: self._heard(message.type, message.text))

    def _heard(self, kind: str, text: str) -> None:
        if kind == "error" and "ERR_CONNECTION" not in text and "net::" not in text and "409" not in text:
            self.problems.append(text)

    def come_in(self, code: str, seat: str, name: str = "") -> None:
        """Type the digits, a name, and take the seat."""
        self.page.goto(f"{self.address}/?code={code}")
        self.page.fill("#name", name)
        self.page.click("form[action='/join'] button")
        self.page.click(f"button[value='{seat}']")
        self.page.wait_for_url("**/seat/**")

    def wait_for(self, text: str) -> None:
        """Wait until this stands on the page."""
        self.page.get_by_text(text).first.wait_for()

    def answer(self, nth: int, reason: str) -> None:
        """Take one of what is offered, say why, and send it. Of a form each field is answered alike."""
        form = self.page.locator("#part-answer form").first
        for field in form.locator("fieldset").all():
            choices = field.locator("input")
            choices.nth(min(nth, choices.count() - 1)).check()
        for area in form.locator("textarea").all():
            area.fill(reason)
        form.locator("button").click()

    @property
    def overflows(self) -> bool:
        """Whether something sticks out at the right."""
        wide: bool = self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        return wide

    def close(self) -> None:
        """Put it away."""
        self.context.close()
