"""What a claim can say: every form with its keys, an example, and the example in words."""

from __future__ import annotations

from typing import Any

import click

from simulation.experiments.claims.examples import example, lines_of_forms
from simulation.language import Listing, as_text, text
from simulation.measures.customer_groups import GROUPS
from simulation.scenario.claim_forms import FORMS


def as_data() -> list[dict[str, Any]]:
    """Return the forms as data for other programs."""
    from simulation.report.experiments.claim_sentences import sentence

    market, lines = example(), lines_of_forms()
    return [
        {
            "relation": expect.relation,
            "meaning": text(f"claims.form.{expect.relation}"),
            "needs": sorted(FORMS[expect.relation].needs),
            "may": sorted(FORMS[expect.relation].may),
            "example": lines[expect.relation],
            "tested": sentence(expect, market),
        }
        for expect in market.expects
    ]


def show_forms() -> None:
    """Print the forms, one after another."""
    from simulation.commands.printing import print_prose, print_sentences, print_toml

    click.secho(text("claims.forms.title"), bold=True)
    groups = Listing(f"`{kind}` ({', '.join(names)})" for kind, names in GROUPS.items())
    print_prose(text("claims.forms.figure", groups=as_text(groups)))
    for form in as_data():
        click.echo()
        click.secho(form["relation"], bold=True)
        print_sentences([form["meaning"]])
        print_sentences([text("claims.forms.needs", keys=_listed(form["needs"]))])
        if form["may"]:
            print_sentences([text("claims.forms.may", keys=_listed(form["may"]))])
        print_toml(form["example"])
        print_sentences([text("check.tested", sentence=form["tested"])])


def _listed(keys: list[str]) -> str:
    return as_text(Listing(f"`{key}`" for key in keys))
