"""The link that makes a page the instructor's: the command prints it, the server takes it over once."""

from __future__ import annotations

import json
import os
import secrets
from typing import NamedTuple

from simulation.errors import InputError
from simulation.lab.limits import SECRET_BYTES

CLASS = "LOYALTYLAB_LAB_CLASS"
"""Environment variable in which the secret waits for the server, which takes it away."""


class ClassLink(NamedTuple):
    """What the server needs to know: the secret of the link, and the address for students."""

    key: str
    address: str


def is_wanted(asked: bool | None, is_alone: bool, workers: int) -> bool:
    """Whether there is a class: as asked, otherwise where others can reach the laboratory.

    A class lives in the memory of one process: InputError if it is asked for with several.
    """
    if asked and workers > 1:
        raise InputError("lab.command.error.class_in_one_process")
    return (not is_alone and workers == 1) if asked is None else asked


def make(address: str) -> str:
    """Leave a new secret for the server, and return it; ``address`` is where students find the page."""
    key = secrets.token_urlsafe(SECRET_BYTES)
    os.environ[CLASS] = json.dumps(ClassLink(key, address))
    return key


def taken() -> ClassLink | None:
    """Take what was left for the server; None if there is no class."""
    left = os.environ.pop(CLASS, None)
    return None if left is None else ClassLink(*json.loads(left))


def invitation(address: str) -> dict[str, object]:
    """Return what invites students: the address, and its QR code as rows of 0 and 1 (dark)."""
    import segno

    rows = segno.make_qr(address, error="m").matrix
    return {"address": address, "qr": ["".join(str(int(dark)) for dark in row) for row in rows]}
