"""Opening a zip file from a stranger: nothing is written to the disk, and no more is read than the limits allow.

Packs and workbooks are both zip files. What is refused is told in one sentence.
"""

from __future__ import annotations

import io
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path

from simulator.characters import unseen
from simulator.problems import SimulatorError, shown
from tui.words import say

NAME = 200
"""Characters of a member's name."""

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1


class BadArchive(SimulatorError):
    """A pack or workbook cannot be used; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most bytes of the file, of all that is in it and of one member, and the most members."""

    file: int
    content: int
    member: int
    members: int


def content_of(file: Path, bounds: Bounds) -> bytes:
    """The bytes of the file; never waits for a pipe, and never reads what is too large. Raises BadArchive, OSError."""
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):
        raise BadArchive(say("exchange.archive.no-file", file=shown(file.name)))
    with file.open("rb") as opened:
        content = opened.read(bounds.file + 1)
    if len(content) > bounds.file:
        raise BadArchive(say("exchange.archive.too-large", file=shown(file.name), most=bounds.file))
    return content


def members_of(content: bytes, file: Path, bounds: Bounds) -> dict[str, bytes]:
    """What each member holds, by name, in the order of the file. Raises BadArchive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read_all(archive, file, bounds)
    except BadArchive:
        raise
    except Exception as error:  # it is in memory: whatever goes wrong, and much does, is wrong with the file
        raise BadArchive(say("exchange.archive.damaged", file=shown(file.name))) from error


def _read_all(archive: zipfile.ZipFile, file: Path, bounds: Bounds) -> dict[str, bytes]:
    infos = archive.infolist()
    if len(infos) > bounds.members:
        raise BadArchive(say("exchange.archive.too-many", file=shown(file.name), most=bounds.members))
    found: dict[str, bytes] = {}
    left, names = bounds.content, set[str]()
    for info in infos:
        _check_member(info, file, names)
        names.add(info.filename.casefold())
        if info.is_dir():
            continue
        content = _read(archive, info, min(bounds.member, left), file)
        left -= len(content)
        found[info.filename] = content
    return found


def _check_member(info: zipfile.ZipInfo, file: Path, names: set[str]) -> None:
    """A plain file with a plain name of its own, inside the folder that it would be put into."""
    name, kind = info.filename, info.external_attr >> 16
    reason = _flaw_of_name(name)
    if reason is None and name.casefold() in names:
        reason = "twice"
    elif kind and stat.S_IFMT(kind) not in (0, stat.S_IFREG, stat.S_IFDIR):
        reason = "link"
    elif info.flag_bits & ENCRYPTED:
        reason = "encrypted"
    elif info.compress_type not in METHODS:
        reason = "method"
    if reason is not None:
        why = say(f"exchange.archive.member.{reason}")
        raise BadArchive(say("exchange.archive.member-refused", file=shown(file.name), name=shown(name), why=why))


def _flaw_of_name(name: str) -> str | None:
    parts = name.removesuffix("/").split("/")
    if unseen(name) or len(name) > NAME:
        return "name"
    if "\\" in name or ":" in name or name.startswith("/") or any(part in ("", ".", "..") for part in parts):
        return "outside"
    return None


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, file: Path) -> bytes:
    """At most one byte more than is allowed, whatever the file says about its own size."""
    with archive.open(info) as opened:
        content = opened.read(most + 1)
    if len(content) > most:
        raise BadArchive(say("exchange.archive.content", file=shown(file.name), name=shown(info.filename)))
    return content
