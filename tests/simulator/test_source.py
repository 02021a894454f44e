"""Reading a file: YAML 1.2 meaning, exact places, and nothing hostile gets through."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator import limits, yaml_reader
from simulator.characters import BLANK, UNSEEN, unseen
from simulator.problems import LoadError, Place, Problems
from simulator.source import Source, read_source

VISIBLE = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")).filter(
    lambda c: unseen(c) is None
)
TEXT = st.text(VISIBLE | st.just("\n"), max_size=30)
WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=1, max_size=12)
YAML_SIGNS = st.text("ab:-[]{}&*!|>'\"%@`#,?=~ \n\t01.<\\", max_size=60)


def found_in(text: str) -> list[tuple[str, int | None, int | None]]:
    """Code, line and column of each problem in a text."""
    problems = Problems()
    read_source("x.yaml", problems, text=text)
    return [(problem.code, problem.place.line, problem.place.column) for problem in problems]


def source_of(text: str) -> Source:
    """The source of a text that has no problem."""
    source = read_source("x.yaml", Problems(stop_at_first=True), text=text)
    assert source is not None
    return source


def data_of(text: str) -> Any:
    return source_of(text).data


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9) + 1, 10**9 - 1) | st.floats(allow_nan=False, width=32) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(JSON, st.sampled_from([None, 2]))
def test_json_means_what_it_says(data: Any, indent: int | None) -> None:
    """JSON is YAML 1.2: whatever it says is what is read."""
    assume(data is not None and data not in (float("inf"), float("-inf")))
    text = json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=True)
    assume("Infinity" not in text)
    assert data_of(text) == data


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("06:30", "06:30"),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("2026-11-22", "2026-11-22"),
        ("S004-45", "S004-45"),
        ("=", "="),
        ("~x", "~x"),
        ("12", 12),
        ("012", 12),
        ("-012", -12),
        ("+7", 7),
        ("0o17", 15),
        ("0x1F", 31),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("-.inf", float("-inf")),
        ("true", True),
        ("False", False),
        ("tRUE", "tRUE"),
        ("null", None),
        ("~", None),
        ("", None),
        ('"true"', "true"),
        ("'12'", "12"),
    ],
)
def test_scalars_have_the_meaning_of_yaml_1_2(written: str, meant: object) -> None:
    """Plain words are read by YAML 1.2's core schema; what is in quotation marks is text."""
    read = data_of(f"key: {written}")["key"]
    assert (read, type(read)) == (meant, type(meant))


def test_a_number_that_is_none_is_read_as_such() -> None:
    """`.nan` is a number that equals nothing; the models refuse it, the reader only reads."""
    read = data_of("key: .nan")["key"]
    assert read != read


@given(st.lists(st.tuples(WORDS, st.integers(0, 3), st.booleans()), min_size=1, max_size=6))
def test_every_place_is_where_the_key_and_the_value_begin(entries: list[tuple[list[str], int, bool]]) -> None:
    """Line and column of each key and value point at its first character, comments and empty lines or not."""
    lines: list[str] = []
    for number, (words, blank, comment) in enumerate(entries):
        lines += [""] * blank + (["  # key0: no key"] if comment else [])
        lines.append(f"key{number}:{' ' * (blank + 1)}{' '.join(words)}")
    text = "\n".join(lines)
    source = source_of(text)
    for number, (words, _, _) in enumerate(entries):
        for place, wanted in (
            (source.places[(f"key{number}",)], " ".join(words)),
            (source.key_places[(f"key{number}",)], f"key{number}:"),
        ):
            assert place.line is not None
            assert place.column is not None
            assert text.split("\n")[place.line - 1][place.column - 1 :].startswith(wanted)


def written_as(style: str, words: list[str]) -> str:
    """A text of several words as a value in one of YAML's styles, over several lines."""
    lines = [" ".join(words[i : i + 3]) for i in range(0, len(words), 3)]
    body = "\n".join(f"    {line}" for line in lines)
    if style in ("|", ">", "|-"):
        return f"a:\n  key: {style}  # {words[0]}\n{body}\n  next: x"
    return f"a:\n  key: {style}{body.lstrip()}{style}\n  next: x"


@given(WORDS, st.sampled_from(["|", ">", "|-", "", '"', "'"]))
def test_a_character_of_a_text_is_found_in_the_file(words: list[str], style: str) -> None:
    """For each character of a text, in any style, the file has the same character at the place that is told."""
    text = written_as(style, words)
    source = source_of(text)
    value = source.data["a"]["key"]
    assert value.split() == words
    for offset, character in enumerate(value):
        place = source.place_at(("a", "key"), offset)
        assert place.line is not None
        assert place.column is not None
        if not character.isspace():
            assert text.split("\n")[place.line - 1][place.column - 1] == character


def test_a_text_with_escapes_is_found_at_its_start() -> None:
    """Where the file has other characters than the text, its start is told, and nothing is made up."""
    source = source_of(r'key: "a\x62c"')
    assert source.place_at(("key",), 2) == Place("x.yaml", 1, 6)


def test_what_is_missing_is_placed_at_the_block_around_it() -> None:
    """A path that is not in the file has the place of the nearest block that is."""
    source = source_of("a:\n  b: 1\n")
    assert source.place(("a", "c", 3)) == source.place(("a",)) == Place("x.yaml", 2, 3)
    assert source.key_place(("a", "b")) == Place("x.yaml", 2, 3)
    assert source.key_place(("a", "c")) == Place("x.yaml", 2, 3)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3", "S106", 3, 1),
        ("a: {b: 1, b: 2}", "S106", 1, 11),
        ("a: *b", "S108", 1, 4),
        ("*b : a", "S108", 1, 1),
        ("a: &b 1", "S108", 1, 4),
        ("a: &b [1]", "S108", 1, 4),
        ("a: !!int 1", "S109", 1, 4),
        ("a: !x {b: 1}", "S109", 1, 4),
        ("!x a: 1", "S109", 1, 1),
        ("a: {<<: {b: 1}}", "S110", 1, 5),
        ("1: a", "S107", 1, 1),
        ("true: a", "S107", 1, 1),
        ("{? : a}", "S107", 1, 4),
        (": a", "S105", 1, 1),
        ("? [a]\n: b", "S107", 1, 3),
        ("? {a: b}\n: b", "S107", 1, 3),
        ("a: 1\n---\nb: 2", "S111", 2, 1),
        ("%YAML 1.1\n---\na: 1", "S112", 1, 1),
        ("%TAG ! tag:x\n---\na: 1", "S112", 1, 1),
        ("%FOO bar\n---\na: 1", "S112", 1, 5),
        ("a: 1234567890", "S116", 1, 4),
        ("", "S117", None, None),
        ("# nothing", "S117", None, None),
        ("---", "S117", None, None),
        ("a:\tb", "S118", 1, 3),
        ('a: "\\t"', "S118", 1, 4),
        ("a: x\u200by", "S104", 1, 5),
        ("a: x\u202ey", "S104", 1, 5),
        ("a: \ufeff", "S104", 1, 4),
        ("a: x\x1b[2J", "S104", 1, 5),
        ("a: x\ry", "S104", 1, 5),
        ("a: \ud800", "S104", 1, 4),
        ('a: "\\u202e"', "S104", 1, 4),
        ('a: "\\e"', "S104", 1, 4),
        ('"\\0": a', "S104", 1, 1),
        ("a: b: c", "S105", 1, 5),
        ("a: 'b", "S105", 1, 6),
        ("a: [1,\n  2", "S105", 1, 4),
        ("a: @b", "S105", 1, 4),
        ("a: 1\n  b: 2", "S105", 2, 4),
        ("a: b\nc", "S105", 2, 2),
        ("a: - b", "S105", 1, 4),
        ("a: *bold* text", "S105", 1, 4),
    ],
)
def test_what_is_refused_is_told_with_its_place(text: str, code: str, line: int | None, column: int | None) -> None:
    """Each thing that a file may not hold has its code, its line and its column."""
    assert (code, line, column) in found_in(text)


def test_one_load_tells_all_problems() -> None:
    """Reading goes on after a problem, and all of them are told in the order of the file."""
    text = "a: *x\nb: !y 2\nb: 3\nc: z\u200bz\n4: &d 5\ne: {<<: f}\n"
    assert [code for code, _, _ in found_in(text)] == ["S108", "S109", "S106", "S104", "S107", "S108", "S110"]


def test_without_a_collector_the_first_problem_is_raised() -> None:
    """The same reading stops at the first problem for those who play."""
    with pytest.raises(LoadError) as caught:
        read_source("x.yaml", Problems(stop_at_first=True), text="a: *x\na: 2")
    assert [problem.code for problem in caught.value.problems] == ["S108"]


@pytest.mark.parametrize("text", ["a: 1\n?", "a:\n  ?", "a:\n  b: 1\n  ?", "?"])
def test_what_is_missing_at_the_end_is_told_in_the_last_line(text: str) -> None:
    """A file that ends without a line break has no line after it, and none is told."""
    problems = Problems()
    source = read_source("x.yaml", problems, text=text)
    places = [problem.place for problem in problems] + list(source.places.values() if source else ())
    assert {place.line for place in places if place.line} <= set(range(1, text.count("\n") + 2))
    assert problems.all


def test_what_is_refused_leaves_the_rest_as_it_was() -> None:
    """Of two equal keys the first is kept, with its places; merge keys and aliases bring nothing in."""
    problems = Problems()
    source = read_source("x.yaml", problems, text="a: {b: 1}\na: {b: 2, c: 3}\n<<: {d: 4}\ne: *a\n")
    assert source is not None
    assert source.data == {"a": {"b": 1}, "e": None}
    assert source.place(("a", "b")) == Place("x.yaml", 1, 8)
    assert ("a", "c") not in source.places


def test_deep_and_endless_files_are_stopped_early() -> None:
    """Depth and number of entries are limited; nothing is read beyond them."""
    assert found_in("[" * 100_000) == [("S114", 1, limits.DEPTH + 1)]
    assert found_in("- " * 100_000) == [("S114", 1, 2 * limits.DEPTH + 1)]
    assert found_in("{a: " * 50_000) == [("S114", 1, 4 * limits.DEPTH + 1)]
    assert [code for code, _, _ in found_in("- a\n" * (limits.NODES + 1))] == ["S115"]
    assert [code for code, _, _ in found_in("#" * (limits.FILE_BYTES + 1))] == ["S102"]


def test_no_more_problems_are_kept_than_anyone_reads() -> None:
    """A file of nothing but problems gives a full list and no more."""
    problems = Problems()
    read_source("x.yaml", problems, text="a:\t1\n" * 5_000)
    assert len(problems) == limits.PROBLEMS
    assert problems.left_out > 0


@given(st.text(max_size=200) | YAML_SIGNS)
def test_no_text_makes_reading_fail(text: str) -> None:
    """Whatever a text holds, reading gives a source or tells a problem."""
    problems = Problems()
    source = read_source("x.yaml", problems, text=text)
    assert source is not None or problems
    for problem in problems:
        assert str(problem).isprintable()


def test_characters_that_nobody_sees_are_those_of_unicode() -> None:
    """Refused are control, format, surrogate and separator characters, no characters, and the blank letters listed."""
    characters = [chr(number) for number in range(sys.maxunicode + 1)]
    refused = {c for c in characters if UNSEEN.match(c)}
    for c in characters:
        category = unicodedata.category(c)
        if category in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            assert (c in refused) == (c != "\n"), hex(ord(c))
    blank = {c for c in refused if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp", "Cn")}
    assert 0 < len(blank) < 300
    assert {"\u115f", "\u3164", "\ufe0f", "\u034f"} <= blank
    assert not refused & set("aé€ ß漢字ع\u00a0—“”…\n")
    assert BLANK.isascii() is False


class TestFiles:
    """Files on disk, from which nothing good may be expected."""

    def problem(self, file: Path | str) -> tuple[str, int | None, int | None]:
        problems = Problems()
        assert read_source(file, problems) is None
        (problem,) = problems
        return problem.code, problem.place.line, problem.place.column

    def test_a_file_is_read_as_it_was_written(self, tmp_path: Path) -> None:
        """A mark of byte order at the start and the line ends of another system change nothing."""
        file = tmp_path / "x.yaml"
        file.write_bytes("\ufefftitle: Café\r\ntext: |\r\n  a\r\n  b\r\n".encode())
        source = read_source(file, Problems(stop_at_first=True))
        assert source is not None
        assert source.data == {"title": "Café", "text": "a\nb\n"}
        assert source.place(("title",)) == Place(str(file), 1, 8)

    def test_what_is_no_text_is_told_at_its_first_byte(self, tmp_path: Path) -> None:
        """Bytes that are not UTF-8 have a line and a column."""
        file = tmp_path / "x.yaml"
        file.write_bytes("a: 1\né: Caf".encode() + b"\xe9\n")
        assert self.problem(file) == ("S103", 2, 7)

    def test_what_is_no_file_is_not_read(self, tmp_path: Path) -> None:
        """Folders, pipes, devices, missing files and impossible names are told, and nothing waits for them."""
        os.mkfifo(tmp_path / "pipe")
        for file in (tmp_path, tmp_path / "pipe", "/dev/zero", tmp_path / "none.yaml", "x\0.yaml", "x" * 5_000):
            assert self.problem(file) == ("S101", None, None)

    def test_a_file_that_is_too_large_is_not_parsed(self, tmp_path: Path) -> None:
        """One byte more than the limit is one too many."""
        file = tmp_path / "x.yaml"
        file.write_bytes(b"a: 1\n" + b"#" * (limits.FILE_BYTES - 4))
        assert self.problem(file) == ("S102", None, None)

    @given(content=st.binary(max_size=120))
    def test_no_bytes_make_reading_fail(self, tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
        """Whatever bytes a file holds, reading gives a source or tells a problem."""
        file = tmp_path_factory.getbasetemp() / "bytes.yaml"
        file.write_bytes(content)
        problems = Problems()
        assert read_source(file, problems) is not None or problems


def test_the_parser_without_c_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without libyaml, files mean the same and stand in the same places."""
    text = "a: [1, no, 'x']\nb: |\n  text\nc: {d: 06:30, e: ''}\n"
    with_c = source_of(text)
    monkeypatch.setattr(yaml_reader, "PARSER", yaml.SafeLoader)
    without = source_of(text)
    assert without.data == with_c.data
    assert dict(without.places) == dict(with_c.places)
    assert dict(without.key_places) == dict(with_c.key_places)
