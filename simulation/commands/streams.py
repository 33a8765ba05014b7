"""Standard output and standard error while a command works: writing to them never ends the command."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from simulation.commands.code_pages import fitted

_READER_GONE = {errno.EPIPE, errno.ESHUTDOWN} | ({errno.EINVAL} if os.name == "nt" else set())
"""What the system says when nobody reads a pipe any more (``loyaltylab list | head -1``)."""


class Stream:
    """A text stream that takes everything: what the code page lacks is replaced (see `fitted`).

    Once the system refuses to write (a closed pipe, a full disk), nothing more is written, and ``failure``
    says why; the command goes on with its work.
    """

    buffer = None
    """Click would write UTF-8 to the bytes below a stream in ASCII."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.failure: OSError | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @property
    def reader_gone(self) -> bool:
        """Whether what is written went to a pipe that nobody reads any more."""
        return self.failure is not None and self.failure.errno in _READER_GONE

    def write(self, words: str) -> int:
        """Write a text; return its length, also where nothing could be written."""
        if not isinstance(words, str):
            raise TypeError(f"a text stream takes str, not {type(words).__name__}")
        if self.failure is None:
            try:
                self._stream.write(fitted(words, self._stream.encoding or "utf-8"))
            except OSError as problem:
                self._give_up(problem)
        return len(words)

    def writelines(self, lines: Iterator[str]) -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Hand what was written to the system."""
        if self.failure is None:
            try:
                self._stream.flush()
            except OSError as problem:
                self._give_up(problem)

    def _give_up(self, problem: OSError) -> None:
        """Note the failure; what still waits in buffers goes nowhere, or Python would fail on it at exit."""
        self.failure = problem
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
        except OSError:
            pass  # a stream without a file, as in tests


@contextmanager
def lasting_streams() -> Iterator[Stream]:
    """Let standard output and error be `Stream` for a while; yields that of the output."""
    before = sys.stdout, sys.stderr
    output, error = (Stream(each or open(os.devnull, "w")) for each in before)  # noqa: PTH123, SIM115
    sys.stdout, sys.stderr = cast(TextIO, output), cast(TextIO, error)
    try:
        yield output
    finally:
        output.flush()
        error.flush()
        sys.stdout, sys.stderr = before
