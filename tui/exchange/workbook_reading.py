"""A workbook back to a scenario file. Every problem is told with its sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, get_type_hints

from simulator import model
from simulator.area import Area
from simulator.characters import report_character, unseen
from simulator.compiling import compile_scenario
from simulator.loading import load_area, validated
from simulator.model import ScenarioFile
from simulator.problem_codes import Code
from simulator.problems import LoadError, Place, Problems, shown
from simulator.source import AREA_FILE, Path, Source
from simulator.vocabulary import Vocabulary
from tui.exchange.cells import SCALAR, CellKind, Unreadable, kind_of, value_of
from tui.exchange.cells_reading import Cell, Cells, cells_in, cells_of
from tui.exchange.sheets import FORMAT, FORMAT_KEY, KEY, README, SHEETS, title_of
from tui.exchange.tables import FIELD, ID, KINDS, OPTION, PART, SCENE, TABLES, WAY, Table, head_columns
from tui.exchange.tables import scene_path as path_of_scene
from tui.words import say, template

KEY_SHEETS = ("head", "briefing", "facts")
PROBLEMS = {
    "X901": "no-sheet",
    "X902": "no-column",
    "X903": "no-name",
    "X904": "twice",
    "X905": "unknown",
    "X906": "unreadable",
    "X907": "yaml",
    "X908": "not-text",
    "X909": "format",
    "X910": "place",
}
"""Codes of what can be wrong with a workbook, and their names in the catalogue."""

Row = dict[int, Cell]


@dataclass(frozen=True)
class Imported:
    """A scenario from a workbook, and what was left out of it."""

    file: ScenarioFile
    hash: str
    notices: tuple[str, ...]


def imported(file: FilePath, vocabulary: Vocabulary, areas: Mapping[str, FilePath], to: FilePath) -> Imported:
    """The scenario in a workbook, checked like the scenario file `to` that it will be.

    Its mission area is the one beside that file, or that of `areas`.
    Raises LoadError with every problem, BadArchive, BadWorkbook, OSError.
    """
    cells = cells_of(file)
    problems = Problems(codes=codes())
    source, scenario = scenario_of(file.name, cells, problems)
    if scenario.id != to.stem:
        problems.add("S524", source.place(("id",)), name=scenario.id, file=to.name)
    area = _area(scenario.mission_area, to.parent, areas, vocabulary, problems)
    if area is None:
        problems.add("S309", source.place(("mission area",)), name=scenario.mission_area, near=areas)
        raise LoadError(tuple(problems))
    compiled = compile_scenario(scenario, area, vocabulary, source=source, problems=problems)
    return Imported(scenario, compiled.hash, tuple(cells.notices))


def scenario_of(name: str, cells: Cells, problems: Problems) -> tuple[Source, ScenarioFile]:
    """The scenario file in these cells, and the cell of each of its values. Raises LoadError."""
    book = _Book(name, cells, problems)
    data = book.data()
    problems.raise_any()
    source = Source(name, data, book.places, book.places)
    scenario = validated(ScenarioFile, source, problems)
    problems.raise_any()
    assert scenario is not None  # what is wrong with it has been raised
    return source, scenario


def read_back(content: bytes) -> ScenarioFile | None:
    """The scenario in a workbook that was just made; None where it cannot be read."""
    try:
        return scenario_of("", cells_in(content, []), Problems(codes=codes()))[1]
    except LoadError:
        return None


def _area(
    wanted: str, beside: FilePath, areas: Mapping[str, FilePath], vocabulary: Vocabulary, problems: Problems
) -> Area | None:
    """The mission area that stands in a folder, else the one of `areas`; None where it is not the one wanted."""
    own = beside / AREA_FILE
    file = own if own.exists() else areas.get(wanted)
    area = load_area(file, problems, vocabulary) if file else None
    return area if area is not None and area.id == wanted else None


def codes() -> dict[str, Code]:
    """What can be wrong with a workbook, beyond what can be wrong with a scenario."""
    return {
        code: Code(
            title=template(f"exchange.problem.{name}.title"),
            message=template(f"exchange.problem.{name}.message"),
            advice=template(f"exchange.problem.{name}.advice"),
            example="",
        )
        for code, name in PROBLEMS.items()
    }


class _Book:
    """Goes through the sheets once. What it cannot use it reports and passes over, so that all problems are told."""

    def __init__(self, file: str, cells: Cells, problems: Problems) -> None:
        self.file, self.cells, self.problems = file, cells, problems
        self.places: dict[Path, Place] = {}
        self._data: dict[str, Any] = {}
        self._ways: dict[Path, str] = {}
        """The kind of each scene, which says where its options stand."""

    def data(self) -> dict[str, Any]:
        """The scenario file as plain data."""
        for name in SHEETS:
            if name != README and not self.cells.sheets.get(name):
                self.problems.add("X901", Place(self.file), name=title_of(name))
        if self.problems:
            return {}
        self._key_rows("head", {column.name: column.kind for column in head_columns()}, ())
        briefing = {key: kind_of(value) for key, value in get_type_hints(model.Briefing).items()}
        self._key_rows("briefing", briefing, ("briefing",))
        self._key_rows("facts", {}, ("facts",))
        for table in TABLES:
            self._table(table)
        return self._data

    def _key_rows(self, sheet: str, kinds: Mapping[str, CellKind], under: Path) -> None:
        """A sheet with a row for each key."""
        _, *rows = self.cells.sheets[sheet]
        seen: set[str] = set()
        for row in rows:
            key = self._name(row.get(1))
            if not key:
                self._report("X903", sheet, next(iter(row.values())), name=KEY)
            elif key in seen:
                self._report("X904", sheet, row[1], name=key)
            elif key == FORMAT_KEY and sheet == "head":
                self._check_format(row)
            elif 2 in row:
                usual = SCALAR if sheet == "facts" else kind_of(str)
                self._put((*under, key), row[2], kinds.get(key, usual), sheet)
            seen.add(key)
            self._left_out(sheet, {place: cell for place, cell in row.items() if place > 2})
        if sheet == "head" and FORMAT_KEY not in seen:
            self.problems.add("X909", self._place(sheet, "A1"), name="", most=FORMAT)

    def _check_format(self, row: Row) -> None:
        value = row[2].value if 2 in row else ""
        if str(value) != str(FORMAT):
            self._report("X909", "head", row.get(2, row[1]), name=str(value), most=FORMAT)

    def _table(self, table: Table) -> None:
        head, *rows = self.cells.sheets[table.sheet]
        names = {self._name(cell).casefold(): place for place, cell in head.items()}
        missing = [name for name in table.headings() if name.casefold() not in names]
        for name in missing:
            self._report("X902", table.sheet, next(iter(head.values())), name=name)
        if missing:
            return
        known = {names[name.casefold()] for name in table.headings()}
        seen: set[Path] = set()
        for row in [head, *rows]:
            self._left_out(table.sheet, {place: cell for place, cell in row.items() if place not in known})
        for row in rows:
            if any(place in known for place in row):
                self._row(table, names, row, seen)

    def _row(self, table: Table, names: Mapping[str, int], row: Row, seen: set[Path]) -> None:
        about = {name: self._name(row.get(names[name])) for name in table.about}
        wrong = [row[names[name]] for name in table.about if names[name] in row and row[names[name]].wrong]
        for bad in wrong:
            self._report("X908", table.sheet, bad, why=say(f"exchange.workbook.wrong.{bad.wrong}"))
        if wrong:
            return
        named = [row[names[name]] for name in (ID, SCENE) if name in about and names[name] in row]
        first = (named or list(row.values()))[0]
        path = self._path(table, names, about, row, first)
        if path is None:
            return
        if path in seen and not table.is_list:
            self._report("X904", table.sheet, first, name=about[ID])
            return
        seen.add(path)
        if table.is_list:
            path = (*path, len(self._at(path, first, table.sheet, [])))
        self._at(path, first, table.sheet, {})
        if about.get(WAY) in ("select", "form"):
            self._at((*path, about[WAY]), first, table.sheet, {})
        for column in table.columns:
            cell = row.get(names[column.name.casefold()])
            if cell is not None:
                self._put((*path, *column.keys), cell, column.kind, table.sheet)

    def _path(
        self, table: Table, names: Mapping[str, int], about: dict[str, str], row: Row, first: Cell
    ) -> Path | None:
        """Where the row belongs; None where that cannot be, which has been reported."""
        needed = [name for name in (ID, SCENE) if name in about and not about[name]]
        for name in needed:
            self._report("X903", table.sheet, first, name=name)
        if needed:
            return None
        if WAY in about:
            about[WAY] = about[WAY] or KINDS[0]
            if about[WAY] not in KINDS:
                self._report("X905", table.sheet, row[names[WAY]], name=about[WAY], near=KINDS, of=WAY)
                return None
            self._ways[path_of_scene(about)] = about[WAY]
        path = table.path(about, self._ways.get(path_of_scene(about), "") if SCENE in about else "")
        return path if self._belongs(table, names, about, row, path, first) else None

    def _belongs(
        self, table: Table, names: Mapping[str, int], about: Mapping[str, str], row: Row, path: Path, first: Cell
    ) -> bool:
        """Whether the part, scene, field and option that a row names are there."""
        if about.get(PART) and about[PART] not in self._data.get("parts", {}):
            known = self._data.get("parts", {})
            self._report("X905", table.sheet, row[names[PART]], name=about[PART], near=known, of=PART)
            return False
        if SCENE not in about:
            return True
        scene = path_of_scene(about)
        if scene not in self._ways:
            known = [str(other[-1]) for other in self._ways if other[:-1] == scene[:-1]]
            self._report("X905", table.sheet, row[names[SCENE]], name=about[SCENE], near=known, of=SCENE)
            return False
        inner = {FIELD: (*scene, "form", "fields"), OPTION: (*scene, "options")}
        for name, where in inner.items():
            if about.get(name) and about[name] not in (known := self._found(where)):
                self._report("X905", table.sheet, row[names[name]], name=about[name], near=known, of=name)
                return False
        way = self._ways[scene]
        if (table.sheet == "fields" or about.get(FIELD)) and way != "form":
            self._report("X910", table.sheet, first, name=about[SCENE], found=way)
            return False
        if table.sheet == "options" and way == "form" and not about.get(FIELD):
            self._report("X903", table.sheet, first, name=FIELD)
            return False
        return True

    def _found(self, path: Path) -> dict[str, Any]:
        found: Any = self._data
        for step in path:
            found = found.get(step, {}) if isinstance(found, dict) else {}
        return found if isinstance(found, dict) else {}

    def _put(self, path: Path, cell: Cell, kind: CellKind, sheet: str) -> None:
        value = self._value(cell, kind, sheet)
        if value is None:
            return
        block = self._at(path[:-1], cell, sheet, {})
        block[path[-1]] = value
        self.places[path] = self._place(sheet, cell.name)

    def _at(self, path: Path, cell: Cell, sheet: str, empty: Any) -> Any:
        """The block at a path, made where it is missing."""
        found: Any = self._data
        for n, step in enumerate(path):
            last = n == len(path) - 1
            made = empty if last else [] if isinstance(path[n + 1], int) else {}
            if isinstance(found, list):
                if step == len(found):
                    found.append(made)
                found = found[int(step)]
            else:
                found = found.setdefault(step, made)
            self.places.setdefault(path[: n + 1], self._place(sheet, cell.name))
        return found

    def _value(self, cell: Cell, kind: CellKind, sheet: str) -> Any:
        if cell.wrong:
            self._report("X908", sheet, cell, why=say(f"exchange.workbook.wrong.{cell.wrong}"))
            return None
        if isinstance(cell.value, str) and (character := unseen(cell.value)):
            report_character(character, self._place(sheet, cell.name), self.problems)
            return None
        try:
            return value_of(kind, cell.value)
        except Unreadable:
            self._report("X906", sheet, cell, name=str(cell.value), wanted=say(f"exchange.workbook.kind.{kind.what}"))
        except LoadError as error:
            wrong = error.problems[0]
            self._report("X907", sheet, cell, why=wrong.message, how=wrong.advice)
        return None

    def _name(self, cell: Cell | None) -> str:
        return str(cell.value).strip() if cell is not None else ""

    def _left_out(self, sheet: str, row: Row) -> None:
        """Say of a column that is not ours that it is left out, once."""
        for cell in row.values():
            column = cell.name.rstrip("0123456789")
            notice = say("exchange.workbook.other-column", sheet=title_of(sheet), column=column)
            if notice not in self.cells.notices:
                self.cells.notices.append(notice)

    def _report(self, code: str, sheet: str, cell: Cell, **fill: Any) -> None:
        self.problems.add(code, self._place(sheet, cell.name), **fill)

    def _place(self, sheet: str, cell: str) -> Place:
        return Place(say("exchange.workbook.place", file=shown(self.file), sheet=title_of(sheet), cell=cell))
