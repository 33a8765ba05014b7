"""Telling what went wrong: one paragraph on standard error, never a traceback for what a user can mend."""

from __future__ import annotations

import errno
import os
import sys

import click

from simulation.errors import LoyaltyLabError
from simulation.language import text

BAD_INPUT = 2
INTERRUPTED = 130


def told(problem: BaseException) -> int:
    """Tell a problem in the current language; return the exit code. What nobody foresaw is raised."""
    if isinstance(problem, LoyaltyLabError):
        return _say(str(problem), problem.exit_code)
    if isinstance(problem, click.exceptions.Exit):
        return problem.exit_code
    if isinstance(problem, KeyboardInterrupt | click.Abort):
        return _say(text("commands.failure.interrupted"), INTERRUPTED)
    if isinstance(problem, click.ClickException):
        return _say(_of_usage(problem), BAD_INPUT)
    if isinstance(problem, BrokenPipeError):
        # The reader of our output has gone (``loyaltylab list | head``): nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if isinstance(problem, MemoryError):
        return _say(text("commands.failure.memory"), BAD_INPUT)
    if isinstance(problem, OSError):
        return _say(_of_system(problem), BAD_INPUT)
    raise problem


def _say(words: str, code: int) -> int:
    click.echo(words, err=True)
    return code


def _of_usage(problem: click.ClickException) -> str:
    """Return what is wrong with the words of a command, with what is allowed and where to look."""
    context = getattr(problem, "ctx", None)
    path = context.command_path if context is not None else "loyaltylab"
    if isinstance(problem, click.NoSuchOption):
        nearest = ", ".join(problem.possibilities or ())
        key = "no_such_option_near" if nearest else "no_such_option"
        return text(f"commands.failure.{key}", given=problem.option_name, nearest=nearest, path=path)
    if isinstance(problem, click.MissingParameter):
        name = problem.param.human_readable_name if problem.param is not None else ""
        return text("commands.failure.missing", name=name, path=path)
    if isinstance(problem, click.BadParameter):
        name = problem.param.human_readable_name if problem.param is not None else ""
        return text("commands.failure.bad_value", name=name, reason=problem.message, path=path)
    return text("commands.failure.usage", reason=problem.format_message(), path=path)


def _of_system(problem: OSError) -> str:
    """Return what the operating system refused, in words."""
    known = {
        errno.ENOSPC: "space",
        errno.EDQUOT: "space",
        errno.EACCES: "permission",
        errno.EPERM: "permission",
        errno.EROFS: "permission",
        errno.ENAMETOOLONG: "name",
        errno.EISDIR: "folder",
        errno.ENOTDIR: "not_folder",
    }
    kind = known.get(problem.errno or 0, "other")
    return text(
        f"commands.failure.{kind}", file=problem.filename or "", reason=problem.strerror or str(problem)
    )
