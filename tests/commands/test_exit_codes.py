"""Exit codes: the same in the code, in the help and in README."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulation.commands import exit_codes
from simulation.errors import CheckFailed, InputError, LoyaltyLabError, MachineError
from tests.commands.test_commands import typed

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def test_readme_and_help_explain_the_same_codes_in_the_same_words(capsys):
    in_readme = dict(re.findall(r"^\| (\d+) \| (.+) \|$", README, re.MULTILINE))
    shown = " ".join(typed(capsys, "--lang", "en", "--help")[1].partition("Exit codes:")[2].split())
    assert [int(code) for code in in_readme] == list(exit_codes.EXIT_CODES)
    for code, meaning in in_readme.items():
        assert f"{code} {meaning}" in shown


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (LoyaltyLabError, exit_codes.BAD_INPUT),
        (InputError, exit_codes.BAD_INPUT),
        (CheckFailed, exit_codes.CLAIM_FAILS),
        (MachineError, exit_codes.REFUSED),
    ],
)
def test_errors_have_documented_codes(kind, code):
    assert kind("errors.language").exit_code == code


def test_the_help_explains_the_codes_in_chinese(capsys):
    shown = typed(capsys, "--lang", "zh", "--help")[1]
    assert "退出码" in shown
    assert all(f"  {code} " in shown for code in exit_codes.EXIT_CODES)
