"""The groups of patterns in section 1 of MODEL.md agree with the patterns' roles and with VALIDATION.md."""

from __future__ import annotations

import re
from pathlib import Path

import simulation
from simulation.validation.pattern import Role
from simulation.validation.patterns import NAMES, pattern

PACKAGE = Path(simulation.__file__).parent
PURPOSE = (PACKAGE / "MODEL.md").read_text("utf-8").partition("\n## 2.")[0]
MEASURED = (PACKAGE / "VALIDATION.md").read_text("utf-8")
GROUPS = {
    group: set(re.findall(r"\bP\d+\b", patterns))
    for group, patterns in re.findall(r"^\| \*\*([\w ]+)\*\*(.*)$", PURPOSE, re.MULTILINE)
}


def of_role(role: Role) -> set[str]:
    return {name for name in NAMES if pattern(name).role is role}


def test_every_pattern_is_in_a_group() -> None:
    assert set.union(*GROUPS.values()) == set(NAMES)


def test_what_was_fitted_and_what_the_sources_claim_have_these_roles() -> None:
    assert GROUPS["fitted"] == of_role(Role.CALIBRATION)
    assert GROUPS["claims of the sources"] == of_role(Role.CLAIM)


def test_what_fails_is_what_the_last_validation_found() -> None:
    failing = re.search(r"^Patterns that fail: ([P\d, ]+)\.", MEASURED, re.MULTILINE)
    assert failing is not None
    assert GROUPS["failed"] == set(failing[1].split(", "))


def test_what_emerges_is_a_test_that_holds_and_stands_in_no_other_group() -> None:
    others = set.union(*(patterns for group, patterns in GROUPS.items() if group != "emergent"))
    assert GROUPS["emergent"] <= of_role(Role.TEST) - others


def test_what_switching_costs_alone_do_not_show_is_what_the_last_validation_found() -> None:
    said = PURPOSE.partition("One of them")[2]
    found = re.search(r"Against switching cost only: .*? \d+ \(([P\d, ]+)\)", MEASURED)
    assert found is not None
    assert re.findall(r"P\d+", said) == found[1].split(", ")
