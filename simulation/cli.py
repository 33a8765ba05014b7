"""The command ``loyaltylab``: a thin shell. Commands are imported when they are called for."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence

import click

from simulation.commands.exit_codes import CLAIM_FAILS, DONE
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
    "mechanisms": "simulation.commands.mechanisms:mechanisms",
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

    The codes are those of `simulation.commands.exit_codes`. What goes wrong is explained in one paragraph on
    standard error. A command that has done its work is not ended by output that cannot be written.
    """
    from simulation.commands.error_output import report_lost_output
    from simulation.commands.streams import lasting_streams

    words = list(sys.argv[1:] if arguments is None else arguments)
    signal.signal(signal.SIGTERM, _terminate)
    with lasting_streams() as output:
        code = _carry_out(words)
        output.flush()
        if code in (DONE, CLAIM_FAILS):  # a command that failed has said so
            lost = report_lost_output(output)
            code = code or lost
    sys.exit(code)


def _carry_out(words: list[str]) -> int:
    """Run a command; return its exit code."""
    from simulation.commands.error_output import report_problem

    try:
        outcome = shell.main(args=words, prog_name="loyaltylab", standalone_mode=False)
    except (Exception, KeyboardInterrupt, click.Abort) as problem:
        return report_problem(problem)
    return outcome if isinstance(outcome, int) else DONE


def _terminate(*_: object) -> None:
    """Treat a request to end (SIGTERM) like Ctrl-C."""
    from simulation.commands.error_output import Terminated

    raise Terminated
