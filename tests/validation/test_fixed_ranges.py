"""Every pattern names the commit that fixed its ranges, and they are still what they were there."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path
from shutil import which

import pytest

from simulation.validation import patterns
from simulation.validation.patterns import MODULES, NAMES, pattern

ROOT = Path(__file__).parents[2]
PLACE = "simulation/validation/patterns"


def git(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)


def has_history() -> bool:
    """Whether this is a whole clone, not an archive, a wheel or a shallow copy."""
    if not (ROOT / ".git").exists() or which("git") is None:
        return False
    return git("rev-parse", "--is-shallow-repository").stdout.strip() == "false"


def ranges(source: str) -> set[str]:
    """The figures with their ranges that a file declares, as code without what was added later by name."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    targets = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Target"]
    return {", ".join(ast.unparse(argument) for argument in call.args[:3]) for call in targets}


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_names_a_commit(name: str) -> None:
    assert len(pattern(name).fixed) >= 7, "add the commit in which the file with its range was added"


@pytest.mark.skipif(not has_history(), reason="needs the history of the repository")
@pytest.mark.parametrize(("name", "module"), list(zip(NAMES, MODULES, strict=True)))
def test_ranges_are_those_of_the_commit(name: str, module: str) -> None:
    there = f"{pattern(name).fixed}:{PLACE}/{module}.py"
    shown = git("show", there)
    assert shown.returncode == 0, f"{there} is not in the history: name the commit that added the file"
    now = (Path(patterns.__file__).parent / f"{module}.py").read_text(encoding="utf-8")
    assert ranges(now) == ranges(shown.stdout)
    assert ranges(now)
