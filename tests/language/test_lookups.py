"""Every lookup finds its message, every message is looked up, every key has a prefix to search for."""

import click

from simulation.cli import shell
from simulation.language import catalogue
from tests.language.composed import COMPUTED, IN_PYTHON, IN_THE_PAGE, filled
from tests.language.lookups import (
    HOLE,
    PAGE_PREFIX,
    page_literals,
    page_lookups,
    python_lookups,
    template_lookups,
)

ENGLISH = catalogue("en")
IN_CODE = (*python_lookups(), *template_lookups())
EVERYWHERE = (*IN_CODE, *page_lookups())
LOOKED_UP_BY_THE_LANGUAGE = {"errors.language", "words.separator"}
"""Messages of `simulation.language` itself, whose code is left out of the search."""


def of_page(key):
    """The key of a message that the page may call by less than its whole name."""
    return key if key in ENGLISH else PAGE_PREFIX + key


def spelled_out(lookups):
    return {lookup for lookup in lookups if HOLE not in lookup.key}


def patterns(lookups):
    return {lookup.key for lookup in lookups if HOLE in lookup.key and not lookup.key.startswith(HOLE)}


def of_commands():
    """The messages of every command: those that it must have, and those that it may have."""
    context = click.Context(shell)
    for name in shell.list_commands(context):
        command = shell.get_command(context, name)
        options = [parameter.name for parameter in command.params if isinstance(parameter, click.Option)]
        yield command.catalogue, options


def test_the_search_finds_what_is_there():
    assert len(python_lookups()) > 400
    assert len(page_lookups()) > 200
    assert len(template_lookups()) > 10


def test_every_key_that_is_spelled_out_exists():
    missing = [lookup for lookup in spelled_out(IN_CODE) if lookup.key not in ENGLISH]
    missing += [lookup for lookup in spelled_out(page_lookups()) if of_page(lookup.key) not in ENGLISH]
    assert missing == []


def test_every_composed_key_is_listed_with_its_values():
    """A new f-string needs a line in `composed.py`; a line whose f-string is gone has to go."""
    assert patterns(IN_CODE) ^ IN_PYTHON.keys() == set()
    assert patterns(page_lookups()) ^ IN_THE_PAGE.keys() == set()


def test_every_composed_key_resolves_for_all_its_values():
    keys = [key for pattern, values in IN_PYTHON.items() for key in filled(pattern, values)]
    keys += [of_page(key) for pattern, values in IN_THE_PAGE.items() for key in filled(pattern, values)]
    assert [key for key in keys if key not in ENGLISH] == []


def test_the_prefix_of_every_key_can_be_searched_for():
    computed = {
        (lookup.place.partition(":")[0], lookup.key) for lookup in EVERYWHERE if lookup.key.startswith(HOLE)
    }
    assert computed ^ COMPUTED.keys() == set()


def test_every_command_and_every_option_has_its_help():
    missing = []
    for prefix, options in of_commands():
        missing += [key for key in (f"{prefix}.help", f"{prefix}.short") if key not in ENGLISH]
        missing += [
            f"{prefix}.option.{option}"
            for option in options
            if not {f"{prefix}.option.{option}", f"commands.option.{option}"} & ENGLISH.keys()
        ]
    assert missing == []


def test_every_message_is_looked_up():
    reached = {lookup.key for lookup in spelled_out(IN_CODE)} | LOOKED_UP_BY_THE_LANGUAGE
    reached |= {key for pattern, values in IN_PYTHON.items() for key in filled(pattern, values)}
    reached |= {of_page(key) for pattern, values in IN_THE_PAGE.items() for key in filled(pattern, values)}
    reached |= {of_page(key) for key in page_literals()}
    for prefix, options in of_commands():
        reached |= {f"{prefix}.{part}" for part in ("help", "short", "examples")}
        reached |= {f"{home}.option.{option}" for option in options for home in (prefix, "commands")}
    assert sorted(ENGLISH.keys() - reached) == []
