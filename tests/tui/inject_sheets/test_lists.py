"""Lists and forms as they come from exercise staff: whatever their names, their order and what stands around them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from simulator.exercise_model import InjectSheet
from simulator.model import Inject, ScenarioFile
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
from tui.words import say


def sheets(file: ScenarioFile) -> list[InjectSheet]:
    """The sheets of all injects."""
    return [inject.sheet or InjectSheet() for inject in file.injects.values()]


def planned(file: Path) -> list[int | None]:
    """The minute of play of each inject."""
    return [sheet.planned for sheet in sheets(scenario_in(file))]


def only(file: Path) -> Inject:
    """The one inject of a file."""
    (inject,) = scenario_in(file).injects.values()
    return inject


def test_a_list_in_a_workbook_becomes_a_scenario(tmp_path: Path) -> None:
    """Each row is an inject by hand with its sheet; seats, start and minutes come from the rows; nothing is told."""
    second = (2, "0925", "Letter", "A letter comes.", "Letter", "Army", "FC, ALL", "", "Who speaks?")
    found = brought_in(workbook(tmp_path, [LIST, ONE, second]))
    file = found.file
    assert found.problems == ()
    assert (file.id, file.starts, file.play_minutes) == ("crisis", "09:10", 30)
    assert list(file.seats) == ["head-of-mission"]
    first = file.injects["inject-1"]
    assert (first.title, first.text, first.by_hand is not None) == ("Call", "The governor calls.", True)
    assert first.sheet == InjectSheet(
        number=1, planned=0, means="Phone", from_="Governor", to=("head-of-mission",), expected="Listen"
    )
    assert file.injects["inject-2"].sheet == InjectSheet(
        number=2, planned=15, means="Letter", from_="Army", for_evaluators="Who speaks?"
    )


def test_a_head_may_stand_below_titles_and_come_again(tmp_path: Path) -> None:
    """What stands above the head is the title and the situation; a day across the table moves the times on."""

    def merge(book: Any) -> None:
        book.active.merge_cells("A1:I1")
        book.active.merge_cells("A7:I7")

    later = (2, "0700", "Call", "They call again.", "Phone", "Governor", "HoM", "", "")
    rows = [("EXERCISE LONG BRIDGE",), ("STARTEX: 0900",), ("The rains have begun.",), (), LIST, ONE, ("DAY 2",)]
    found = brought_in(workbook(tmp_path, [*rows, LIST, later], merge))
    assert found.file.title == "EXERCISE LONG BRIDGE"
    assert found.file.briefing.situation == "The rains have begun."
    assert [sheet.planned for sheet in sheets(found.file)] == [10, 22 * 60]
    assert any("DAY 2" in notice for notice in found.notices)


def test_cells_merged_downwards_count_for_each_row(tmp_path: Path) -> None:
    """A time and an addressee that stand once for two rows are those of both; one number for two rows is one inject."""

    def merge(book: Any) -> None:
        for cells in ("B2:B3", "G2:G3", "A4:A5"):
            book.active.merge_cells(cells)

    rows: Rows = [
        LIST,
        ONE,
        (2, None, "Call", "Another call.", "", "", None, "", ""),
        (3, "0920", "Talk", "First part.", "", "", "FC", "", ""),
        (None, "", "", "Second part.", "", "", "", "", ""),
    ]
    file = scenario_in(workbook(tmp_path, rows, merge))
    assert [(sheet.planned, sheet.to) for sheet in sheets(file)][:2] == [(0, ("head-of-mission",))] * 2
    assert file.injects["inject-3"].text == "First part.\nSecond part."


def test_what_belongs_to_no_field_is_kept_for_evaluators(tmp_path: Path) -> None:
    """Columns that an inject does not have, its training objective and who is responsible are not lost."""
    head = (*LIST, "Training objective", "Controller", "Location")
    notes = (sheets(scenario_in(workbook(tmp_path, [head, (*ONE, "TO 1", "White cell", "Dovra")]))))[0].for_evaluators
    assert notes == "Objectives: TO 1\n\nResponsible: White cell\n\nLocation: Dovra"


def test_times_of_every_kind(tmp_path: Path) -> None:
    """Times of day, dates, minutes and groups of date and time become minutes of play from the first of them."""

    def times(*values: object) -> list[int | None]:
        rows = [(n, value, "Call", "Text.", "", "", "FC", "", "") for n, value in enumerate(values, 1)]
        return planned(workbook(tmp_path, [LIST, *rows]))

    assert times("0910", "09:30", "TBC", 1010) == [0, 20, None, 60]
    assert times(0, 10, 100) == [0, 10, 100]
    assert times(910, 925, 1000) == [0, 15, 50]
    assert times("2350", "0010") == [0, 20]
    assert times("D+1 0900", "D+2 0900") == [0, 24 * 60]
    assert times("H+10", "STARTEX + 25") == [10, 25]
    assert times(datetime.datetime(2026, 11, 30, 9), "300910ZNOV26", datetime.time(9, 30)) == [0, 10, 30]


def test_a_time_that_cannot_be_read_is_told_with_its_cell(tmp_path: Path) -> None:
    """The inject is taken without a time."""
    file = workbook(tmp_path, [LIST, (1, "at dusk", *ONE[2:])])
    assert planned(file) == [None]
    assert [line.split(": X924")[0] for line in told_of(file)] == ["list.xlsx, sheet Sheet, cell B2"]


def test_a_day_before_the_start_is_told_with_its_cell(tmp_path: Path) -> None:
    """Where an inject has a day and no time, it is the day that is told."""
    head = ("Ser", "Date", "Time", "Inject", "To")
    rows = [("STARTEX: 30 Nov 2026 0900",), head, (1, "29 Nov 2026", "", "Fuel is gone.", "FC")]
    (line,) = told_of(workbook(tmp_path, rows))
    assert line.startswith("list.xlsx, sheet Sheet, cell B3: X925 The time '29 Nov 2026' is before the start")


def test_a_number_is_told_as_it_stands_in_the_file(tmp_path: Path) -> None:
    """A-7 and a-7 are one number, and it is told in its own letters."""
    (line,) = told_of(workbook(tmp_path, [LIST, ("a-7", *ONE[1:]), ("A-7", *ONE[1:])]))
    assert "cell A3: X929 The number 'A-7' stands twice" in line


FORM: Rows = [
    ("Inject number:", "7", "Time", "H+10"),
    ("Type", "Key event", "Means of delivery", "Letter"),
    ("From:", "Ministry", "To:", "SRSG, FC"),
    ("Activity", "The ministry writes.\nIt wants fuel."),
    ("Expected reaction", "Assess first"),
    ("Evaluator’s note", "Who asks about the record?"),
]


def test_forms_in_a_document(tmp_path: Path) -> None:
    """One sheet for each inject, with two labels in a row and merged cells, as the United Nations' form has them."""
    other = [("Inject number:", "8", "Time", "H+0130"), *FORM[1:]]
    file = scenario_in(document(tmp_path, [FORM, other], lines=["Exercise Long Bridge"]))
    assert file.title == "Exercise Long Bridge"
    first, second = sheets(file)
    assert first == InjectSheet(
        number=7,
        planned=10,
        type="Key event",
        means="Letter",
        from_="Ministry",
        to=("head-of-mission", "force-commander"),
        expected="Assess first",
        for_evaluators="Who asks about the record?",
    )
    assert file.injects["inject-7"].text == "The ministry writes.\nIt wants fuel."
    assert second.planned == 90


def test_a_form_of_labels_above_values_and_a_form_of_lines(tmp_path: Path) -> None:
    """Values may stand below their labels, or after a colon, in a table or in none."""
    below: Rows = [("INJECT 3",), ("From",), ("Governor",), ("To",), ("HoM",), ("Message text",), ("Come at once.",)]
    inject = only(document(tmp_path, [below]))
    assert (inject.text, inject.sheet and inject.sheet.from_) == ("Come at once.", "Governor")
    lines = ["Inject 4", "Time: H+5", "From: Governor", "To: HoM", "Message: Come", "at once."]
    inject = only(document(tmp_path, [], lines=lines))
    assert inject.sheet == InjectSheet(number=4, planned=5, from_="Governor", to=("head-of-mission",))
    assert inject.text == "Come\nat once."


def test_a_list_and_forms_of_the_same_injects_are_put_together(tmp_path: Path) -> None:
    """What only the form says is added; where both differ, that is told."""
    head = ("Serial", "Time", "Subject", "To")
    file = document(tmp_path, [[head, ("7", "H+10", "Fuel", "SRSG, FC"), ("8", "H+20", "Rest", "FC")], FORM])
    found = scenario_in(file)
    assert [inject.title for inject in found.injects.values()] == ["Fuel", "Rest"]
    assert sheets(found)[0].means == "Letter"
    assert codes_of(file) == []
    other = document(tmp_path, [[head, ("7", "H+40", "Fuel", "SRSG, FC"), ("8", "H+20", "Rest", "FC")], FORM])
    assert codes_of(other) == ["X935"]
    assert "Inject '7' stands in two tables, and 'Time' is not the same. What was taken: 'H+40'." in told_of(other)[0]
    assert sheets(scenario_in(other))[0].planned == 40


def test_a_list_in_a_document_with_other_names(tmp_path: Path) -> None:
    """Synonyms are known; a list without numbers is numbered in its order."""
    head = ("Time (min)", "Originator", "Recipient", "Method", "Description", "Expected outcome")
    rows = [
        head,
        ("0", "JOC", "All players", "Brief", "All is calm.", ""),
        ("100", "NGO", "DSRSG-P; HRD", "Visit", "A.", "B."),
    ]
    file = scenario_in(document(tmp_path, [rows]))
    assert [(sheet.number, sheet.planned, sheet.to) for sheet in sheets(file)] == [
        (1, 0, ()),
        (2, 100, ("political-deputy", "human-rights")),
    ]


def test_rows_that_say_nothing_come_twice_or_are_too_many_are_told(tmp_path: Path) -> None:
    """What is left out is named with its place, and the rest is taken."""
    silent = (2, "0915", "", "", "Phone", "Governor", "HoM", "", "")
    assert codes_of(workbook(tmp_path, [LIST, ONE, ONE, silent])) == ["X929", "X934"]
    many = [(n, *ONE[1:]) for n in range(1, 60)]
    file = workbook(tmp_path, [LIST, *many])
    assert len(scenario_in(file).injects) == 40
    assert [line for line in told_of(file) if "cell A42" in line and ": 19 in all" in line]


def test_markup_and_marks_of_an_exercise_are_taken_out(tmp_path: Path) -> None:
    """What a scenario file may not hold is written in another way; EXERCISE stands on every page anyway."""
    text = "EXERCISE EXERCISE EXERCISE\n[Urgent] see https://www.example.org/a\n- call\n- write <b>now</b> *"
    inject = only(workbook(tmp_path, [LIST, (1, "0910", "Call", text, *ONE[4:])]))
    assert inject.text == "(Urgent) see example.org/a\n\n– call\n\n– write < b>now< /b> *"


def test_a_start_and_an_end_are_no_injects(tmp_path: Path) -> None:
    """Rows that say STARTEX and ENDEX give the first minute and the last."""
    start, end = (0, "0900", "STARTEX", *ONE[3:3], "", "", "", "", "", ""), (9, "1000", "ENDEX", "", "", "", "", "", "")
    file = scenario_in(workbook(tmp_path, [LIST, start, ONE, end]))
    assert (list(file.injects), file.starts, file.play_minutes) == (["inject-1"], "09:00", 60)


def test_a_file_without_injects_says_so(tmp_path: Path) -> None:
    """Nothing is made of a table of something else."""
    assert codes_of(workbook(tmp_path, [("Name", "Phone"), ("Ana", "1")])) == ["X921"]
    assert codes_of(document(tmp_path, [], lines=["Minutes of a meeting"])) == ["X921"]


def test_a_table_of_something_else_is_named(tmp_path: Path) -> None:
    """Beside a list, other tables are left aside, and it is said which."""
    rows = [("Name", "Phone"), ("Ana", "1")]
    head = ("Serial", "Time", "Subject", "To")
    found = brought_in(document(tmp_path, [rows, [head, ("7", "H+10", "Fuel", "FC")]]))
    assert say("inject-sheets.no-injects-there", place="sheets.docx, table 1") in found.notices


def test_a_day_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    """With its time or without; days of the week fill a whole column, and one that is open yet is no mistake."""
    days = ["after the rains", "Tuesday", "Tuesday", "TBC", "D+1", "someday"]
    rows = [
        [n, day, "" if day == "someday" else "0910", "JOC", "SRSG", f"Message {n}"] for n, day in enumerate(days, 1)
    ]
    file = workbook(tmp_path, [("No", "Day", "Time", "From", "To", "Message"), *rows])
    cells = [line.split(": X930")[0].rpartition(" ")[2] for line in told_of(file)]
    assert cells == ["B2", "B3", "B7"]
