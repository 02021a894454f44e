"""Problems: collected or raised, told in plain words, and every code documented and used."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import limits
from simulator.expressions import ExpressionError
from simulator.problem_codes import CODES, Code
from simulator.problems import LoadError, Place, Problems, nearest, shown

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ("problem_codes.py", "problem_codes_files.py", "problem_codes_scenarios.py")

NAMES = st.text("abcdefgh-.", min_size=1, max_size=12)
PLACES = st.builds(Place, st.sampled_from(["a.yaml", "b.yaml"]), st.integers(1, 9), st.integers(1, 9))
REPORTS = st.lists(st.tuples(st.sampled_from(["S301", "S302", "S307"]), PLACES, NAMES), max_size=12)


def report(reports: list[tuple[str, Place, str]], problems: Problems) -> None:
    for code, place, name in reports:
        problems.add(code, place, name=name)


def test_a_problem_reads_as_one_line() -> None:
    """File, line, column, code, what is wrong, what was probably meant, what to do."""
    problems = Problems()
    problems.add("S301", Place("crowd.yaml", 12, 5), name="at-the-wier", near=["at-the-wire", "the-elder"])
    (problem,) = problems
    assert str(problem) == (
        "crowd.yaml:12:5: S301 There is no scene 'at-the-wier'. Did you mean 'at-the-wire'? "
        "Name a scene of this file; inside a part, one of its own scenes."
    )


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("x.yaml", 3, 4), "x.yaml:3:4"),
        (Place("x.yaml", 3), "x.yaml:3"),
        (Place("x.yaml"), "x.yaml"),
        (Place("x\x1b[2J\n.yaml", 1, 1), "x\\u001b[2J\\u000a.yaml:1:1"),
    ],
)
def test_a_place_says_what_is_known_and_no_more(place: Place, text: str) -> None:
    """A line or column that is not known is left out; a file's name cannot command the terminal."""
    assert str(place) == text


@given(REPORTS)
def test_a_collector_lists_every_problem_in_the_order_of_the_files(reports: list[tuple[str, Place, str]]) -> None:
    """All problems, each once; files as they came, then lines, then columns."""
    problems = Problems()
    report(reports, problems)
    found = [(problem.place.file, problem.place.line, problem.place.column) for problem in problems]
    files = list(dict.fromkeys(place.file for _, place, _ in reports))
    assert found == sorted(found, key=lambda place: (files.index(place[0]), place[1:]))
    assert {(p.code, p.place) for p in problems} == {(code, place) for code, place, _ in reports}
    assert len(problems) == len(problems.all) == len(set(reports))
    assert bool(problems) is bool(reports)


@given(REPORTS.filter(bool))
def test_without_a_collector_the_first_problem_is_raised(reports: list[tuple[str, Place, str]]) -> None:
    """The same reports raise the first of them, as it would have been listed."""
    problems = Problems()
    report(reports[:1], problems)
    with pytest.raises(LoadError) as caught:
        report(reports, Problems(stop_at_first=True))
    assert list(caught.value.problems) == problems.all
    assert str(caught.value) == str(problems.all[0])


def test_all_problems_can_be_raised_together() -> None:
    """A collector raises nothing where there is nothing, and all it has where there is something."""
    problems = Problems()
    problems.raise_any()
    report([("S301", Place("x", 2, 1), "b"), ("S301", Place("x", 1, 1), "a")], problems)
    with pytest.raises(LoadError) as caught:
        problems.raise_any()
    assert [problem.place.line for problem in caught.value.problems] == [1, 2]


def test_what_nobody_would_read_is_counted() -> None:
    """Beyond the limit problems are counted, not kept."""
    problems = Problems()
    report([("S301", Place("x", n, 1), "a") for n in range(1, limits.PROBLEMS + 4)], problems)
    assert (len(problems), problems.left_out) == (limits.PROBLEMS, 3)


def test_other_files_bring_their_own_codes() -> None:
    """A table of codes can be given from the start or added; the simulator's own stay."""
    own = {"R101": Code("A rule", "The rule '{name}' is odd.", "Mend it.", "")}
    problems = Problems(codes=own)
    other = Problems()
    other.register(own)
    for collector in (problems, other):
        collector.add("R101", Place("x"), name="T01")
        collector.add("S301", Place("x"), name="y")
        assert str(collector.all[0]) == "x: R101 The rule 'T01' is odd. Mend it."
    with pytest.raises(KeyError):
        Problems().add("R101", Place("x"), name="T01")


def test_a_conditions_problem_stands_at_its_column() -> None:
    """The place of a condition's problem is counted from its start, or asked for."""
    error = ExpressionError("S402", 4, name="tenson", near=["tension"], advice="Look again.")
    problems = Problems()
    problems.add_expression(error, Place("x.yaml", 3, 10))
    problems.add_expression(error, lambda offset: Place("y.yaml", offset, 1))
    problems.add_expression(error, Place("z.yaml"))
    assert [str(problem.place) for problem in problems] == ["x.yaml:3:14", "y.yaml:4:1", "z.yaml"]
    assert {problem.suggestion for problem in problems} == {"tension"}


@given(st.text(max_size=200), st.integers(5, 80))
def test_what_is_repeated_from_a_file_is_one_short_visible_line(text: str, length: int) -> None:
    """Whatever an author wrote is shown in one line that no terminal obeys."""
    repeated = shown(text, length)
    assert len(repeated) <= length
    assert repeated.isprintable()
    if text.isprintable() and len(text) <= length:
        assert repeated == text


@given(st.lists(st.text("abcdefghij", min_size=5, max_size=9), min_size=1, max_size=6, unique=True), st.data())
def test_a_slip_of_the_hand_suggests_the_name_that_was_meant(names: list[str], data: st.DataObject) -> None:
    """A name with a letter twice, in capitals or with its words joined otherwise leads back to a known name."""
    meant = data.draw(st.sampled_from(names))
    spot = data.draw(st.integers(0, len(meant) - 1))
    doubled = meant[:spot] + meant[spot] + meant[spot:]
    assert nearest(meant.upper(), names) == meant
    assert nearest(doubled, names) is not None
    assert nearest(f"wire_{meant}", [f"{meant}.wire", f"wire-{meant}"]) == f"wire-{meant}"
    assert nearest(f"wire.{meant}", [*names, f"{meant}.wire"]) == f"{meant}.wire"


@pytest.mark.parametrize(
    ("name", "candidates", "meant"),
    [
        ("at-the-wier", ["at-the-wire", "the-elder"], "at-the-wire"),
        ("At the wire", ["at-the-wire"], "at-the-wire"),
        ("crowd.dialog", ["crowd.dialogue", "crowd.dispersal"], "crowd.dialogue"),
        ("dialogue.crowd", ["crowd.dialogue"], "crowd.dialogue"),
        ("zebra", ["at-the-wire"], None),
        ("at-the-wire", ["at-the-wire"], None),
        ("", ["at-the-wire"], None),
        ("...", ["---"], None),
        ("x" * 10_000, ["x" * 10_000 + "y"], None),
        ("wire", [], None),
    ],
)
def test_what_was_probably_meant(name: str, candidates: list[str], meant: str | None) -> None:
    """Only a near name is suggested, and never the name itself."""
    assert nearest(name, candidates) == meant


def sources() -> Iterator[ast.AST]:
    """The syntax tree of each module of the simulator but the catalogue."""
    for path in sorted((ROOT / "simulator").rglob("*.py")):
        if path.name not in CATALOGUE:
            yield ast.parse(path.read_text())


def codes_in(node: ast.AST) -> set[str]:
    """Problem codes that are written out somewhere under a node."""
    texts = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return {text for text in texts if re.fullmatch(r"S[0-9]{3}", text)}


def words_of(code: str) -> set[str]:
    """The words that a code's sentences are filled with."""
    templates = (CODES[code].message, CODES[code].advice)
    return {word for text in templates for _, word, _, _ in string.Formatter().parse(text) if word}


def test_every_code_is_used_and_every_code_that_is_used_is_in_the_catalogue() -> None:
    """The catalogue has no code that nothing reports, and nothing reports a code that it lacks."""
    assert set().union(*(codes_in(tree) for tree in sources())) == set(CODES)


def test_whoever_reports_a_problem_gives_all_its_words() -> None:
    """Each call that names a code fills every blank of its sentences."""
    calls = [
        (code, node.lineno, {keyword.arg for keyword in node.keywords})
        for tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and not any(keyword.arg is None for keyword in node.keywords)
        for argument in node.args
        for code in codes_in(argument)
    ]
    assert len(calls) > 60
    lacking = [(code, line, words_of(code) - given) for code, line, given in calls if words_of(code) - given]
    assert lacking == []
