"""Parts in files of their own, `parts/casevac.yaml` beside the scenarios that use them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from simulator import shape
from simulator.checking import checked
from simulator.model import PartHead
from simulator.part_calls import SharedPart, are_ids, check_kinds, fill_parts
from simulator.problems import Problems
from simulator.source import AREA_FILE, PARTS_FOLDER, Source, read_source
from simulator.vocabulary import Vocabulary

OF_PART = frozenset({"with", "start", "scenes"})
"""Keys of a part's file that make the part itself; the others are its head."""


def with_parts(
    file: FilePath, source: Source, vocabulary: Vocabulary, areas: Mapping[str, FilePath], problems: Problems
) -> Source | None:
    """A scenario's file with its parts filled in, those in files of their own too. None where that is impossible."""
    before = len(problems)
    used = list(_used(file, source, areas, problems))
    return fill_parts(source, used, vocabulary, problems) if len(problems) == before else None


def part_files(folder: FilePath) -> dict[str, FilePath]:
    """The files of parts that stand beside the scenarios of a folder, by id."""
    return {file.stem: file for file in sorted((folder / PARTS_FOLDER).glob("*.yaml"))}


def _used(file: FilePath, source: Source, areas: Mapping[str, FilePath], problems: Problems) -> Iterator[SharedPart]:
    data: Mapping[str, Any] = source.data if isinstance(source.data, dict) else {}
    uses, own = data.get("uses"), data.get("parts")
    if not uses or not are_ids(uses):  # what is wrong is told with the shape of the file
        return
    known = part_files(_folder(file, data, areas))
    for n, id in enumerate(uses):
        if (isinstance(own, dict) and id in own) or id in uses[:n]:
            problems.add("S508", source.place(("uses", n)), name=id)
        elif id not in known:
            problems.add("S308", source.place(("uses", n)), name=id, near=known)
        else:
            part = read_part(known[id], problems)
            yield from [part] if part else []


def _folder(file: FilePath, data: Mapping[str, Any], areas: Mapping[str, FilePath]) -> FilePath:
    """Where the parts stand: beside the file, or else beside its mission area."""
    area = areas.get(str(data.get("mission area")))
    return area.parent if area and not (file.parent / AREA_FILE).exists() else file.parent


def read_part(file: FilePath, problems: Problems, *, text: str | None = None) -> SharedPart | None:
    """A part in a file of its own; None where it cannot be used. Its scenes are looked at where it is played."""
    source = read_source(file, problems, text=text)
    if source is None:
        return None
    if not isinstance(source.data, dict):
        advice = "docs/format.md shows what stands in the file of a part."
        problems.add("S203", source.place(()), wanted="a block of keys", found="something else", advice=advice)
        return None
    try:
        head = checked(PartHead, {key: value for key, value in source.data.items() if key not in OF_PART})
    except ValidationError as error:
        shape.report(error, PartHead, source, problems)
        return None
    if head.id != file.stem:
        problems.add("S524", source.place(("id",)), name=head.id, file=file.name)
    part = SharedPart(head.id, {key: value for key, value in source.data.items() if key in OF_PART}, source, ())
    check_kinds(part, problems)
    return part
