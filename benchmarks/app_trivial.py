"""The app that ours is measured against: one text, which changes when a key is pressed. Nothing could be less."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static

FIRST = "No key has been pressed."


class TrivialApp(App[None]):
    """Counts keys."""

    count = 0

    def compose(self) -> ComposeResult:
        yield Static(FIRST)

    def on_key(self, event: Key) -> None:
        """Say how many it were."""
        self.count += 1
        self.query_one(Static).update(f"Keys that have been pressed: {self.count}.")


if __name__ == "__main__":
    TrivialApp().run()
