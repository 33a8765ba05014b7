"""What went wrong, in one paragraph on standard error; no traceback for what a user can mend."""

from __future__ import annotations

import errno
import os
import re
import sys
import traceback
from concurrent.futures import BrokenExecutor
from pathlib import Path

import click

from simulation.cache_folder import cache_folder
from simulation.commands.exit_codes import BAD_INPUT, DONE, INTERRUPTED, REFUSED, TERMINATED, UNFORESEEN
from simulation.commands.streams import Stream
from simulation.errors import LoyaltyLabError
from simulation.language import Listing, in_one_line, text

SYSTEM_REASONS = {
    errno.ENOSPC: "space",
    errno.EDQUOT: "space",
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EROFS: "permission",
    errno.ENAMETOOLONG: "name",
    errno.ENOENT: "missing_folder",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "not_folder",
}
"""What the system refuses; ``commands.failure.<reason>`` says it, ``other`` what is not listed."""
PLACES = ("permission", "name", "missing_folder", "folder", "not_folder")
"""Reasons for which another place has to be named: bad input, where all others are the machine's."""


class Terminated(KeyboardInterrupt):
    """The system, or another program, has asked this process to end (SIGTERM)."""


def report_problem(problem: BaseException) -> int:
    """Explain a problem in the current language (with a traceback if unforeseen); return the exit code."""
    if isinstance(problem, LoyaltyLabError):
        return _say(str(problem), problem.exit_code)
    if isinstance(problem, click.exceptions.Exit):
        return problem.exit_code
    if isinstance(problem, KeyboardInterrupt | click.Abort):
        _end_workers()
        if isinstance(problem, Terminated) or isinstance(problem.__cause__, Terminated):
            return _say(text("commands.failure.terminated"), TERMINATED)
        return _say(text("commands.failure.interrupted"), INTERRUPTED)
    if isinstance(problem, click.ClickException):
        return _say(_of_usage(problem), BAD_INPUT)
    if isinstance(problem, MemoryError):
        return _say(text("commands.failure.memory"), REFUSED)
    if isinstance(problem, BrokenExecutor):
        return _say(text("commands.failure.workers"), REFUSED)
    if isinstance(problem, OSError):
        return _of_system(problem)
    traceback.print_exception(problem, file=sys.stderr)
    return _say(text("commands.failure.unforeseen"), UNFORESEEN)


def report_lost_output(output: Stream) -> int:
    """Say that output could not be written, if so, and return the exit code; a closed pipe is no loss."""
    if output.failure is None or output.reader_gone:
        return DONE
    return _say(text("commands.failure.output", reason=_code(output.failure)), REFUSED)


def _end_workers() -> None:
    """Kill the processes that still work for this one; if none was started, nothing is imported for it."""
    if "joblib" in sys.modules:
        from simulation.experiments.execution import end_workers

        end_workers()


def _say(words: str, code: int) -> int:
    click.echo(words, err=True)
    return code


def _told(key: str, **values: object) -> str:
    """Return a message in which every value stands in one line."""
    return text(key, **{name: in_one_line(value) for name, value in values.items()})


def _of_usage(problem: click.ClickException) -> str:
    """Return what is wrong with the words of a command, with what is allowed and where to look."""
    if type(problem).__name__ == "NoArgsIsHelpError":  # of Click 8.2; before, it printed the help itself
        return problem.format_message()
    context = getattr(problem, "ctx", None)
    path = context.command_path if context is not None else "loyaltylab"
    if isinstance(problem, click.NoSuchOption):
        nearest = ", ".join(problem.possibilities or ())
        key = "no_such_option_near" if nearest else "no_such_option"
        return _told(f"commands.failure.{key}", given=problem.option_name, nearest=nearest, path=path)
    if isinstance(problem, click.MissingParameter):
        name = problem.param.human_readable_name if problem.param is not None else ""
        return _told("commands.failure.missing", name=name, path=path)
    if isinstance(problem, click.BadParameter):
        name = problem.param.human_readable_name if problem.param is not None else ""
        return _told("commands.failure.bad_value", name=name, reason=_reason(problem), path=path)
    if isinstance(problem, click.BadOptionUsage):
        valued = "takes_none" if "does not take" in problem.message else "takes_one"
        return _told(f"commands.failure.{valued}", name=problem.option_name, path=path)
    extra = re.search(r"\((.+)\)", problem.message)
    if extra is not None:
        return _told("commands.failure.extra", given=extra[1], path=path)
    return _told("commands.failure.usage", reason=problem.format_message(), path=path)


def _reason(problem: click.BadParameter) -> str:
    """Return in the current language what Click says in English: what a value is, and what it has to be."""
    kind = problem.param.type if problem.param is not None else None
    given = problem.message.partition(" is ")[0]
    if isinstance(kind, click.Choice):
        return _told("commands.failure.reason.choice", given=given, valid=Listing(kind.choices))
    if isinstance(kind, click.IntRange):
        low, high = kind.min, kind.max
        key = "least" if high is None else "range"
        return _told(f"commands.failure.reason.{key}", given=given, low=low, high=high)
    if isinstance(kind, click.Path):
        ways = {"directory.": "file", "file.": "folder", "readable.": "unreadable", "exist.": "absent"}
        way = ways.get(problem.message.rpartition(" ")[2])
        if way is None:
            return problem.message
        quoted = problem.message[problem.message.index("'") : problem.message.rindex("'") + 1]
        return _told(f"commands.failure.reason.{way}", given=quoted)
    number = {"integer": "whole", "float": "number"}.get(kind.name if kind is not None else "")
    return _told(f"commands.failure.reason.{number}", given=given) if number else problem.message


def _of_system(problem: OSError) -> int:
    """Say what the operating system refused, and return the exit code."""
    kind = SYSTEM_REASONS.get(problem.errno or 0, "other")
    file = problem.filename or _told("commands.failure.unnamed")
    if kind == "space" and Path(os.fsdecode(file)).is_relative_to(cache_folder()):
        kind = "cache_space"
    words = _told(f"commands.failure.{kind}", file=file, reason=_code(problem))
    return _say(words, BAD_INPUT if kind in PLACES else REFUSED)


def _code(problem: OSError) -> str:
    """The system's name of a problem, such as ENOSPC: its words are in the language of the system."""
    if SYSTEM_REASONS.get(problem.errno or 0) == "space":
        return text("commands.failure.full")
    return errno.errorcode.get(problem.errno or 0, type(problem).__name__)
