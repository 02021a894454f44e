"""Making a pack: one file for a memory stick, with scenarios and all that belongs to them.

The same files and the same review give the same bytes, on any machine and any day.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.block import plain
from simulator.problems import SimulatorError, shown
from tui.exchange.manifest import MANIFEST, NAME, Kind, Manifest, Member, Review, digest
from tui.exchange.yaml_text import yaml_text
from tui.words import say

NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The day that every member has, so that a pack does not change with the day on which it is made."""

PLAIN_FILE = 0o100644 << 16


class NotPackable(SimulatorError):
    """Files cannot stand in one pack; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One file on its way into a pack."""

    name: str
    kind: Kind
    content: bytes
    id: str | None = None
    version: str | None = None


def pack(files: Iterable[Packed], review: Review) -> bytes:
    """A pack of these files, see `tui.exchange.belonging`. Raises NotPackable."""
    found: dict[str, Packed] = {}
    for packed in files:
        if not NAME.fullmatch(packed.name):
            raise NotPackable(say("exchange.pack.name", name=shown(packed.name)))
        if found.setdefault(packed.name, packed).content != packed.content:
            raise NotPackable(say("exchange.pack.two", name=shown(packed.name)))
    members = sorted(found.values(), key=lambda packed: packed.name)
    return _zipped({MANIFEST: _manifest(members, review), **{packed.name: packed.content for packed in members}})


def _manifest(members: Iterable[Packed], review: Review) -> bytes:
    files = tuple(
        Member(
            file=packed.name,
            kind=packed.kind,
            bytes=len(packed.content),
            sha256=digest(packed.content),
            id=packed.id,
            version=packed.version,
        )
        for packed in members
    )
    return yaml_text(plain(Manifest(format=1, review=review, files=files))).encode()


def _zipped(members: Mapping[str, bytes]) -> bytes:
    """Stored and not compressed: other versions of a compressor give other bytes."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, NO_DAY)
            info.create_system, info.external_attr = 3, PLAIN_FILE
            archive.writestr(info, content)
    return stored.getvalue()
