"""A scenario to a workbook and back: nothing is lost, and an edit in a cell comes back as that edit."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]
from openpyxl.comments import Comment  # type: ignore[import-untyped]

from simulator.block import plain
from simulator.build import version_hash
from simulator.checking import checked
from simulator.loading import load
from simulator.model import ScenarioFile
from simulator.problems import LoadError, SimulatorError
from tests.hostile import tried
from tests.small import AREA, VOCABULARY
from tests.tui.exchange.odd_texts import odd_scenario_data
from tests.tui.exchange.parted import VOCABULARY as PART_WORDS
from tests.tui.exchange.parted import with_part
from tests.tui.playing import GATE, SMALL, TWO_WORDS, gate, peacekeeper
from tui.exchange.authored import authored
from tui.exchange.cells import OTHER, value_of
from tui.exchange.left_behind import calls_parts, comment_lines
from tui.exchange.sheets import SHEETS, title_of
from tui.exchange.workbook_reading import PROBLEMS, Imported, imported, read_back
from tui.exchange.workbook_writing import workbook_of
from tui.exchange.yaml_text import yaml_text
from tui.heads import scenario_files, shipped_folder
from tui.policy import vocabulary
from tui.shelf import areas
from tui.words import has, say

Edit = Callable[[Any], None]


@cache
def gate_workbook() -> bytes:
    """The workbook of the gate."""
    return workbook_of(gate().file)


def edited(folder: Path, edit: Edit) -> Path:
    """The workbook of the gate, after somebody worked on it."""
    book = load_workbook(io.BytesIO(gate_workbook()))
    edit(book)
    file = folder / "review.xlsx"
    book.save(file)
    return file


def brought_back(file: Path) -> Imported:
    """What is imported from a workbook of the small scenarios."""
    return imported(file, vocabulary(), {}, SMALL / GATE.name)


def cell(book: Any, sheet: str, about: str, column: str) -> Any:
    """The cell of the row whose id, scene or key is `about`."""
    head = [each.value for each in book[sheet][1]]
    key = next(head.index(name) for name in ("id", "key", "scene") if name in head)
    row = next(row for row in book[sheet].iter_rows(min_row=2) if row[key].value == about)
    return row[head.index(column)]


def problems_of(file: Path) -> list[str]:
    """Each problem that importing tells, as it is shown."""
    with pytest.raises(LoadError) as caught:
        brought_back(file)
    return [str(problem) for problem in caught.value.problems]


@tried(15)
@given(data=odd_scenario_data())
def test_nothing_is_lost_in_a_workbook(data: dict[str, Any]) -> None:
    """Any scenario, with texts that workbooks like to change, comes back as the same version."""
    file = checked(ScenarioFile, data)
    back = read_back(workbook_of(file))
    assert back is not None
    assert plain(back) == plain(file)
    assert version_hash(back, AREA, VOCABULARY) == version_hash(file, AREA, VOCABULARY)


@given(data=odd_scenario_data())
def test_what_is_written_is_what_the_loader_reads(data: dict[str, Any]) -> None:
    """The file that is written from any scenario holds the same blocks, read by the rules of the loader."""
    from simulator.problems import Problems
    from simulator.source import read_source

    file = checked(ScenarioFile, data)
    source = read_source("written.yaml", Problems(stop_at_first=True), text=yaml_text(authored(file)))
    assert source is not None
    assert plain(checked(ScenarioFile, source.data)) == plain(file)


@pytest.mark.parametrize("file", [*scenario_files(shipped_folder()), GATE, TWO_WORDS], ids=lambda file: file.stem)
def test_every_scenario_that_ships_comes_back_the_same(file: Path, tmp_path: Path) -> None:
    """Through the workbook and through the file that is written from it, the version stays the same."""
    scenario = load(file, vocabulary())
    book = tmp_path / "review.xlsx"
    book.write_bytes(workbook_of(scenario.file))
    back = imported(book, vocabulary(), areas(shipped_folder()), file)
    assert back.notices == ()
    assert back.hash == scenario.hash
    text = yaml_text(authored(back.file))
    assert load(file, vocabulary(), text=text).hash == scenario.hash


def test_parts_are_written_out(tmp_path: Path) -> None:
    """A part with parameters comes back as the parts that were made of it: the same version, which stands alone."""
    own = with_part(tmp_path / "own")
    scenario = load(own, PART_WORDS)
    assert calls_parts(own)
    book = tmp_path / "review.xlsx"
    book.write_bytes(workbook_of(scenario.file))
    back = imported(book, PART_WORDS, {}, own)
    assert back.hash == scenario.hash
    own.write_text(yaml_text(authored(back.file)))
    (tmp_path / "own" / "parts" / "search.yaml").unlink()
    assert load(own, PART_WORDS).hash == scenario.hash
    assert not calls_parts(own)


COMMENTED = """\
# one
id: a  # two
title: 'not # three'
text: |
  # not a comment
other: b#c
"""


def test_comments_that_are_lost_are_counted(tmp_path: Path) -> None:
    """Lines with a comment are counted; a sign in a text is none."""
    file = tmp_path / "a.yaml"
    file.write_text(COMMENTED)
    assert comment_lines(file) == 2


def test_the_commands_say_what_is_lost_and_what_changed(tmp_path: Path) -> None:
    """`export` counts comments; `import` replaces a file only if it is told to, and then says what changed."""
    folder = tmp_path / "own"
    shutil.copytree(SMALL, folder)
    file, book = folder / GATE.name, tmp_path / "review.xlsx"
    file.write_text("# mine\n" + file.read_text())
    done = peacekeeper("export", file, "-o", book)
    assert (done.returncode, "1 comment line" in done.stdout) == (0, True)
    assert peacekeeper("export", file, "-o", book).returncode == 2
    edited_book = load_workbook(book)
    cell(edited_book, "Options", "talk", "label").value = "Talk to them"
    edited_book.save(book)
    before = file.read_text()
    assert peacekeeper("import", book, "-o", file).returncode == 2
    assert file.read_text() == before
    done = peacekeeper("import", book, "-o", file, "--yes")
    assert done.returncode == 0, done.stderr
    assert "changed: option talk of scene at-the-gate: label" in done.stdout
    assert "1 comment line" in done.stdout
    assert "label: Talk to them" in file.read_text()
    takes = cell(edited_book, "Options", "talk", "takes")
    takes.value = "soon"
    edited_book.save(book)
    done = peacekeeper("import", book, "-o", file, "--yes", "--json")
    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)["files"][0]["problems"]
    assert (problem["code"], f"cell {takes.coordinate}" in problem["file"]) == ("X906", True)


def test_a_workbook_has_a_row_for_each_scene_and_each_option() -> None:
    """A reviewer finds every scene and option of the file, by its id."""
    book = load_workbook(io.BytesIO(gate_workbook()))
    assert book.sheetnames == [title_of(name) for name in SHEETS]
    ids = [row[1].value for row in book["Scenes"].iter_rows(min_row=2)]
    assert ids == list(gate().file.scenes)
    options = [
        (scene, id)
        for scene, block in gate().file.scenes.items()
        for group in (block, block.select, *(block.form.fields.values() if block.form else ()))
        if group is not None
        for id in group.options
    ]
    assert [(row[1].value, row[3].value) for row in book["Options"].iter_rows(min_row=2)] == options


@pytest.mark.parametrize(
    ("sheet", "about", "column", "value", "path"),
    [
        ("Options", "talk", "label", "Talk to them first", ("scenes", "at-the-gate", "options", "talk", "label")),
        ("Options", "talk", "takes", 7, ("scenes", "at-the-gate", "options", "talk", "takes")),
        ("Options", "talk", "takes", "7", ("scenes", "at-the-gate", "options", "talk", "takes")),
        ("Options", "gas", "when", "not children.present", ("scenes", "stones", "options", "gas", "when")),
        ("Head", "title", "value", "=1+1", ("title",)),
        ("Scenes", "stones", "text", "Stones fly.\n\nThey fly far.", ("scenes", "stones", "text")),
    ],
)
def test_an_edit_in_a_cell_is_that_edit_in_the_file(
    sheet: str, about: str, column: str, value: Any, path: tuple[str, ...], tmp_path: Path
) -> None:
    """What a reviewer changes in one cell is changed in the file, and nothing else."""

    def edit(book: Any) -> None:
        found = cell(book, sheet, about, column)
        found.value, found.data_type = value, "n" if isinstance(value, int) else "s"

    expected = authored(gate().file)
    block = expected
    for key in path[:-1]:
        block = block[key]
    block[path[-1]] = int(value) if path[-1] == "takes" else value
    assert authored(brought_back(edited(tmp_path, edit)).file) == expected


@pytest.mark.parametrize(
    ("sheet", "about", "column", "value", "said"),
    [
        ("Options", "talk", "then", "nowhere", "S301"),
        ("Options", "gas", "when", "tensoin > 3", "S"),
        ("Options", "talk", "takes", "soon", "X906"),
        ("Options", "talk", "acts", "crowd.dialog: crowd", "S"),
        ("Options", "talk", "acts", "{crowd.dialogue: [", "X907"),
        ("Options", "talk", "label", "A [b]", "S121"),
        ("Options", "talk", "label", "A\u200bb", "S104"),
        ("Options", "talk", "label", None, "S201"),
        ("Scenes", "stones", "kind of scene", "chose", "X905"),
        ("Head", "level", "value", "tactic", "S204"),
        ("Head", "workbook format", "value", 2, "X909"),
        ("Head", "mission area", "value", "elsewhere", "S309"),
    ],
)
def test_a_mistake_is_told_with_its_sheet_and_cell(
    sheet: str, about: str, column: str, value: Any, said: str, tmp_path: Path
) -> None:
    """Whatever is wrong, the reviewer is told in which cell; where a cell is empty, in which row."""
    where: list[str] = []

    def edit(book: Any) -> None:
        found = cell(book, sheet, about, column)
        found.value = value
        where.append(found.coordinate if value is not None else "")

    found = problems_of(edited(tmp_path, edit))
    assert any(f"sheet {sheet}, cell {where[0]}" in problem and said in problem for problem in found), found


@pytest.mark.parametrize("typed", [True, "=TRUE()", "yes", "TRUE", " Yes "])
def test_a_flag_may_be_typed_as_people_and_programs_do(typed: Any, tmp_path: Path) -> None:
    """Excel and LibreOffice each make something else of *true*; all of it is the same flag."""

    def edit(book: Any) -> None:
        cell(book, "Fields", "remarks", "free text").value = typed

    assert brought_back(edited(tmp_path, edit)).hash == gate().hash


def put(sheet: str, coordinate: str, value: Any) -> Edit:
    """An edit that writes one cell, formulas as formulas."""

    def edit(book: Any) -> None:
        book[sheet][coordinate] = value

    return edit


def hide(book: Any) -> None:
    book["Options"].sheet_state = "hidden"


def drop_sheet(book: Any) -> None:
    del book["Injects"]


def drop_column(book: Any) -> None:
    book["Options"].delete_cols(5)


def double_row(book: Any) -> None:
    book["Scenes"].append([each.value for each in book["Scenes"][2]])


def stray_option(book: Any) -> None:
    book["Options"].append([None, "no-such-scene", None, "stray", "Stray"])


def nameless(book: Any) -> None:
    book["Options"].append([None, None, None, None, "Stray"])


def far_down(book: Any) -> None:
    book["Options"]["A900000"] = "here"


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (put("Options", "E2", "=1+1"), "formula"),
        (put("Options", "D2", '=CONCATENATE("a","b")'), "formula"),
        (put("Scenes", "B2", "=B3"), "formula"),
        (put("Options", "H2", 2.5), "not whole"),
        (hide, "hidden"),
        (drop_sheet, "X901"),
        (drop_column, "X902"),
        (double_row, "X904"),
        (stray_option, "X905"),
        (nameless, "X903"),
        (far_down, "below row"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_in_a_sentence(edit: Edit, said: str, tmp_path: Path) -> None:
    """Formulas, hidden and missing sheets, missing columns, rows without or with a wrong name: one clear problem."""
    with pytest.raises(SimulatorError) as caught:
        brought_back(edited(tmp_path, edit))
    assert said in str(caught.value)


def test_what_a_reviewer_adds_for_other_people_is_left_out_and_said(tmp_path: Path) -> None:
    """Comments, a column of remarks and a sheet of one's own change nothing, and it is said that they stay behind."""

    def edit(book: Any) -> None:
        book["Options"]["E2"].comment = Comment("Is this the right word?", "A reviewer")
        book["Options"].cell(1, 40).value = "Remarks"
        book["Options"].cell(3, 40).value = "I like this one"
        book.create_sheet("My notes")["A1"] = "Call Ana"

    back = brought_back(edited(tmp_path, edit))
    assert back.hash == gate().hash
    assert len(back.notices) == 3
    assert "My notes" in " ".join(back.notices)
    assert "column AN" in " ".join(back.notices)


def test_rows_may_have_gaps_and_colours(tmp_path: Path) -> None:
    """An empty row between two scenes means nothing."""

    def edit(book: Any) -> None:
        book["Scenes"].insert_rows(3)

    assert brought_back(edited(tmp_path, edit)).hash == gate().hash


def test_no_cell_of_ours_is_a_formula() -> None:
    """A text that begins like a formula is stored as text, which no program computes."""
    file = checked(ScenarioFile, {**authored(gate().file), "title": "=2+2", "role": "@SUM(A1)"})
    book = load_workbook(io.BytesIO(workbook_of(file)))
    kinds = {each.data_type for sheet in book for row in sheet.iter_rows() for each in row}
    assert kinds <= {"s", "n"}  # no flags either: LibreOffice saves those as formulas
    assert cell(book, "Head", "title", "value").value == "=2+2"


def test_another_workbook_is_not_a_scenario(tmp_path: Path) -> None:
    """Somebody's own workbook is told apart, by what it lacks."""
    book = Workbook()
    book.active["A1"] = "Shopping"
    book.save(tmp_path / "own.xlsx")
    with pytest.raises(LoadError, match="X901"):
        brought_back(tmp_path / "own.xlsx")


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_of_workbooks_has_its_words(code: str) -> None:
    """Each code has a title, a sentence and what to do, and stands in the document about workbooks."""
    name = PROBLEMS[code]
    assert all(has(f"exchange.problem.{name}.{key}") for key in ("title", "message", "advice"))
    document = (Path(__file__).parents[3] / "docs" / "exchange.md").read_text()
    assert f"| [{code}](problems/{code}.md) | {say(f'exchange.problem.{name}.title')} |" in document


@pytest.mark.parametrize(
    "value", [{"head": "One.\n\nTwo.\n", "force": "Three.\n"}, {"a": "x"}, ["a", "b\n"], {"a": "x\n\ny"}]
)
def test_a_text_keeps_its_last_line_break_in_a_cell(value: object) -> None:
    """A cell ends without one; what a text says to several seats comes back as it was."""
    assert value_of(OTHER, OTHER.write(value)) == value
