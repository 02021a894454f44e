"""A peer that runs beside us: one command a line in, one JSON answer a line out."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.row import Absent


class Peer:
    """A running peer."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, command: str) -> dict[str, Any]:
        """The answer to one command. Raises Absent where the peer has died."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(command + "\n")
            self._process.stdin.flush()
            answer = json.loads(self._process.stdout.readline())
        except (OSError, ValueError) as error:
            raise Absent("the peer was installed and does not run") from error
        assert isinstance(answer, dict)
        return answer


@contextmanager
def running(command: list[str]) -> Iterator[Peer]:
    """Start the peer; it ends when its standard input closes."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Peer(process)
        finally:
            if process.stdin:
                process.stdin.close()
