"""Packs for tests: one of the small scenarios, and ways to spoil it."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from simulator.loading import load
from tests.tui.playing import GATE, SMALL, TWO_WORDS
from tui.exchange.belonging import of_file
from tui.exchange.manifest import MANIFEST, digest, review_of
from tui.exchange.packing import pack
from tui.policy import vocabulary

REVIEW = review_of({"status": "approved", "reviewer": "Ana Lee", "date": "2026-11-01", "licence": "CC BY 4.0"})


def small_pack(*files: Path) -> bytes:
    """A pack of these files, else of the gate and of a second scenario in the same mission area."""
    return packed(*files) if files else usual_pack()


@cache
def usual_pack() -> bytes:
    """The pack of the gate and of the second scenario, made once."""
    return packed(GATE, TWO_WORDS)


def packed(*files: Path) -> bytes:
    """A pack of these files."""
    return pack([each for file in files for each in of_file(load(file, vocabulary()), file, {})], REVIEW)


def copied(folder: Path, **changes: str) -> Path:
    """The gate in a folder of its own, with a note, and with some of its text changed."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(SMALL / "area.yaml", folder)
    text = GATE.read_text()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    file = folder / GATE.name
    file.write_text(text)
    file.with_name("the-gate.note.md").write_text("# For the instructor\n\nAsk who speaks for them.\n")
    return file


def contents(content: bytes) -> dict[str, bytes]:
    """The files in a pack, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: Mapping[str, bytes | tuple[zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip file, with members as they are given."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", method) as archive:
        for name, member in members.items():
            if isinstance(member, tuple):
                archive.writestr(*member)
            else:
                archive.writestr(name, member)
    return stored.getvalue()


def altered(content: bytes, name: str, new: bytes, *, listed: bool = True) -> bytes:
    """A pack with one file changed; with `listed` its list is made to fit, as by somebody who knows how."""
    members = contents(content)
    old = members[name]
    members[name] = new
    if listed:
        text = members[MANIFEST].decode().replace(digest(old), digest(new))
        lines = text.split("\n")
        at = next(n for n, line in enumerate(lines) if line.strip() == f"- file: {name}")
        lines[at + 2] = f"    bytes: {len(new)}"
        members[MANIFEST] = "\n".join(lines).encode()
    return zipped(members)
