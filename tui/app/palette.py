"""The command palette (Ctrl+P): all that can be done here and now, and every scenario, by typing a part of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.words import say

if TYPE_CHECKING:
    from tui.app.app import PeacekeeperApp

Command = tuple[str, Callable[[], Any], str]
"""What is shown, what it does, and one line about it."""


class Palette(Provider):
    """Offers the actions of the screen that have a name of their own, with their keys, then the scenarios."""

    async def discover(self) -> Hits:
        """What is offered before anything is typed."""
        for words, run, about in self._commands():
            yield DiscoveryHit(words, run, help=about)

    async def search(self, query: str) -> Hits:
        """What fits the letters that were typed."""
        matcher = self.matcher(query)
        for words, run, about in self._commands():
            score = matcher.match(words)
            if score > 0:
                yield Hit(score, matcher.highlight(words), run, help=about)

    def _commands(self) -> Iterator[Command]:
        app = cast("PeacekeeperApp", self.app)
        for node, binding, enabled, _ in self.screen.active_bindings.values():
            if enabled and binding.id and binding.description:
                run: Callable[[], Awaitable[Any]] = partial(app.run_action, binding.action, node)
                yield binding.description.capitalize(), run, say("app.palette.key", key=app.get_key_display(binding))
        for item in app.shelf.items():
            yield say("app.palette.play", title=item.title), partial(app.brief_anew, item.id), item.role
