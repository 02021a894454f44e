"""Workbooks that somebody made to do harm, or that were damaged on the way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.problems import SimulatorError
from tests.hostile import PROGRAMS, bounded, changed_bytes, changed_text, timeout, tried
from tests.tui.exchange.packs import zipped
from tests.tui.playing import GATE, SMALL, gate
from tui.exchange.workbook_reading import imported
from tui.exchange.workbook_writing import workbook_of
from tui.policy import vocabulary

OPTIONS = "xl/worksheets/sheet5.xml"
ODD = ('<c r="A1" t="s"><v>99999</v></c>', "</row>", '<c r="ZZZ9"/>', "&#1;", "<f>1+1</f>", "t='n'", "<v>1e999</v>")


@cache
def members() -> dict[str, bytes]:
    """The files in the gate's workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook_of(gate().file))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def outcome(content: bytes, folder: Path) -> str:
    """The version that a workbook holds, or why it is refused, which is always in words."""
    file = folder / "review.xlsx"
    file.write_bytes(content)
    with bounded():
        try:
            return imported(file, vocabulary(), {}, SMALL / GATE.name).hash
        except SimulatorError as error:
            return str(error)


def changed(name: str, old: bytes, new: bytes) -> bytes:
    """The workbook with something else in one of its files."""
    assert old in members()[name]
    return zipped({**members(), name: members()[name].replace(old, new, 1)}, zipfile.ZIP_DEFLATED)


def disguised(sheet: bytes) -> bytes:
    """The workbook with one of its sheets under the name of a picture."""
    rels = "xl/_rels/workbook.xml.rels"
    path = members()[rels].replace(b"worksheets/sheet5.xml", b"media/picture.png")
    assert path != members()[rels]
    return zipped({**members(), rels: path, "xl/media/picture.png": sheet})


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
MERGED = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "entities that grow": (lambda: changed(OPTIONS, b"<worksheet", ENTITIES + b"<worksheet"), "damaged"),
    "entities in other letters": (
        lambda: zipped({**members(), OPTIONS: (ENTITIES + members()[OPTIONS]).decode().encode("utf-16")}),
        "damaged",
    ),
    "an encoding that hides entities": (
        lambda: changed(OPTIONS, b"<worksheet", b'<?xml version="1.0" encoding="cp037"?><worksheet'),
        "damaged",
    ),
    "macros": (lambda: zipped({**members(), "xl/vbaProject.bin": b"x"}), "macros"),
    "an embedded program": (lambda: zipped({**members(), "xl/embeddings/oleObject1.bin": b"x"}), "macros"),
    "a bomb": (lambda: zipped({**members(), "xl/b.xml": b" " * 50_000_000}, zipfile.ZIP_DEFLATED), "larger than"),
    "a file outside": (lambda: zipped({**members(), "../evil.xml": b"x"}), "outside"),
    "a cell without end": (lambda: changed(OPTIONS, b"<is><t>label", b"<is><t>label" + b"x" * 99_999), "X902"),
    "merged cells over everything": (
        lambda: changed(OPTIONS, b"</sheetData>", b"</sheetData>" + MERGED),
        gate().hash,
    ),
    "a cell at the far end": (
        lambda: changed(OPTIONS, b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        "below row 6000",
    ),
    "an empty cell at the far end": (
        lambda: changed(OPTIONS, b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"/></row></sheetData>'),
        gate().hash,
    ),
    "a row of two million cells": (
        lambda: changed(OPTIONS, b"</sheetData>", b"<row>" + b"<c/>" * 2_000_000 + b"</row></sheetData>"),
        "far more",
    ),
    "a million styles": (
        lambda: changed("xl/styles.xml", b"</cellXfs>", b"<xf/>" * 1_000_000 + b"</cellXfs>"),
        "far more",
    ),
    "a sheet that calls itself a picture": (lambda: disguised(ENTITIES + members()[OPTIONS]), "X901"),
    "half of it": (lambda: zipped(members())[:9_000], "damaged"),
    "text": (lambda: b"id,label\n", "damaged"),
    "a zip file of something else": (lambda: zipped({"a.txt": b"x"}), "not a workbook"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_workbook_that_does_harm_is_refused(what: str, tmp_path: Path) -> None:
    """What would run, grow or hide is refused in a sentence; what is empty or merged changes nothing."""
    make, said = HOSTILE[what]
    assert said in outcome(make(), tmp_path)


@timeout
@tried(60)
@given(program=PROGRAMS)
def test_a_damaged_workbook_never_hangs_and_never_breaks(
    program: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A workbook with turned, lost or doubled bytes is read or refused in words."""
    assert outcome(changed_bytes(zipped(members()), program), tmp_path_factory.getbasetemp())


@timeout
@tried(60)
@given(
    program=PROGRAMS, name=st.sampled_from([OPTIONS, "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet4.xml"])
)
def test_a_workbook_with_odd_xml_never_hangs_and_never_breaks(
    program: bytes, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A workbook in whose sheets lines were moved, doubled, cut or made odd is read or refused in words."""
    text = members()[name].decode().replace("><", ">\n<")
    odd = changed_text(text, program, ODD).encode("utf-8", "replace")
    assert outcome(zipped({**members(), name: odd}), tmp_path_factory.getbasetemp())
