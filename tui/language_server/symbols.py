"""The table of contents of a file: its scenes, injects, parts and what else it declares."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from simulator.yaml_reader import Path
from tui.language_server.buffer import Buffer
from tui.language_server.outline import Token
from tui.language_server.places import Places

CONTENTS: dict[str, types.SymbolKind] = {
    "scenes": types.SymbolKind.Class,
    "injects": types.SymbolKind.Event,
    "parts": types.SymbolKind.Module,
    "state": types.SymbolKind.Variable,
    "documents": types.SymbolKind.File,
    "who": types.SymbolKind.Constant,
    "seats": types.SymbolKind.Interface,
    "variants": types.SymbolKind.EnumMember,
    "properties": types.SymbolKind.Property,
    "dilemmas": types.SymbolKind.Property,
    "parties": types.SymbolKind.Constant,
    "cards": types.SymbolKind.File,
    "sops": types.SymbolKind.File,
}
"""The blocks of the head that are listed, and what an editor draws beside their entries."""


def symbols(buffer: Buffer, places: Places) -> list[types.DocumentSymbol]:
    """What the file declares, each block with its entries; scenes are told by their titles."""
    if buffer.readable is None:
        return []
    ends = _ends(buffer)
    found: list[types.DocumentSymbol] = []
    for block, kind in CONTENTS.items():
        key = buffer.outline.key((block,))
        if key is not None:
            entries = _entries(buffer, (block,), kind, places, ends)
            found.append(_symbol(key, block, types.SymbolKind.Namespace, places, ends, entries))
    return sorted(found, key=lambda symbol: symbol.range.start.line)


def _entries(
    buffer: Buffer, block: Path, kind: types.SymbolKind, places: Places, ends: dict[Path, int]
) -> list[types.DocumentSymbol]:
    found: list[types.DocumentSymbol] = []
    for id in buffer.outline.keys(block):
        key = buffer.outline.key((*block, id))
        if key is not None:
            inner = _inside(buffer, key.path, places, ends)
            title = buffer.outline.value((*key.path, "title")) or buffer.outline.value((*key.path, "name"))
            found.append(_symbol(key, id, kind, places, ends, inner, title))
    return found


def _inside(buffer: Buffer, path: Path, places: Places, ends: dict[Path, int]) -> list[types.DocumentSymbol]:
    """The scenes of a part, the options of a scene."""
    if path[0] == "parts" and len(path) == 2:
        return _entries(buffer, (*path, "scenes"), types.SymbolKind.Class, places, ends)
    if path[-2] != "scenes":
        return []
    blocks: Iterable[Path] = [(*path, "options"), (*path, "select", "options")]
    return [each for block in blocks for each in _entries(buffer, block, types.SymbolKind.Method, places, ends)]


def _symbol(
    key: Token,
    name: str,
    kind: types.SymbolKind,
    places: Places,
    ends: dict[Path, int],
    children: list[types.DocumentSymbol],
    detail: str | None = None,
) -> types.DocumentSymbol:
    end = max(ends.get(key.path, key.end), key.end)
    return types.DocumentSymbol(
        name=name or " ",
        detail=detail,
        kind=kind,
        range=places.range(key.start, end),
        selection_range=places.range(key.start, key.end),
        children=children,
    )


def _ends(buffer: Buffer) -> dict[Path, int]:
    """Where each entry ends, with all that is in it; only as deep as the list goes."""
    found: dict[Path, int] = {}
    for token in buffer.outline.tokens:
        for length in range(1, min(len(token.path), 7) + 1):
            found[token.path[:length]] = token.end
    return found
