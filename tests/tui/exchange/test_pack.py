"""Packs: one file for a memory stick, checked like any stranger's, and added whole or not at all."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.database import Database
from simulator.loading import load
from simulator.problems import LoadError, SimulatorError
from tests.hostile import PROGRAMS, bounded, changed_bytes, timeout, tried
from tests.tui.exchange.packs import REVIEW, altered, contents, copied, small_pack, zipped
from tests.tui.exchange.parted import VOCABULARY, with_part
from tests.tui.planning.planned import GOOD
from tests.tui.playing import GATE, gate, peacekeeper, two_words
from tui.exchange.adding import add, compare, review_kept
from tui.exchange.archives import BadArchive
from tui.exchange.belonging import of_file
from tui.exchange.manifest import MANIFEST
from tui.exchange.packing import pack as pack_of
from tui.exchange.unpacking import Pack, unpack
from tui.shelf import Shelf

LOWLAND_GATE = "lowland/the-gate.yaml"


def opened(content: bytes, folder: Path) -> Pack:
    """A pack with this content, opened as `library add` opens it."""
    file = folder / "stick.peacepack"
    file.write_bytes(content)
    return unpack(file, Shelf().load)


def refused(content: bytes, folder: Path) -> str:
    """Why a pack is refused."""
    with pytest.raises(SimulatorError) as caught:
        opened(content, folder)
    return str(caught.value)


def test_what_was_packed_is_what_is_unpacked(tmp_path: Path) -> None:
    """Scenarios come out as the versions that went in, with the note beside them and the review."""
    pack = opened(small_pack(copied(tmp_path / "own")), tmp_path)
    assert [each.scenario.hash for each in pack.scenarios] == [gate().hash]
    assert pack.scenarios[0].note == "# For the instructor\n\nAsk who speaks for them.\n"
    assert pack.review == REVIEW


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    """A pack does not depend on the day, on the folder, or on the order in which its files were named."""
    first, second = copied(tmp_path / "one"), copied(tmp_path / "two")
    assert small_pack(first) == small_pack(second)
    with zipfile.ZipFile(io.BytesIO(small_pack())) as archive:
        assert archive.namelist() == [MANIFEST, *sorted(name for name in archive.namelist() if name != MANIFEST)]


def test_parts_with_files_of_their_own_come_along(tmp_path: Path) -> None:
    """A scenario that uses a part from the folder `parts` is the same version where it is unpacked."""
    own = with_part(tmp_path / "own")
    scenario = load(own, VOCABULARY)
    file = tmp_path / "stick.peacepack"
    file.write_bytes(pack_of(of_file(scenario, own, {}), REVIEW))
    unpacked = unpack(file, lambda file: load(file, VOCABULARY))
    assert [each.scenario.hash for each in unpacked.scenarios] == [scenario.hash]
    assert any(name.endswith("/parts/search.yaml") for name in contents(file.read_bytes()))


def test_test_plans_come_along_and_are_checked(tmp_path: Path) -> None:
    """Plans beside a scenario are in its pack; one that does not read is told with its line."""
    own = copied(tmp_path / "own")
    plans = own.with_name("the-gate.plans.yaml")
    plans.write_text(GOOD)
    packed = small_pack(own)
    assert opened(packed, tmp_path).scenarios[0].plans == GOOD
    assert "the-gate.plans.yaml:" in refused(altered(packed, "lowland/the-gate.plans.yaml", b"fromat: 1\n"), tmp_path)


def test_a_pack_is_added_to_the_shelf(tmp_path: Path, database: Database) -> None:
    """What was new is on the shelf afterwards, with the review that its pack told."""
    shelf = Shelf(database)
    pack = opened(small_pack(), tmp_path)
    coming = compare(pack, shelf, database)
    assert [(each.unpacked.scenario.id, each.state) for each in coming] == [("the-gate", "new"), ("two-words", "new")]
    add(coming, pack, shelf, database)
    assert shelf.find("the-gate").hash == gate().hash
    assert shelf.find("two-words").hash == two_words().hash
    assert review_kept(database, gate().hash) == REVIEW
    assert {each.state for each in compare(pack, shelf, database)} == {"same"}


def test_what_changed_against_the_shelf_is_said(tmp_path: Path, database: Database) -> None:
    """Scenes, options and texts that differ are named, and the mission area."""
    shelf = Shelf(database)
    shelf.add(GATE)
    changed = copied(tmp_path / "own", **{"She says that the last convoy": "He says that this convoy"})
    (each,) = compare(opened(small_pack(changed), tmp_path), shelf, database)
    assert each.state == "changed"
    assert each.changes == ("changed: option talk of scene at-the-gate: consequence",)
    area = changed.with_name("area.yaml")
    area.write_text(area.read_text().replace("summary: ", "summary: Once more. ", 1))
    (each,) = compare(opened(small_pack(changed), tmp_path), shelf, database)
    assert each.changes[-1] == "changed: the mission area"


def test_what_ships_stays_as_it_is(tmp_path: Path, database: Database) -> None:
    """A scenario that comes with the program is not replaced by a pack's; the others of the pack are added."""
    ships = GATE.parent
    shelf = Shelf(database, ships)
    other = copied(tmp_path / "own", **{"title: The gate\n": "title: The other gate\n"})
    pack = opened(small_pack(other), tmp_path)
    coming = compare(pack, shelf, database)
    assert [each.state for each in coming] == ["ships"]
    add(coming, pack, shelf, database)
    assert shelf.find("the-gate").hash == gate().hash
    assert database.scenarios.list() == []


def test_nothing_is_half_added(tmp_path: Path, database: Database) -> None:
    """Where the second scenario of a pack cannot be kept, the first is not on the shelf either."""
    shelf = Shelf(database)
    with database.connection.write() as statements:
        statements.execute(
            "create trigger full before insert on scenarios when new.scenario_id = 'two-words'"
            " begin select raise(abort, 'the disk is full'); end"
        )
    pack = opened(small_pack(), tmp_path)
    with pytest.raises(SimulatorError):
        add(compare(pack, shelf, database), pack, shelf, database)
    assert database.scenarios.list() == []
    assert "the-gate" not in [item.id for item in shelf.items()]


@pytest.mark.parametrize(
    ("name", "new", "said"),
    [
        (LOWLAND_GATE, b"id: other\n", "S201"),
        (LOWLAND_GATE, b"a: \xff\n", "not UTF-8"),
        (LOWLAND_GATE, b"a: [", "S105"),
        (LOWLAND_GATE, b"title: a\x1b[2Jb\n", "S104"),
        ("lowland/area.yaml", b"format: 1\n", "S201"),
        ("lowland/the-gate.note.md", b"Look: \x1b[2J", "cannot be seen"),
        ("lowland/the-gate.note.md", "Turn \u202e round".encode(), "cannot be seen"),
    ],
)
def test_every_file_of_a_pack_is_checked(name: str, new: bytes, said: str, tmp_path: Path) -> None:
    """Whatever is wrong with one file is told as for any other file, with its name in the pack."""
    found = refused(altered(small_pack(copied(tmp_path / "own")), name, new), tmp_path)
    assert said in found
    assert f"stick.peacepack, {name}" in found or f"stick.peacepack was not added: {name}" in found


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return info


def with_file(name: str, content: bytes = b"x") -> bytes:
    """The small pack with one more file."""
    return zipped({**contents(small_pack()), name: content})


def twice(name: str) -> bytes:
    """The small pack in which one file stands twice, which zip allows."""
    stored = io.BytesIO(small_pack())
    with zipfile.ZipFile(stored, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(name, b"other")
    return stored.getvalue()


def without(name: str) -> bytes:
    members = contents(small_pack())
    del members[name]
    return zipped(members)


def manifest_with(old: bytes, new: bytes) -> bytes:
    members = contents(small_pack())
    assert old in members[MANIFEST]
    return zipped({**members, MANIFEST: members[MANIFEST].replace(old, new, 1)})


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a changed file": (lambda: altered(small_pack(), LOWLAND_GATE, b"id: other\n", listed=False), "changed or damaged"),
    "a file outside": (lambda: with_file("../evil.yaml"), "outside"),
    "a file at the root": (lambda: with_file("/etc/evil.yaml"), "outside"),
    "a drive": (lambda: with_file("C:evil.yaml"), "outside"),
    "a backslash": (lambda: with_file("lowland/..\\evil.yaml"), "outside"),
    "a name with a control sign": (lambda: with_file("lowland/\x1b[2J.yaml"), "cannot be seen"),
    "a program": (lambda: with_file("lowland/run.exe"), "no file of a pack"),
    "a file too many": (lambda: with_file("lowland/more.yaml"), "not in the list"),
    "a file too few": (lambda: without(LOWLAND_GATE), "not in the pack"),
    "no list": (lambda: without(MANIFEST), "no pack"),
    "a link": (lambda: zipped({**contents(small_pack()), "l": (link("lowland/l.yaml"), b"/etc/passwd")}), "plain file"),
    "a file twice": (lambda: twice(LOWLAND_GATE), "twice"),
    "a file twice in other letters": (lambda: with_file("Lowland/the-gate.yaml"), "twice"),
    "a bomb": (lambda: zipped({"lowland/b.yaml": b"a" * 20_000_000}, zipfile.ZIP_DEFLATED), "larger than anything"),
    "many small bombs": (
        lambda: zipped({f"lowland/b{n}.yaml": b"a" * 900_000 for n in range(100)}, zipfile.ZIP_DEFLATED),
        "larger than anything",
    ),
    "many files": (lambda: zipped({f"lowland/b{n}.yaml": b"" for n in range(600)}), "more than 501 files"),
    "another compressor": (lambda: zipped({"lowland/b.yaml": b"a" * 99}, zipfile.ZIP_LZMA), "packed in a way"),
    "no zip file": (lambda: b"PK\x03\x04 and nothing", "damaged"),
    "nothing": (lambda: b"", "damaged"),
    "a list of another format": (lambda: manifest_with(b"format: 1", b"format: 2"), "S204"),
    "a list with a wrong hash": (lambda: manifest_with(b"sha256: ", b"sha256: f"), "S208"),
    "a scenario that calls itself a note": (lambda: manifest_with(b"kind: scenario", b"kind: note"), "does not say"),
    "a review by nobody": (lambda: manifest_with(b"reviewer: Ana Lee, ", b""), "by whom"),
    "a reviewer who turns the line": (lambda: manifest_with(b"Ana Lee", "Ana\u202eLee".encode()), "S104"),
    "a list with markup": (lambda: manifest_with(b"Ana Lee", b"Ana <b>Lee</b>"), "S121"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_pack_that_does_harm_is_refused(what: str, tmp_path: Path) -> None:
    """Whatever a pack holds that does not belong there, one sentence says so, and nothing is written anywhere."""
    make, said = HOSTILE[what]
    assert said in refused(make(), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["stick.peacepack"]


def test_an_encrypted_pack_is_refused(tmp_path: Path) -> None:
    """Nobody is asked for a password."""
    content = bytearray(zipped({MANIFEST: b"format: 1"}))
    central = content.rfind(b"PK\x01\x02")
    content[6] |= 1
    content[central + 8] |= 1
    assert "encrypted" in refused(bytes(content), tmp_path)


@timeout
@tried(300)
@given(program=PROGRAMS, compressed=st.booleans())
def test_a_damaged_pack_never_hangs_and_never_breaks(
    program: bytes, compressed: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A pack with turned, lost or doubled bytes is refused in words, or is still the same pack."""
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    whole = zipped(contents(small_pack()), method)
    with bounded():
        try:
            pack = opened(changed_bytes(whole, program), tmp_path_factory.getbasetemp())
        except (LoadError, BadArchive):
            return
    assert {each.scenario.hash for each in pack.scenarios} == {gate().hash, two_words().hash}


def test_a_pack_goes_from_one_laptop_to_another(tmp_path: Path) -> None:
    """`pack` here, `library add` there: it shows the review and what is new, and asks before it replaces."""
    own, stick, there = copied(tmp_path / "own"), tmp_path / "stick.peacepack", tmp_path / "there.db"
    review = ("--status", "reviewed", "--reviewer", "Ana Lee", "--date", "2026-11-01", "--licence", "CC BY 4.0")
    done = peacekeeper("pack", own, "-o", stick, *review)
    assert done.returncode == 0, done.stderr
    first = peacekeeper("library", "add", stick, "--db", there)
    assert "Reviewed by Ana Lee on 2026-11-01" in first.stdout
    assert "new: The gate (the-gate)" in first.stdout
    copied(tmp_path / "own", **{"title: The gate\n": "title: The other gate\n"})
    assert peacekeeper("pack", own, "-o", stick).returncode == 2
    assert peacekeeper("pack", own, "-o", stick, "--yes").returncode == 0
    refused = peacekeeper("library", "add", stick, "--db", there)
    assert refused.returncode == 2
    assert "--yes" in refused.stderr
    assert "The other gate" not in peacekeeper("library", "list", "--db", there).stdout
    added = json.loads(peacekeeper("library", "add", stick, "--db", there, "--yes", "--json").stdout)["added"]
    assert [(each["id"], each["state"], each["changes"]) for each in added] == [
        ("the-gate", "changed", ["head: title"])
    ]
    onward = tmp_path / "onward.peacepack"
    assert peacekeeper("pack", "the-gate", "-o", onward, "--db", there).returncode == 0
    same = json.loads(peacekeeper("library", "add", onward, "--db", there, "--json").stdout)["added"]
    assert [each["state"] for each in same] == ["same"]
    assert (
        contents(onward.read_bytes())["lowland/the-gate.note.md"]
        == contents(stick.read_bytes())["lowland/the-gate.note.md"]
    )
    shown = peacekeeper("library", "show", "the-gate", "--db", there).stdout
    assert "The other gate" in shown
    assert "Nobody has reviewed" in shown


def test_a_scenario_with_problems_is_not_packed(tmp_path: Path) -> None:
    """What does not check does not travel: all problems are told, with status 1."""
    own = copied(tmp_path / "own", **{"then: who-goes-where": "then: who-goes-there"})
    done = peacekeeper("pack", own, "-o", tmp_path / "stick.peacepack")
    assert done.returncode == 1
    assert "who-goes-there" in done.stdout
    assert not (tmp_path / "stick.peacepack").exists()
