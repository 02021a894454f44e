"""The repository keeps its own rules: nothing of anyone's machine in it, and nothing too long to read."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("simulator", "scoring", "tui", "scenarios")
MADE = {"build", "dist", "__pycache__"}  # folders that tools make
KEPT = {".ci", ".github"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 60

# Written so that neither pattern finds itself.
MACHINE_PATH = re.compile(
    r"(?<![\w.~<>$)}-])/(?:(?:work|tmp|root)|(?:home|Users)/\w+)(?![\w-])|[A-Za-z]:[/\\]+Users[/\\]"
)
REGISTRY = re.compile(
    r"\b(?:pyp[i]\.org|pytho[n]hosted\.org|np[m]js\.(?:org|com)|crate[s]\.io|rub[y]gems\.org|an[a]conda\.org"
    r"|proxy\.go[l]ang\.org)\b"
)
LOCKS = ("*.lock", "*-lock.json", "*-lock.yaml", "*.lockb", "npm-shrinkwrap.json")


def project_files() -> Iterator[Path]:
    """Every file of the project, whether tracked yet or not; not what tools make."""
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if path.is_file():
                yield path
            elif not is_made(path):
                folders.append(path)


def is_made(folder: Path) -> bool:
    """Whether tools make this folder: caches, builds, environments. Of the hidden ones only KEPT are ours."""
    hidden = folder.name.startswith(".") and folder.name not in KEPT
    environment = (folder / "pyvenv.cfg").exists()
    return hidden or environment or folder.name in MADE or folder.name.endswith(".egg-info")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """`file:line: text` of each line in which the pattern is found."""
    found = []
    for path in project_files():
        lines = path.read_bytes().decode("utf-8", errors="replace").splitlines()
        found += [f"{path.relative_to(ROOT)}:{n}: {line}" for n, line in enumerate(lines, 1) if pattern.search(line)]
    return found


def python_files() -> list[Path]:
    return [path for path in project_files() if path.suffix == ".py"]


def long_functions(source: str) -> list[str]:
    """`line name (length)` of each function that is longer than a reader should bear."""
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = [(node.lineno, node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions]
    return [f"{line} {name} ({length} lines)" for line, name, length in lengths if length > LONGEST_FUNCTION]


def test_no_file_names_a_path_of_someones_machine() -> None:
    """No file holds a path into a home folder, a temporary folder or a working folder."""
    assert lines_with(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    """No file holds the host of a package registry."""
    assert lines_with(REGISTRY) == []


def test_there_are_no_lock_files() -> None:
    """Exact versions stand in constraints.txt and nowhere else."""
    names = [path.relative_to(ROOT).as_posix() for path in project_files()]
    assert [name for name in names if any(fnmatch(name, pattern) for pattern in LOCKS)] == []


@pytest.mark.parametrize("path", ["#work#x", "in #tmp", "'#home#ana#x'", "#Users#ana", "C:#Users#ana"])
def test_the_search_finds_machine_paths(path: str) -> None:
    """The pattern finds the paths that it is there for; # stands for their slashes here."""
    assert MACHINE_PATH.search(path.replace("#", "/"))


@pytest.mark.parametrize("text", ["work/rest", "the home/office", "./tmpfile", "docs/work.md", "</root>", "$(tmp)/tmp"])
def test_the_search_leaves_other_slashes_alone(text: str) -> None:
    """Words that only look a little like a machine's path are left alone."""
    assert not MACHINE_PATH.search(text)


def test_constraints_are_exact_versions_only() -> None:
    """Each line of constraints.txt is one name and one exact version: no addresses, no hashes, no options."""
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_every_declared_dependency_has_a_constraint() -> None:
    """What pyproject.toml asks for has an exact version in constraints.txt."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    pinned = {line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines()}
    assert [name for name in declared if re.split(r"[<>=~!\[; ]", name)[0].lower() not in pinned] == []


def test_every_kind_of_data_file_is_installed() -> None:
    """No package holds a file whose kind the installed program would lack."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    shipped = {Path(pattern).suffix or pattern for pattern in settings["package-data"]["*"]} | {
        ".py",
        ".typed",
    }
    files = [path for path in project_files() if path.relative_to(ROOT).parts[0] in PACKAGES]
    assert [str(path.relative_to(ROOT)) for path in files if path.suffix not in shipped] == []


def test_no_file_is_too_long() -> None:
    """No Python file is longer than 400 lines."""
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in python_files()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    """No function is longer than 60 lines."""
    found = {str(path.relative_to(ROOT)): long_functions(path.read_text()) for path in python_files()}
    assert {name: functions for name, functions in found.items() if functions} == {}


def test_the_measure_sees_a_long_function() -> None:
    """Sixty lines pass, sixty-one do not, inside a class too."""
    assert long_functions("def f():\n" + "    1\n" * 59) == []
    assert long_functions("class C:\n  def f(self):\n" + "    1\n" * 60) == ["2 f (61 lines)"]
