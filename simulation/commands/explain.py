"""``loyaltylab explain PATH``: what one parameter means, or all whose paths hold a word."""

from __future__ import annotations

import click

from simulation.commands.framework import command, option
from simulation.commands.options import read_scenario
from simulation.commands.printing import print_json, print_sentences
from simulation.language import text

USUAL = "three-levels"
MOST = 12
"""Parameters that are explained at once; of more the paths are listed."""


@command("explain", "commands.explain")
@click.argument("path", metavar="PATH")
@click.argument("scenario", metavar="SCENARIO", default=USUAL)
@option("--json", "as_json_", is_flag=True)
def explain(path: str, scenario: str, as_json_: bool) -> None:
    """Explain a parameter."""
    from simulation.commands.parameter_tables import as_data, described
    from simulation.scenario.paths import info

    market = read_scenario(scenario, ())
    known = [each["path"] for each in as_data(market)]
    focal = f"firm.{market.focal}."
    wanted = path.replace("firm.NAME.", focal)
    mine = [each for each in known if not each.startswith("firm.") or each.startswith(focal)]
    found = [wanted] if wanted in known else [each for each in mine if wanted.lower() in each.lower()]
    if not found:
        info(market.firms, wanted)  # says what is wrong with the path, and which is nearest
    if as_json_:
        print_json([each for each in as_data(market) if each["path"] in found])
        return
    for each in found[:MOST]:
        click.secho(each, bold=True)
        print_sentences(described(market, each))
        click.echo()
    for each in found[MOST:]:
        click.echo(each)
    if len(found) == 1:
        click.echo(text("commands.explain.next", path=found[0], name=scenario))
