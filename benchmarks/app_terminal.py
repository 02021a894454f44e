"""A program in a pseudo-terminal of its own: keys go in as bytes, and when a screen was whole is found out afterwards.

What comes out is only noted, with the time, until the program falls silent. Then a terminal emulator draws it, piece by
piece: the screen was whole with the first piece after which its text stayed as it was in the end.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from benchmarks.row import Absent

ROOT = Path(__file__).resolve().parent.parent
SILENCE = 0.15
"""Seconds without output after which a screen is taken to be whole."""
LONGEST = 30.0
"""Seconds after which a program that does not answer is given up."""


Piece = tuple[float, bytes]
"""Some output, and when it came."""


class Size(NamedTuple):
    """Of a terminal, in characters."""

    columns: int = 80
    rows: int = 24

    def __str__(self) -> str:
        return f"{self.columns}x{self.rows}"


class Shown(NamedTuple):
    """What a key came to: seconds until the new text stood on the screen, bytes sent for it, and the text."""

    seconds: float
    sent: int
    text: str


class Terminal:
    """Starts the program at once. `text` is what stands on the screen, `begun` when it was started.

    `late` counts answers of which a part came after a silence: too few, or the figures say less than they should.
    """

    def __init__(self, command: Sequence[str | Path], size: Size, **env: str) -> None:
        self._screen, self._stream = _emulator(size)
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size.rows, size.columns, 0, 0))
        self.late = 0
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            [*map(str, command)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=_environment(env),
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self._screen.display)

    def press(self, key: bytes, done: Callable[[str], bool] = bool) -> Shown:
        """Press a key and wait until all that it changes has been drawn; `done` says of a text that it can be whole."""
        before = self.text
        self._draw(self._pieces(0))
        self.late += self.text != before
        begun = time.perf_counter()
        os.write(self._ours, key)
        pieces, texts = self._answer(begun, done)
        whole = next((n for n, text in enumerate(texts) if all(later == text for later in texts[n:])), None)
        at = pieces[whole][0] if whole is not None else begun
        return Shown(at - begun, sum(len(data) for _, data in pieces), self.text)

    def until(self, seen: Callable[[str], bool]) -> float:
        """Wait until the screen is as wanted; seconds since the start of the program."""
        while time.perf_counter() - self.begun < LONGEST and self.process.poll() is None:
            pieces = self._pieces(SILENCE / 3)
            for (at, _), text in zip(pieces, self._draw(pieces), strict=True):
                if seen(text):
                    return at - self.begun
        raise RuntimeError(f"Not seen in time:\n{self.text}")

    def settle(self) -> None:
        """Wait until the program has been silent for a while."""
        while pieces := self._pieces(SILENCE):
            self._draw(pieces)

    def _answer(self, begun: float, done: Callable[[str], bool]) -> tuple[list[Piece], list[str]]:
        """The pieces that answer a key, with the text after each. A busy machine may fall silent before it is done."""
        pieces: list[Piece] = []
        texts: list[str] = []
        while time.perf_counter() - begun < LONGEST:
            new = self._pieces(SILENCE)
            pieces += new
            texts += self._draw(new)
            if pieces and done(self.text):
                return pieces, texts
        raise RuntimeError(f"No answer to a key:\n{self.text}")

    def _pieces(self, silence: float) -> list[Piece]:
        """What comes until nothing has come for so long, with the time at which each piece was there."""
        pieces = []
        while select.select([self._ours], [], [], silence)[0]:
            try:
                data = os.read(self._ours, 1 << 16)
            except OSError:  # the program has ended
                break
            pieces.append((time.perf_counter(), data))
        return pieces

    def _draw(self, pieces: list[Piece]) -> list[str]:
        """The text of the screen after each piece."""
        texts = []
        for _, data in pieces:
            self._stream.feed(data)
            texts.append(self.text)
        return texts


def _emulator(size: Size):  # type: ignore[no-untyped-def]
    try:
        import pyte
    except ImportError as error:
        raise Absent("pyte is not installed") from error
    screen = pyte.Screen(size.columns, size.rows)
    return screen, pyte.ByteStream(screen)


def _environment(more: dict[str, str]) -> dict[str, str]:
    """The same for ours and for the trivial app: nothing of the person at the desk but the path."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)} | more
