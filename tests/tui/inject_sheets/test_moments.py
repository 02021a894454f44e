"""Times as exercise staff write them."""

from __future__ import annotations

import datetime

import pytest

from tui.inject_sheets.moments import Moment, is_open, moment

DAY = 24 * 60
NOVEMBER_30 = datetime.date(2026, 11, 30).toordinal() * DAY

READ = {
    "H+10": Moment("since start", 10),
    "STARTEX + 15": Moment("since start", 15),
    "STARTEX": Moment("since start", 0),
    "H+1:30": Moment("since start", 90),
    "H+2h": Moment("since start", 120),
    "H - 30": Moment("since start", -30),
    "+10": Moment("since start", 10),
    "10 min": Moment("since start", 10),
    "0910": Moment("time of day", 550),
    "09:10": Moment("time of day", 550),
    "09h10": Moment("time of day", 550),
    "9.10 am": Moment("time of day", 550),
    "9 pm": Moment("time of day", 21 * 60),
    "0910Z": Moment("time of day", 550),
    "0910-0920": Moment("time of day", 550),
    "D+1 0910": Moment("time of day", 550, 1),
    "Day 2, 09:10": Moment("time of day", 550, 1),
    "D-1 1800": Moment("time of day", 1080, -1),
    "300910ZNOV26": Moment("date", NOVEMBER_30 + 550),
    "30 0910B Nov 2026": Moment("date", NOVEMBER_30 + 550),
    "30/11/2026 09:10": Moment("date", NOVEMBER_30 + 550),
    "30 Nov 2026 0910": Moment("date", NOVEMBER_30 + 550),
    "2026-11-30 09:10": Moment("date", NOVEMBER_30 + 550),
    "10": Moment("number", 10),
    "910": Moment("number", 910),
}


@pytest.mark.parametrize("text", READ)
def test_a_time_is_read_as_people_mean_it(text: str) -> None:
    """Minutes since the start, times of day, days of the exercise, groups of date and time."""
    assert moment(text) == READ[text]


@pytest.mark.parametrize(
    "text", ["soon", "after lunch", "H+soon", "2575", "99:99", "319910ZNOV26", "", "0910 or so not"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    """Nothing is guessed where there is no time to read."""
    read = moment(text)
    assert read is None or read in (Moment("number", 2575), Moment("time of day", 550))


@pytest.mark.parametrize("text", ["TBC", "on call", "as required", "n/a", "-", " "])
def test_a_time_may_be_left_open(text: str) -> None:
    """That there is no time yet is not a mistake."""
    assert is_open(text)


def test_what_a_cell_of_a_workbook_holds() -> None:
    """Dates, times, lengths of time and parts of a day need no text."""
    assert moment("", datetime.datetime(2026, 11, 30, 9, 10)) == Moment("date", NOVEMBER_30 + 550)
    assert moment("", datetime.time(9, 10)) == Moment("time of day", 550)
    assert moment("", datetime.time(0, 10), elapsed=True) == Moment("since start", 10)
    assert moment("", datetime.timedelta(minutes=90)) == Moment("since start", 90)
    assert moment("", 0.5) == Moment("time of day", 720)
    assert moment("1440", 1440, elapsed=True) == Moment("since start", 1440)
