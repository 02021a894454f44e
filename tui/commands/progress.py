"""The progress of a proof on a terminal, on one line that goes in the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tui.words import say

if TYPE_CHECKING:
    from scoring.proofs.prove import Tell

SHOWS_AFTER = 1.0
"""Seconds after which the progress is told."""


@contextmanager
def progress() -> Iterator[Tell | None]:
    """What a proof tells its progress to; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    try:
        yield _tell
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)


def _tell(what: str, states: int, seconds: float) -> None:
    if seconds >= SHOWS_AFTER:
        told = say("proofs.working", what=say(f"proofs.what.{what}"), states=states, seconds=seconds)
        click.echo(f"\r{told}\x1b[K", nl=False, err=True)
