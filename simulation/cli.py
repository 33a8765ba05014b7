"""The command ``loyaltylab``: a thin shell. Commands are imported when they are called for."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence

import click

from simulation.commands.framework import Shell

HOMES = {
    "list": "simulation.commands.listing:scenarios",
    "show": "simulation.commands.show:show",
    "new": "simulation.commands.new:new",
    "run": "simulation.commands.run:run",
    "compare": "simulation.commands.compare:compare",
    "fit": "simulation.commands.fit:fit",
    "verify": "simulation.commands.verify:verify",
    "check": "simulation.commands.check:check",
    "sweep": "simulation.commands.sweep:sweep",
    "price-gap": "simulation.commands.price_gap:price_gap",
    "sensitivity": "simulation.commands.sensitivity:sensitivity",
    "rivalry": "simulation.commands.rivalry:rivalry",
    "conditions": "simulation.commands.conditions:conditions",
    "lab": "simulation.lab.command:lab",
    "validate": "simulation.commands.validate:validate",
}
"""Where each command lives, in the order of the help."""

shell = Shell(HOMES)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code.

    0: done; 1: a claim or a verification failed; 2: bad input, explained in one paragraph on standard error.
    """
    from simulation.commands.error_output import report_problem

    words = list(sys.argv[1:] if arguments is None else arguments)
    signal.signal(signal.SIGTERM, _terminate)
    try:
        outcome = shell.main(args=words, prog_name="loyaltylab", standalone_mode=False)
        code = outcome if isinstance(outcome, int) else 0
    except (Exception, KeyboardInterrupt, click.Abort) as problem:
        code = report_problem(problem)
    sys.exit(code)


def _terminate(*_: object) -> None:
    """Treat a request to end (SIGTERM) like Ctrl-C."""
    from simulation.commands.error_output import Terminated

    raise Terminated
