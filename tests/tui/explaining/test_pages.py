"""The page of each code: its mistake is made, and what stands on the page is what was said."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from simulator import limits
from simulator.problems import nearest
from tests.tui.playing import ROOT
from tui.claim_codes import CODES
from tui.commands import HOLDS, UNUSABLE, run
from tui.explaining.inject_lists import MADE, told_in_list, with_cells
from tui.explaining.mistakes import all_codes, groups, mistakes
from tui.explaining.pages import files, page
from tui.explaining.trying import NAME, example, told, with_blocks
from tui.inject_sheets.codes import PROBLEMS as SHEET_CODES
from tui.words import catalogue, say

CODE = re.compile(r"[A-Z][0-9]{3}")
NO_CODES = {"T999"}
"""Looks like a code, and is a rule that there is not, to show what is said of it."""

BESIDE = {"X936": {"X926"}}
"""Who fills all seats is none of the posts, which is told too."""

MAY_BE_EMPTY = {"also"}
"""Blanks of sentences that are filled only now and then: in what other places something stands."""


def codes_in(file: Path) -> set[str]:
    """What looks like a code among the strings of a module."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if CODE.fullmatch(text)}


def pattern(template: str) -> str:
    """A regular expression for what a template says, whatever its blanks are filled with."""
    pieces = string.Formatter().parse(template)
    filled = ((text, ".*" if word in MAY_BE_EMPTY else ".+" if word else "") for text, word, _, _ in pieces)
    return "".join(re.escape(text) + blank for text, blank in filled)


def test_no_code_is_without_its_mistake() -> None:
    """Every code that stands anywhere in the program has a row in a table and a mistake that shows it."""
    modules = [file for package in ("simulator", "scoring", "tui") for file in (ROOT / package).rglob("*.py")]
    named = set().union(*map(codes_in, modules)) - NO_CODES
    assert set(mistakes()) == set(all_codes()) == named


def test_no_code_of_proofs_is_without_its_sentence() -> None:
    """What proofs find has a sentence, and is explained in docs/proofs.md."""
    modules = (ROOT / "scoring" / "proofs").rglob("*.py")
    named = set().union(*map(codes_in, modules))
    spoken = {key.rpartition(".")[2] for key in catalogue("en") if key.startswith("proofs.of.")}
    assert named == spoken == set(CODES)
    told = set(re.findall(r"P[0-9]{3}", (ROOT / "docs" / "proofs.md").read_text(encoding="utf-8")))
    assert told >= named


def test_the_list_is_in_order() -> None:
    """Codes stand in order in their group, and each group has those that begin as its name does."""
    for group in groups():
        codes = [mistake.code for mistake in group.mistakes]
        assert codes == sorted(codes)
        assert len({code[:2] for code in codes}) == 1


@pytest.mark.parametrize("where", ["scenario", "area", "words", "rule", "plans", "proved", "inject sheets"])
def test_the_examples_themselves_have_no_problem(where: str, tmp_path: Path) -> None:
    """What the mistakes are made in has none, so that each page shows its own alone."""
    assert told(where, example(where), tmp_path) == []


@pytest.mark.parametrize("code", sorted(mistakes()))
def test_an_example_has_the_problem_that_it_is_there_for(code: str) -> None:
    """The mistake is really in its file and is told with the sentences of its code, or as what is not known."""
    mistake, known, found = mistakes()[code], all_codes()[code], page(code)
    assert mistake.made or mistake.cells or all(old in example(mistake.where) for old, _ in mistake.changes)
    unknown = say("proofs.not-known", said="").rstrip("”")
    assert re.match(pattern(known.message), found.said[0].removeprefix(unknown))
    assert re.fullmatch(pattern(known.advice), found.said[1])
    assert found.title == known.title
    assert found.wrong.strip()
    assert found.wrong != found.right


@pytest.mark.parametrize("code", SHEET_CODES)
def test_a_list_of_injects_has_one_problem_alone(code: str, tmp_path: Path) -> None:
    """The list that a page shows is really imported, and is told nothing but what the page says."""
    mistake = mistakes()[code]
    change = MADE[mistake.made] if mistake.made else with_cells(mistake.cells or {})
    problems = told_in_list(example(mistake.where), tmp_path, change)
    assert {problem.code for problem in problems} - BESIDE.get(code, set()) == {code}
    first = next(problem for problem in problems if problem.code == code)
    assert page(code).said == (first.message, first.advice)


def test_a_list_that_is_made_is_as_long_as_its_page_says() -> None:
    """Where a page only tells what stands in a list, its numbers are those of the limits."""
    assert f"{limits.INJECTS + 1} injects" in page("X927").wrong
    assert f"{limits.SEATS} watch officers" in page("X936").wrong


@pytest.mark.parametrize("code", [code for code, mistake in mistakes().items() if not (mistake.made or mistake.cells)])
def test_what_should_stand_there_is_not_what_is_wrong(code: str) -> None:
    """Where a page shows how it can be written, that is not the mistake again."""
    mistake = mistakes()[code]
    if mistake.right is not None:
        assert mistake.write.strip() not in mistake.right or not mistake.write.strip()


def test_the_pages_are_fresh() -> None:
    """docs/problems.md and the pages are what `make reference` makes now, none more and none less."""
    made = files()
    pages = {f"problems/{file.name}" for file in (ROOT / "docs" / "problems").iterdir()}
    assert {"problems.md", *pages} == set(made)
    for name, text in made.items():
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, f"{name}: run `make reference`"


def test_a_piece_is_shown_with_its_blocks() -> None:
    """A line stands under the keys of the blocks around it, and nothing else is shown."""
    lines = ["a: 1", "b:", "  c: 2", "  d:", "    - e", "    - f", "g: 3"]
    assert with_blocks(lines, {5}) == "b:\n  d:\n    - f"
    assert with_blocks(lines, {0, 2}) == "a: 1\nb:\n  c: 2"


def test_a_code_is_explained_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """`check --explain` tells the page, in capitals or not, and says what was meant where there is no such code."""
    assert run(["check", "--explain", "s301"]) == HOLDS
    out = capsys.readouterr().out
    assert out.startswith("S301  An unknown scene\n")
    assert "Did you mean 'the-elder'?" in out
    assert run(["check", "--explain", "X931"]) == HOLDS
    assert "'Iceland' is a real name: a country." in capsys.readouterr().out
    assert run(["check", "--explain", "S3011"]) == UNUSABLE
    assert f"Did you mean '{nearest('S3011', all_codes())}'?" in capsys.readouterr().err


def test_no_page_shows_where_it_was_made() -> None:
    """A page names the example's file or none, and never a folder of the machine."""
    for name, text in files().items():
        assert f"/{NAME}" not in text, name
