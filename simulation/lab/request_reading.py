"""Reading requests: what a page sends becomes a request with checked bounds, or is refused."""

from __future__ import annotations

import json
from typing import NoReturn, get_args, get_type_hints

from simulation.errors import InputError
from simulation.lab.messages import AnyRequest
from simulation.schema import ValidationError

REQUESTS: dict[str, type[AnyRequest]] = {
    get_args(get_type_hints(request)["do"])[0]: request for request in get_args(AnyRequest)
}
"""The classes of requests by what they have under ``do``."""


def read_request(written: str) -> AnyRequest:
    """Read a request from JSON; InputError, with the place of the mistake, for anything else.

    Unknown keys are refused, and nothing is converted from another type.
    """
    try:
        content = json.loads(written, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise _refused("JSON") from None
    kind = content.get("do") if isinstance(content, dict) else None
    if not isinstance(kind, str) or kind not in REQUESTS:
        raise _refused("JSON" if not isinstance(content, dict) else "do")
    try:
        return REQUESTS[kind].read(content)
    except ValidationError as error:
        where = ".".join(str(part) for part in (kind, *error.findings[0].at)[:4])
        raise _refused(where[:80]) from None


def _no_number(written: str) -> NoReturn:
    """Refuse ``NaN`` and ``Infinity``, which are no JSON."""
    raise ValueError(written)


def _refused(where: str) -> InputError:
    return InputError("lab.error.request", where=where)
