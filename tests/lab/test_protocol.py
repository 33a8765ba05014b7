"""Requests: bounds, and that the written protocol names them all."""

import json
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from simulation.lab import limits, messages
from simulation.lab.messages import REQUEST

WRITTEN = (Path(messages.__file__).parent / "PROTOCOL.md").read_text("utf-8")
OPEN = {"id": 1, "do": "open", "recipe": {"scenario": "three-levels"}}


def read(request):
    return REQUEST.validate_json(json.dumps(request))


def kinds():
    union = get_args(get_args(messages.AnyRequest)[0])
    return [get_args(model.model_fields["do"].annotation)[0] for model in union]


def test_every_request_is_explained():
    assert len(kinds()) >= 10
    for kind in kinds():
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
        {"id": 1, "do": "twin", "replication": 0, "path": "a", "values": [1, 2, 3, 4, 5]},
        {"id": 1, "do": "judge", "replication": limits.MOST_JUDGED},
        {"id": 1, "do": "find", "what": "left", "most": 51},
    ],
)
def test_what_is_out_of_bounds_is_no_request(request_):
    with pytest.raises(ValidationError):
        read(request_)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '"open"', '{"id": 1, "do": "change", "path": "a", "value": NaN}']
)
def test_what_is_no_json_object_is_no_request(text):
    with pytest.raises(ValidationError):
        REQUEST.validate_json(text)


@pytest.mark.parametrize("value", [True, 3, 2.5, "proactive"])
def test_a_value_keeps_its_type(value):
    kept = read({"id": 1, "do": "change", "path": "a", "value": value}).value
    assert kept == value
    assert type(kept) is type(value)
