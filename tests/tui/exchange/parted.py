"""A scenario that uses a part with parameters, which has a file of its own."""

from __future__ import annotations

from pathlib import Path

from tests.simulator.test_parts import CALL, OPTION, PART, written
from tests.simulator.writing import VOCABULARY

__all__ = ["VOCABULARY", "with_part"]


def with_part(folder: Path) -> Path:
    """The scenario's file; `parts/search.yaml` stands beside it."""
    (folder / "parts").mkdir(parents=True)
    body = "\n".join(line[4:] for line in PART.splitlines()[1:])
    (folder / "parts" / "search.yaml").write_text(f"format: 1\nid: search\ntitle: A search\n{body}\n")
    return written(folder, {OPTION: CALL + OPTION, "start: at-the-gate": "uses: [search]\nstart: at-the-gate"})
