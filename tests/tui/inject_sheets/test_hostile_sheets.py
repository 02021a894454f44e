"""Documents and workbooks that somebody made to do harm, or that were damaged on the way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from simulator.problems import SimulatorError
from tests.hostile import PROGRAMS, bounded, changed_bytes, changed_text, timeout, tried
from tests.tui.exchange.packs import zipped
from tests.tui.inject_sheets.making import (
    LIST,
    ONE,
    Rows,
    brought_in,
    codes_of,
    document,
    scenario_in,
    told_of,
    workbook,
)

BODY = "word/document.xml"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
TABLE: Rows = [("Serial", "Time", "Subject", "To", "Message"), ("7", "H+10", "Fuel", "FC", "The army asks.")]
ODD = ("<w:tbl>", "</w:tc>", "<w:gridSpan w:val='99999'/>", '<w:vMerge w:val="continue"/>', "&#1;", "<w:sdt/>")


def members(folder: Path) -> dict[str, bytes]:
    """The files in a harmless document."""
    with zipfile.ZipFile(io.BytesIO(document(folder, [TABLE]).read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files in a harmless document, made once."""
    return members(tmp_path_factory.mktemp("harmless"))


def outcome(content: bytes, folder: Path) -> str:
    """What a file holds, or why it is refused, which is always in words."""
    file = folder / "sheets.docx"
    file.write_bytes(content)
    with bounded():
        try:
            return ",".join(brought_in(file).file.injects)
        except SimulatorError as error:
            return str(error)


def with_body(members: dict[str, bytes], old: bytes, new: bytes) -> bytes:
    """The document with something else in its body."""
    assert old in members[BODY]
    return zipped({**members, BODY: members[BODY].replace(old, new, 1)}, zipfile.ZIP_DEFLATED)


Make = Callable[[dict[str, bytes]], bytes]
HOSTILE: dict[str, tuple[Make, str]] = {
    "entities": (lambda m: with_body(m, b"<w:document", ENTITIES + b"<w:document"), "damaged"),
    "another encoding": (lambda m: zipped({**m, BODY: m[BODY].decode().encode("utf-16")}), "damaged"),
    "macros": (lambda m: zipped({**m, "word/vbaProject.bin": b"x"}), "macros"),
    "a bomb": (lambda m: zipped({**m, "word/b.xml": b" " * 50_000_000}, zipfile.ZIP_DEFLATED), "larger than"),
    "a bomb of pictures": (
        lambda m: zipped({**m, **{f"word/media/{n}.png": b"\0" * 9_000_000 for n in range(5)}}, zipfile.ZIP_DEFLATED),
        "larger than",
    ),
    "tags without end": (lambda m: with_body(m, b"<w:tbl>", b"<w:p/>" * 600_000 + b"<w:tbl>"), "far more"),
    "tags in tags": (lambda m: with_body(m, b"<w:tbl>", b"<w:sdt>" * 5_000 + b"<w:tbl>"), "damaged"),
    "tags in tags that end": (
        lambda m: with_body(m, b"<w:tbl>", b"<w:p>" + b"<w:ins>" * 200 + b"</w:ins>" * 200 + b"</w:p><w:tbl>"),
        "inject-7",
    ),
    "a file outside": (lambda m: zipped({**m, "../evil.xml": b"x"}), "outside"),
    "a cell over a million columns": (
        lambda m: with_body(m, b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="999999999"/>'),
        "inject-7",
    ),
    "half of it": (lambda m: zipped(m)[:9_000], "damaged"),
    "text": (lambda m: b"Serial,Time\n", "damaged"),
    "a zip file of something else": (lambda m: zipped({"a.txt": b"x"}), "neither"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_document_that_does_harm_is_refused(what: str, harmless: dict[str, bytes], tmp_path: Path) -> None:
    """What would run, grow or reach out is refused in a sentence."""
    make, said = HOSTILE[what]
    assert said in outcome(make(harmless), tmp_path)


@timeout
@tried(30)
@given(program=PROGRAMS)
def test_a_damaged_document_never_hangs_and_never_breaks(
    program: bytes, harmless: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A document with turned, lost or doubled bytes is read or refused in words."""
    assert outcome(changed_bytes(zipped(harmless), program), tmp_path_factory.mktemp("sheets"))


@timeout
@tried(30)
@given(program=PROGRAMS)
def test_a_document_with_odd_xml_never_hangs_and_never_breaks(
    program: bytes, harmless: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A document in which lines were moved, doubled, cut or made odd is read or refused in words."""
    text = harmless[BODY].decode().replace("><", ">\n<")
    odd = changed_text(text, program, ODD).encode("utf-8", "replace")
    assert outcome(zipped({**harmless, BODY: odd}), tmp_path_factory.mktemp("sheets"))


def test_pictures_and_embedded_files_are_left_aside(harmless: dict[str, bytes], tmp_path: Path) -> None:
    """A chart in a document does not keep its table from being read."""
    file = tmp_path / "sheets.docx"
    file.write_bytes(zipped({**harmless, "word/embeddings/sheet1.xlsx": b"x", "word/media/a.png": b"x"}))
    found = brought_in(file)
    assert list(found.file.injects) == ["inject-7"]
    assert len(found.notices) == 2  # what is not read; that H+10 is minutes


def test_words_in_controls_and_tracked_changes_are_read(harmless: dict[str, bytes], tmp_path: Path) -> None:
    """What is inserted or stands in a field to fill in is there for people; what is taken out is not."""
    run = b"<w:r><w:t>The army asks.</w:t></w:r>"
    body = harmless[BODY]
    assert run in body
    inserted = b'<w:sdt><w:sdtContent><w:ins w:id="1">' + run + b"</w:ins></w:sdtContent></w:sdt>"
    taken_out = b'<w:del w:id="2"><w:r><w:delText>No!</w:delText></w:r></w:del>'
    content = zipped({**harmless, BODY: body.replace(run, inserted + taken_out)})
    (tmp_path / "sheets.docx").write_bytes(content)
    (inject,) = scenario_in(tmp_path / "sheets.docx").injects.values()
    assert inject.text == "The army asks."


def test_formulas_are_told_once_for_a_column(tmp_path: Path) -> None:
    """A formula that was never worked out gives nothing; the rest of the row is taken."""
    rows = [("=A1+1", f"09{n}0", *ONE[2:]) for n in range(1, 5)]
    file = workbook(tmp_path, [LIST, *rows])
    assert [line for line in told_of(file) if "cell A2: X923" in line and "(cells: 4)" in line]
    assert codes_of(file) == ["X923"]
    assert len(scenario_in(file).injects) == 4


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    """Nothing comes into a scenario that nobody saw; that it is there is told."""

    def hide(book: Any) -> None:
        hidden = book.create_sheet("Truth")
        for row in (LIST, (9, *ONE[1:])):
            hidden.append(list(row))
        hidden.sheet_state = "hidden"

    file = workbook(tmp_path, [LIST, ONE], hide)
    assert codes_of(file) == ["X922"]
    assert list(scenario_in(file).injects) == ["inject-1"]


def test_merged_cells_over_everything_cost_nothing(tmp_path: Path) -> None:
    """Who merges the empty end of a sheet has merged nothing that is read."""
    file = workbook(tmp_path, [LIST, ONE])
    with zipfile.ZipFile(file) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    merged = b'</sheetData><mergeCells count="2"><mergeCell ref="A2:XFD1048576"/><mergeCell ref="B2:B3"/></mergeCells>'
    assert b"</sheetData>" in inside[sheet]
    file.write_bytes(zipped({**inside, sheet: inside[sheet].replace(b"</sheetData>", merged)}))
    with bounded():
        assert list(scenario_in(file).injects) == ["inject-1"]


def test_signs_that_hide_something_are_told_and_left_out(tmp_path: Path) -> None:
    """A sign that turns a line around is named with its cell; soft hyphens and fixed spaces are not worth a word."""
    file = workbook(tmp_path, [LIST, (1, "0910", "Call", "Do \u202enot\u202c go.\xa0No\xadw.", *ONE[4:])])
    assert [line for line in told_of(file) if "cell D2: S104" in line and "U+202E" in line]
    assert scenario_in(file).injects["inject-1"].text == "Do not go. Now."
