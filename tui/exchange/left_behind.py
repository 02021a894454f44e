"""What of a scenario file does not travel: comments, and parts as they were before they were filled in."""

from __future__ import annotations

import re
from pathlib import Path

from simulator.problems import Problems
from simulator.source import read_source

COMMENT = re.compile(r"(?:^|[ ])#", re.MULTILINE)


def comment_lines(file: Path) -> int:
    """How many lines of a file have a comment; 0 where it cannot be read."""
    source = read_source(file, Problems())
    if source is None:
        return 0
    texts = sorted(
        (event.start_mark.index, event.end_mark.index)
        for event in source.events.values()
        if isinstance(getattr(event, "value", None), str)
    )
    lines, at = set(), 0
    for found in COMMENT.finditer(source.text):
        index = found.end() - 1
        while at < len(texts) and texts[at][1] <= index:
            at += 1
        if at == len(texts) or texts[at][0] > index:
            lines.add(source.text.count("\n", 0, index))
    return len(lines)


def calls_parts(file: Path) -> bool:
    """Whether a file has parts with parameters, or uses parts that have files of their own."""
    source = read_source(file, Problems())
    data = source.data if source and isinstance(source.data, dict) else {}
    parts = data.get("parts")
    own = parts.values() if isinstance(parts, dict) else ()
    return bool(data.get("uses")) or any(isinstance(part, dict) and "with" in part for part in own)
