"""Reading answers: a line from the person, and how long it took."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

from tui.plain.page import Page

LONGEST = 10_000
"""Characters of a line that are read; more is no answer and no note."""


class Left(Exception):
    """The person went away: the end of the input, or `q`. Nothing is lost."""


class Listener:
    """Asks on a page and reads lines from the input. `watch` tells seconds; tests bring their own."""

    def __init__(self, page: Page, source: TextIO | None, watch: Callable[[], float] = time.monotonic) -> None:
        self.page = page
        self._source = source
        self.watch = watch
        self.at_terminal = source is not None and source.isatty()

    def ask(self, prompt: str) -> str:
        """The answer to a prompt. Raises Left at the end of the input."""
        self.page.prompt(prompt)
        answer = self._source.readline(LONGEST) if self._source else ""
        if not self.at_terminal:
            self.page.line(answer.strip())  # so that a transcript shows what was answered
        if not answer:
            if self.at_terminal:
                self.page.line()
            raise Left
        return answer.strip()
