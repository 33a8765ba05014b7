"""Requests: bounds, and that the written protocol names them all."""

import json
import re
from pathlib import Path

import pytest

from simulation.errors import InputError
from simulation.lab import limits, messages
from simulation.lab.request_reading import REQUESTS, read_request

WRITTEN = (Path(messages.__file__).parent / "PROTOCOL.md").read_text("utf-8")
OPEN = {"id": 1, "do": "open", "recipe": {"scenario": "three-levels"}}

LOCK = {"id": 1, "do": "lock", "scenario": "three-levels", "answers": {}}


def read(request):
    return read_request(json.dumps(request))


def test_every_request_is_explained():
    assert len(REQUESTS) >= 10
    for kind in REQUESTS:
        assert f"| `{kind}` |" in WRITTEN


def test_the_version_is_written_down():
    assert WRITTEN.startswith(f"# The protocol between the page and the engine, version {limits.VERSION}\n")


@pytest.mark.parametrize(
    "request_",
    [
        {**OPEN, "id": -1},
        {**OPEN, "id": "1"},
        {**OPEN, "extra": 1},
        {"do": "open", "recipe": {"scenario": "three-levels"}},
        {**OPEN, "do": "shutdown"},
        {**OPEN, "recipe": {}},
        {**OPEN, "recipe": {"scenario": "x" * 121}},
        {**OPEN, "recipe": {"scenario": "three-levels", "customers": limits.MOST_CUSTOMERS + 1}},
        {**OPEN, "recipe": {"scenario": "three-levels", "customers": 0}},
        {**OPEN, "recipe": {"scenario": "three-levels", "months": limits.MOST_MONTHS + 1}},
        {**OPEN, "recipe": {"scenario": "three-levels", "seed": -1}},
        {**OPEN, "recipe": {"scenario": "three-levels", "seed": 2**31}},
        {**OPEN, "recipe": {"scenario": "three-levels", "seed": True}},
        {
            **OPEN,
            "recipe": {"scenario": "three-levels", "moves": [{"month": 1, "path": "a", "value": 1}] * 201},
        },
        {**OPEN, "recipe": {"scenario": "three-levels", "moves": [{"month": 1, "path": "a", "value": [1]}]}},
        {"id": 1, "do": "step", "months": 0},
        {"id": 1, "do": "step", "months": limits.MOST_STEP + 1},
        {"id": 1, "do": "step", "months": 1.5},
        {"id": 1, "do": "change", "path": "firm.Focal.price", "value": None},
        {"id": 1, "do": "change", "path": "firm.Focal.price", "value": 1e13},
        {"id": 1, "do": "look", "quantity": "__class__"},
        {"id": 1, "do": "tell", "customer": -1},
        {"id": 1, "do": "tell", "customer": limits.MOST_CUSTOMERS},
        {"id": 1, "do": "twin", "replication": limits.MOST_REPLICATIONS},
        {"id": 1, "do": "twin", "replication": 0, "alternatives": [{"name": "A"}] * 9},
        {"id": 1, "do": "judge", "replication": limits.MOST_JUDGED},
        {"id": 1, "do": "find", "what": "reason", "most": 51},
        {"id": 1, "do": "find", "what": "left"},
        {"id": 1, "do": "kept", "customer": 1, "firm": 0, "month": 0},
        {"id": 1, "do": "kept", "customer": 1, "firm": -1, "month": 2},
        {"id": 1, "do": "kept", "customer": 1, "firm": 0, "month": 2, "number": limits.MOST_TRIALS},
        {"id": 1, "do": "join"},
        {"id": 1, "do": "join", "who": "0" * 31},
        {"id": 1, "do": "join", "who": "G" * 32},
        {"id": 1, "do": "join", "who": 10**31},
        {"id": 1, "do": "teach", "key": ""},
        {"id": 1, "do": "teach", "key": "ü" * 32},
        {"id": 1, "do": "teach", "key": "x" * 65},
        {**LOCK, "answers": []},
        {**LOCK, "answers": None},
        {**LOCK, "reasons": {"a": "x" * 501}},
        {**LOCK, "reasons": {"a": 1}},
        {**LOCK, "reasons": {"a": "\ud800"}},
        {**LOCK, "who": "0" * 32},
        {"id": 1, "do": "lead", "recipe": {"scenario": "three-levels"}, "step": "exam"},
        {"id": 1, "do": "lead", "step": "run"},
    ],
)
def test_what_is_out_of_bounds_is_no_request(request_):
    with pytest.raises(InputError, match="did not understand"):
        read(request_)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"open"',
        "{}",
        '{"id": 1, "do": ["open"]}',
        "[" * 60_000,
        '{"id": ' + "1" * 5000 + "}",
        '{"id": 1, "do": "change", "path": "a", "value": NaN}',
        '{"id": 1, "do": "step", "months": -Infinity}',
    ],
    ids=range(11),
)
def test_what_is_no_json_object_is_no_request(text):
    with pytest.raises(InputError, match=r"JSON|do"):
        read_request(text)


@pytest.mark.parametrize("value", [True, 3, 2.5, "proactive"])
def test_a_value_keeps_its_type(value):
    kept = read({"id": 1, "do": "change", "path": "a", "value": value}).value
    assert kept == value
    assert type(kept) is type(value)


@pytest.mark.parametrize(
    ("request_", "where"),
    [
        ({**OPEN, "recipe": {"scenario": "three-levels", "seed": -1}}, "open.recipe.seed"),
        ({**OPEN, "recipe": {"scenario": "a", "moves": [{"month": -1}]}}, "open.recipe.moves.0"),
        ({"id": 1, "do": "change", "path": "\ud800", "value": 1}, "change.path"),
        ({"id": 1, "do": "step", "month": 3}, "step.month"),
        ({"id": 1, "do": "stop"}, "do"),
        ({"id": 1, "do": "step", "x" * 500: 3}, "step.xxx"),
    ],
)
def test_a_refusal_says_where(request_, where):
    with pytest.raises(InputError, match=re.escape(f"({where}")) as caught:
        read(request_)
    assert len(str(caught.value)) < 200
