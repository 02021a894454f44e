"""Rule files: what is loaded, and every problem with its code, file, line and column."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

import scoring
from scoring.problem_codes import CODES
from scoring.provisions import load_provisions
from scoring.rule_files import load_rules
from scoring.rules import RuleBook
from simulator.problems import LoadError, Problem, Problems
from simulator.vocabulary_file import load_vocabulary
from tests.scoring.small_rules import VOCABULARY

FOLDER = Path(scoring.__file__).parent
PROVISIONS = load_provisions()

GOOD = """\
- id: T01
  title: A rule
  area: force
  rank: law
  severity: major
  provisions: [bp.10]
  clauses:
    - {never: force}
  unless:
    - {id: dark, if: night, provisions: [bp.4]}
  why: Because.
  examples:
    not kept: [force.push]
"""

CORE = (
    "T01 T02 T03 T04 T05 T06 T07 T08 T09 T11 T12 T14 T15 T16 T17 T18 T19 T21 T22 T23 "
    "T25 T26 T27 T31 T32 T33 T35 T36 T37 T38 T39 T40 T41 T43 T44 T45 T47 T48 T49 T50"
)
"""The rules that the policy reference marks with a star."""


def loaded(folder: Path, text: str, *, examples: bool = False) -> RuleBook:
    """The rule book of a folder with this file alone."""
    (folder / "small.yaml").write_text(text, encoding="utf-8")
    return load_rules(folder, VOCABULARY, PROVISIONS, examples=examples)


def problems_of(folder: Path, text: str) -> list[Problem]:
    """All problems of a rule file, its examples among them."""
    (folder / "small.yaml").write_text(text, encoding="utf-8")
    problems = Problems()
    with suppress(LoadError):
        load_rules(folder, VOCABULARY, PROVISIONS, problems, examples=True)
    return problems.all


def clause(text: str) -> str:
    """The good file with another clause, which stands in line 8 from column 7."""
    return GOOD.replace("{never: force}", text)


def test_a_good_file_is_loaded(tmp_path: Path) -> None:
    """The rule reads as it stands in the file."""
    assert problems_of(tmp_path, GOOD) == []
    (rule,) = loaded(tmp_path, GOOD).rules
    assert (rule.id, rule.rank, rule.severity, rule.core) == ("T01", "law", "major", False)
    assert rule.clauses[0].never == ("force",)
    assert [exception.id for exception in rule.unless] == ["dark"]


PROBLEMS = [
    ("R101", GOOD + GOOD, "T01", "There is already a rule 'T01'."),
    ("R102", "id: T01\n", "id", "A rule file is a list of rules"),
    ("R103", clause("{never: [force, wran]}"), "wran", "no act, event or family 'wran'"),
    ("R103", clause("{when: [force, wran], must: talk}"), "wran", "no act, event or family 'wran'"),
    ("R103", clause("{when: force, only after: wran}"), "wran", "no act, event or family 'wran'"),
    ("R103", clause("{when: force, must: wran}"), "wran", "no act, event or family 'wran'"),
    ("R103", clause("{when: force, must: talk, before: atack}"), "atack", "no act, event or family 'atack'"),
    ("R103", clause("{when: force, only after: talk, forget on: clam}"), "clam", "no act, event or family 'clam'"),
    ("R103", clause("{never: force, after: clam}"), "clam", "no act, event or family 'clam'"),
    ("R103", clause("{never: force, until: [calm, clam]}"), "clam", "no act, event or family 'clam'"),
    ("R104", clause("{never: [force, harsh]}"), "harsh", "'attack' is an event"),
    ("R105", clause("{when: dusk, must: report, about: same}"), "dusk", "'dusk' is about nobody"),
    ("R105", clause("{never: [force, note], about: same}"), "note", "'note' is about nobody"),
    ("R105", clause("{when becomes: night, must: report, about: same}"), "night, must", "'night' is about nobody"),
    ("R105", clause("{when: alert, must: [report, note], about: same}"), "note", "'note' is about nobody"),
    ("R106", GOOD.replace("[bp.10]", "[bp.4, bp.100]"), "bp.100", "no provision 'bp.100'"),
    ("R106", GOOD.replace("[bp.4]", "[bp.400]"), "bp.400", "no provision 'bp.400'"),
    (
        "R107",
        GOOD.replace("  why", "    - {id: dark, if: down, provisions: [bp.4]}\n  why"),
        "dark",
        "two exceptions 'dark'",
    ),
    ("R108", GOOD.replace("[bp.4]}", "[bp.4], clauses: [1, 2]}"), "2]", "excuses clause 2"),
    ("R108", GOOD.replace("[bp.4]}", "[bp.4], clauses: [0]}"), "0]", "excuses clause 0"),
    ("R109", clause("{when: alert, must: report, within: card.limt}"), "card.limt", "'card.limt' is no time limit"),
    (
        "R109",
        clause("{when: alert, must: report, within: card.strict}"),
        "card.strict",
        "'card.strict' is no time limit",
    ),
    ("R109", clause("{when: alert, must: report, within: limit}"), "limit", "'limit' is no time limit"),
    ("R110", GOOD.replace("not kept: [force.push]", "kept: [{minutes: soon}]"), "kept", "'minutes' takes a number"),
    ("R111", GOOD.replace("not kept", "kept"), "kept", "The example 'kept' comes out as 'not kept'."),
    ("R112", clause("{when: alert, must: [report, dusk]}"), "dusk", "'dusk' is no act"),
]
"""Code, file, the (last) piece of the file that is wrong, and what is said of it."""


@pytest.mark.parametrize(("code", "text", "wrong", "says"), PROBLEMS)
def test_a_problem_is_told_with_its_place(tmp_path: Path, code: str, text: str, wrong: str, says: str) -> None:
    """Each problem has its code, the file, the line and column of what is wrong, and names it."""
    (found, *more) = [problem for problem in problems_of(tmp_path, text) if problem.code == code]
    assert more == []
    assert (found.place.line, found.place.column) == place_of(wrong, text)
    assert found.place.file.endswith("small.yaml")
    assert says in found.message


def place_of(piece: str, text: str) -> tuple[int, int]:
    """Line and column, from 1, of the last time that a piece of text occurs."""
    before = text[: text.rindex(piece)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_every_code_is_tried_here() -> None:
    """No code of rule files is without its case."""
    assert {code for code, *_ in PROBLEMS} == set(CODES)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (clause("{never: wran}"), "warn"),
        (clause("{when: alert, must: report, within: card.limt}"), "card.limit"),
        (GOOD.replace("[bp.10]", "[bp.100]"), "bp.10"),
        (GOOD.replace("severity", "severty"), "severity"),
        (clause("{never: force, untill: calm}"), "until"),
        (clause("{never: force, if: nihgt}"), "night"),
    ],
)
def test_a_near_name_is_suggested(tmp_path: Path, text: str, meant: str) -> None:
    """*Did you mean* where one is near."""
    assert meant in [problem.suggestion for problem in problems_of(tmp_path, text)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (GOOD.replace("  area", "  points: 5\n  area"), "points"),
        (clause("{never: force, points: 5}"), "points"),
        (GOOD.replace("provisions: [bp.4]}", "provisions: [bp.4], note: x}"), "note"),
    ],
)
def test_a_key_that_is_not_known_is_refused(tmp_path: Path, text: str, key: str) -> None:
    """A rule, a clause and an exception have the keys of docs/rules.md and no others."""
    (found,) = problems_of(tmp_path, text)
    assert (found.code, found.place.line, found.place.column) == ("S202", *place_of(key, text))


@pytest.mark.parametrize(
    "text",
    [
        "{if: night}",
        "{never: force, must: report}",
        "{never: force, when: alert}",
        "{never: force, when becomes: night}",
        "{when: force}",
        "{when: force, only after: warn, must: report}",
        "{when becomes: night, only after: warn}",
        "{must: report}",
        "{only after: warn}",
        "{when: alert, when becomes: night, must: report}",
        "{never: force, within: 5}",
        "{never: force, before: attack}",
        "{when: force, only after: warn, by: end of day}",
        "{when: force, only after: warn, pauses while: down}",
        "{never: force, forget on: calm}",
        "{when: alert, must: report, forget on: calm}",
        "{when: alert, must: report, within: 5, by: end of day}",
        "{when: alert, must: report, within: -1}",
        "{when: alert, must: report, within: true}",
        "{when: alert, must: report, by: noon}",
        "{never: force, about: all}",
    ],
)
def test_a_clause_is_of_one_kind_with_the_keys_of_its_kind(tmp_path: Path, text: str) -> None:
    """`never`; `when` and `only after`; `when` or `when becomes`, and `must`: anything else is refused."""
    found = problems_of(tmp_path, clause(text))
    assert {problem.place.line for problem in found} == {8}
    assert {problem.code[:2] for problem in found} == {"S2"}


@pytest.mark.parametrize(
    ("condition", "code", "column"),
    [("nihgt", "S402", 26), ("night and", "S401", 26), ("card.limt > 5", "S402", 26), ("law == 5", "S403", 26)],
)
def test_a_condition_that_does_not_fit_is_told_at_its_place(
    tmp_path: Path, condition: str, code: str, column: int
) -> None:
    """Conditions are on facts and the card; their problems are the simulator's."""
    found = problems_of(tmp_path, clause(f"{{never: force, if: '{condition}'}}"))
    assert [problem.code[:2] for problem in found] == ["S4"]
    assert found[0].place.line == 8
    assert (found[0].place.column or 0) >= column


@pytest.mark.parametrize("key", ["when becomes", "pauses while"])
def test_each_condition_of_a_clause_is_checked(tmp_path: Path, key: str) -> None:
    """`when becomes` and `pauses while` are conditions too."""
    trigger = "" if key == "when becomes" else "when: alert, "
    found = problems_of(tmp_path, clause(f"{{{trigger}{key}: nihgt, must: report}}"))
    assert [problem.suggestion for problem in found] == ["night"]


def test_a_rule_does_not_name_a_target(tmp_path: Path) -> None:
    """Targets are a scenario's: a condition of a rule reads a fact about whom the entry is about."""
    (found,) = problems_of(tmp_path, clause("{never: force, if: threat(crowd)}"))
    assert (found.code, found.place.line) == ("S311", 8)


@pytest.mark.parametrize("text", ["A [b]rule[/b]", "See https://example.org", "A <b>rule</b>"])
def test_texts_that_people_read_have_no_markup(tmp_path: Path, text: str) -> None:
    """Titles and reasons are shown on screens: they pass the gate that every text passes."""
    (found,) = problems_of(tmp_path, GOOD.replace("Because.", f"'{text}'"))
    assert (found.code[:2], found.place.line) == ("S1", 11)


def test_all_problems_of_all_files_are_listed(tmp_path: Path) -> None:
    """With a collector all problems are listed, file by file; without one the first is raised."""
    (tmp_path / "a.yaml").write_text(clause("{never: wran}").replace("T01", "T02"), encoding="utf-8")
    found = problems_of(tmp_path, clause("{never: forse}").replace("bp.10", "bp.99"))
    assert [(Path(p.place.file).name, p.code) for p in found] == [
        ("a.yaml", "R103"), ("small.yaml", "R106"), ("small.yaml", "R103")
    ]  # fmt: skip
    with pytest.raises(LoadError) as caught:
        load_rules(tmp_path, VOCABULARY, PROVISIONS)
    assert list(caught.value.problems) == found[:1]


@pytest.mark.parametrize(("name", "why"), [("nowhere", "there is no such folder"), ("", "no rule files are in it")])
def test_a_folder_without_rules_is_a_problem(tmp_path: Path, name: str, why: str) -> None:
    """Without rules every run would be *not tested*, and nobody would know why."""
    with pytest.raises(LoadError) as caught:
        load_rules(tmp_path / name, VOCABULARY, PROVISIONS)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == ("S101", str(tmp_path / name))
    assert why in problem.message


def test_examples_are_checked_only_where_that_is_asked_for(tmp_path: Path) -> None:
    """Playing them costs time that a debrief does not have; they are looked at only in rules without a problem."""
    wrong = GOOD.replace("not kept", "kept")
    assert len(loaded(tmp_path, wrong).rules) == 1
    with pytest.raises(LoadError):
        loaded(tmp_path, wrong, examples=True)
    broken = wrong.replace("never: force", "never: forse")
    assert [problem.code for problem in problems_of(tmp_path, broken)] == ["R103"]


def test_rules_stand_in_the_order_of_their_ids(tmp_path: Path) -> None:
    """Whatever the file and the order in it."""
    (tmp_path / "z.yaml").write_text(GOOD.replace("T01", "A07"), encoding="utf-8")
    book = loaded(tmp_path, GOOD.replace("T01", "T09") + GOOD)
    assert [rule.id for rule in book.rules] == ["A07", "T01", "T09"]
    assert book.rule("T09").id == "T09"
    with pytest.raises(KeyError):
        book.rule("T10")


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda text: text, True),
        (lambda text: text.replace("not kept: [force.push]", "not kept: [force.fire]"), True),
        (lambda text: text.replace("A rule", "Another rule"), False),
        (lambda text: text.replace("never: force", "never: leave").replace("force.push", "leave"), False),
        (lambda text: text.replace("if: night", "if: children"), False),
        (lambda text: text.replace("major", "minor"), False),
    ],
)
def test_the_hash_names_what_the_rules_say(tmp_path: Path, change: Callable[[str], str], same: bool) -> None:
    """The same rules have the same hash, whatever their examples; any other word gives another."""
    first = loaded(tmp_path, GOOD).hash
    assert re.fullmatch("[0-9a-f]{64}", first)
    assert (loaded(tmp_path, change(GOOD)).hash == first) is same


def test_the_hash_names_the_vocabulary_too(tmp_path: Path) -> None:
    """Another meaning of a word is another version."""
    book = loaded(tmp_path, GOOD)
    words = {**VOCABULARY.families, "harsh": ("force.fire",)}
    assert RuleBook(book.rules, VOCABULARY.replaced(families=words)).hash != book.hash


# The rules that ship


@pytest.fixture(scope="module")
def shipped() -> RuleBook:
    """The rules that ship, with their examples checked."""
    vocabulary = load_vocabulary(FOLDER / "vocabulary.yaml")
    return load_rules(FOLDER / "rules", vocabulary, PROVISIONS, examples=True)


def test_the_rules_that_ship_have_no_problem(shipped: RuleBook) -> None:
    """All files load, and every example comes out as listed."""
    assert len(shipped.rules) >= 40


def test_the_forty_core_rules_are_those_with_a_star_in_the_reference(shipped: RuleBook) -> None:
    """No star is missing, and nothing else is called core."""
    core = [rule.id for rule in shipped.rules if rule.core]
    assert len(core) == 40
    assert " ".join(core) == CORE


def test_each_rule_that_ships_rests_on_a_provision_and_says_why(shipped: RuleBook) -> None:
    """A rule has at least one provision, and so has each exception; its reason is a sentence."""
    for rule in shipped.rules:
        assert rule.provisions, rule.id
        assert all(exception.provisions for exception in rule.unless), rule.id
        assert rule.why.strip().endswith("."), rule.id


def test_a_time_limit_of_our_own_says_so(shipped: RuleBook) -> None:
    """A rule with minutes of its own, or with the card's, has a `basis`; nothing calls our numbers the instrument's."""
    timed = [rule for rule in shipped.rules if any(c.within for c in rule.clauses)]
    assert timed
    assert [rule.id for rule in timed if not rule.basis] == []


def test_what_is_good_practice_is_never_law(shipped: RuleBook) -> None:
    """A rule that rests on commitments alone is a commitment: nobody breaches a declaration."""
    pledges = {"A4P", "A4P+", "KIGALI", "HIPPO", "CRUZ"}
    for rule in shipped.rules:
        if {PROVISIONS[id].instrument_code for id in rule.provisions} <= pledges:
            assert {clause.rank or rule.rank for clause in rule.clauses} <= {"commitment"}, rule.id


# The catalogue


def test_every_code_is_used_and_every_code_that_is_used_is_in_the_catalogue() -> None:
    """The catalogue has no code that nothing reports, and nothing reports a code that it lacks."""
    sources = (path.read_text() for path in FOLDER.glob("*.py") if path.name != "problem_codes.py")
    assert {code for text in sources for code in re.findall(r'"(R[0-9]{3})"', text)} == set(CODES)
