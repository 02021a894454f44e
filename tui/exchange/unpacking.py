"""Opening a pack from a stranger: every file is checked, against the list and by itself, before anything is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from simulator import limits
from simulator.characters import unseen
from simulator.loading import validated
from simulator.problems import LoadError, Problem, Problems, shown
from simulator.scenario import Scenario
from simulator.source import AREA_FILE, read_source
from tui.exchange.archives import BadArchive, Bounds, content_of, members_of
from tui.exchange.manifest import MANIFEST, NAME, Kind, Manifest, Member, Review, digest
from tui.heads import PLANS
from tui.planning.reading import read_plans
from tui.proof_sheets.told import FOLDER, file_name
from tui.words import say

BOUNDS = Bounds(file=60_000_000, content=60_000_000, member=limits.FILE_BYTES, members=501)
"""A pack of a hundred long scenarios has about twenty million bytes."""

DEPTH = 40
"""How deep a proof sheet may be nested: three times as deep as ours."""

Load = Callable[[Path], Scenario]


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One scenario of a pack, ready to run, with what came along: the instructor's note, test plans, proof sheets.

    The sheets stand by variant, that without one at ''. Nobody has proved here what they say.
    """

    scenario: Scenario
    note: str | None = None
    plans: str | None = None
    sheets: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was checked."""

    review: Review
    scenarios: tuple[Unpacked, ...]


def unpack(file: Path, load: Load) -> Pack:
    """Everything in a pack. `load` loads a scenario's file. Raises BadArchive, LoadError, OSError."""
    members = members_of(content_of(file, BOUNDS), file, BOUNDS)
    manifest = _manifest(file, members.pop(MANIFEST, None))
    _compare(file, manifest, members)
    texts = {name: _text(file, name, content) for name, content in members.items()}
    with _laid_out(members) as folder:
        scenarios = _loaded(file, folder, manifest, load)
    return Pack(manifest.review, tuple(_with_company(file, member, scenario, texts) for member, scenario in scenarios))


def _manifest(file: Path, content: bytes | None) -> Manifest:
    name = say("exchange.pack.place", file=shown(file.name), name=MANIFEST)
    if content is None:
        raise BadArchive(say("exchange.pack.none", file=shown(file.name)))
    problems = Problems()
    source = read_source(name, problems, text=_text(file, MANIFEST, content))
    manifest = validated(Manifest, source, problems)
    if manifest is None or problems:
        raise LoadError(problems)
    if manifest.review.status != "draft" and not (manifest.review.reviewer and manifest.review.date):
        raise _refused(file, MANIFEST, "review")
    return manifest


def _compare(file: Path, manifest: Manifest, members: dict[str, bytes]) -> None:
    """The files are those of the list, whole and as they were made, and have plain names."""
    listed = {member.file: member for member in manifest.files}
    if len(listed) != len(manifest.files):
        raise _refused(file, MANIFEST, "twice")
    for name in {**listed, **members}:
        if not NAME.fullmatch(name):
            raise _refused(file, name, "name")
        if name not in members:
            raise _refused(file, name, "missing")
        if name not in listed:
            raise _refused(file, name, "unlisted")
        if _kind_of(name) != listed[name].kind:
            raise _refused(file, name, "kind")
        if digest(members[name]) != listed[name].sha256 or len(members[name]) != listed[name].bytes:
            raise _refused(file, name, "changed")


def _kind_of(name: str) -> Kind:
    """What a file in a pack is, by its name: a list cannot pass one thing off as another, which is checked less."""
    path = PurePosixPath(name)
    if path.parent.name in ("parts", "proofs"):
        return "part" if path.parent.name == "parts" else "proof sheet"
    if path.name == AREA_FILE:
        return "mission area"
    endings: tuple[tuple[str, Kind], ...] = ((PLANS, "test plans"), (".note.md", "note"), (".yaml", "scenario"))
    return next((kind for ending, kind in endings if name.endswith(ending)), "proof sheet")


def _text(file: Path, name: str, content: bytes) -> str:
    try:
        text = content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _refused(file, name, "encoding") from error
    # What is wrong in YAML is told with its line when it is loaded.
    if not name.endswith(".yaml") and unseen(text.replace("\t", " ")):
        raise _refused(file, name, "unseen")
    return text


@contextmanager
def _laid_out(members: dict[str, bytes]) -> Iterator[Path]:
    """The files in a folder of their own, for as long as they are loaded; their names have been checked."""
    with TemporaryDirectory(prefix="peacepack-") as name:
        for member, content in members.items():
            target = Path(name) / member
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        yield Path(name)


def _loaded(file: Path, folder: Path, manifest: Manifest, load: Load) -> list[tuple[Member, Scenario]]:
    """Each scenario with its line in the list; all problems of all of them are told."""
    found: list[tuple[Member, Scenario]] = []
    problems: list[Problem] = []
    for member in manifest.files:
        try:
            if member.kind == "scenario":
                scenario = load(folder / member.file)
                _check_scenario(file, member, scenario, found)
                found.append((member, scenario))
            elif member.kind == "test plans":
                read_plans(folder / member.file)
        except LoadError as error:
            problems += [_moved(problem, file, folder) for problem in error.problems]
    if problems:
        raise LoadError(problems)
    if not found:
        raise BadArchive(say("exchange.pack.empty", file=shown(file.name)))
    return found


def _check_scenario(file: Path, member: Member, scenario: Scenario, before: list[tuple[Member, Scenario]]) -> None:
    """Its mission area is the one that came along, and no other scenario of the pack has its id."""
    if PurePosixPath(member.file).parent.name != scenario.area.id:
        raise _refused(file, member.file, "folder")
    if any(other.id == scenario.id for _, other in before):
        raise _refused(file, member.file, "id")


def _moved(problem: Problem, file: Path, folder: Path) -> Problem:
    """A problem with the place where it is in the pack."""
    inside = problem.place.file.removeprefix(f"{folder}/")
    name = say("exchange.pack.place", file=shown(file.name), name=inside)
    return replace(problem, place=replace(problem.place, file=name))


def _with_company(file: Path, member: Member, scenario: Scenario, texts: dict[str, str]) -> Unpacked:
    """What came along. A proof sheet of another version is left out: with other words or rules it says nothing."""
    stem = member.file.removesuffix(".yaml")
    folder = PurePosixPath(member.file).parent / FOLDER
    sheets: dict[str, dict[str, Any]] = {}
    for variant in ("", *scenario.file.variants) if member.version == scenario.hash else ():
        name = str(folder / file_name(scenario.id, variant))
        if name in texts:
            sheets[variant] = _sheet(file, name, texts[name])
    return Unpacked(scenario, texts.get(f"{stem}.note.md"), texts.get(f"{stem}.plans.yaml"), sheets)


def _sheet(file: Path, name: str, text: str) -> dict[str, Any]:
    """A proof sheet as data: JSON without anything that would take long or never end."""
    deep = max(_depths(text), default=0)
    try:
        data = json.loads(text) if deep <= DEPTH else None
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise _refused(file, name, "sheet")
    return data


def _depths(text: str) -> Iterator[int]:
    """How deep brackets stand at each bracket, those in texts counted too: more than enough is refused either way."""
    depth = 0
    for sign in text:
        depth += (sign in "[{") - (sign in "]}")
        yield depth


def _refused(file: Path, name: str, why: str) -> BadArchive:
    reason = say(f"exchange.pack.refused.{why}")
    return BadArchive(say("exchange.pack.member", file=shown(file.name), name=shown(name), why=reason))
