"""Asking an engine without a server."""

import json

from simulation.lab.request_reading import read_request
from simulation.lab.session import Session
from simulation.scenario.reading import load_scenario

RECIPE = {"scenario": "three-levels", "seed": 7, "customers": 300, "months": 12}


def answer(session, **request):
    """Let a session answer a request as a page writes it; return the answer as a page reads it."""
    work = session.answers(read_request(json.dumps({"id": 1, **request})))
    while True:
        try:
            next(work)
        except StopIteration as end:
            return json.loads(json.dumps(end.value, allow_nan=False))


def opened(recipe=None, months=0, shared=None, **changes):
    """Return a session with a market under way."""
    session = Session(shared)
    assert answer(session, do="open", recipe={**(recipe or RECIPE), **changes})["reply"] == "opened"
    while months > 0:
        answer(session, do="step", months=min(24, months))
        months -= 24
    return session


def varied(path, values, moves=()):
    """Return what a comparison of these values at a path compares."""
    return [
        {"name": f"{path}={value}", "moves": [*moves, {"month": 0, "path": path, "value": value}]}
        for value in values
    ]


def of_lesson(name="three-levels"):
    """Return what a comparison of a lesson's own alternatives compares."""
    return [{"name": each.name, "own": each.name} for each in load_scenario(name).alternatives]


def digest(session):
    """Return the fingerprint of a session's market."""
    return answer(session, do="fingerprint")["digest"]
