"""Plain mode: the same story line by line, for a screen reader, a poor link, a pipe or a script."""

from __future__ import annotations
