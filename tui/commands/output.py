"""Output of commands: a table of lines for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

import click

from tui.plain.page import Page, visible
from tui.words import say

FORMAT = 1
"""Raised when the shape of any JSON output changes in a way that could break a reader."""


def put_json(**data: Any) -> None:
    """One JSON object, with the number of its format first."""
    click.echo(json.dumps({"format": FORMAT, **data}, ensure_ascii=False, indent=2))


def put(text: str = "") -> None:
    """One line, without anything that a terminal would obey."""
    click.echo(visible(text))


def out_page() -> Page:
    """A page on the standard output. Raises ClickException where that is closed."""
    if sys.stdout is None:
        raise click.ClickException(say("error.no-output"))
    return Page(sys.stdout)


def put_table(rows: Sequence[Sequence[str]]) -> None:
    """Rows of columns, each as wide as it must be; the last column is never padded."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))] if rows else []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
        put("  ".join([*cells, row[-1]]).rstrip())
