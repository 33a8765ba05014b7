"""Click, speaking through the message catalogues: help in the user's language, decided when it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from simulation.commands.exit_codes import EXIT_CODES
from simulation.errors import InputError
from simulation.language import LANGUAGES, Listing, text, use_language
from simulation.version import __version__


def spoken(*keys: str) -> str:
    """Return the first message of these keys that there is."""
    for key in keys:
        try:
            return text(key)
        except KeyError:
            continue
    raise KeyError(keys)


class SpokenOption(click.Option):
    """An option whose help is ``<command's catalogue>.option.<name>`` or ``commands.option.<name>``."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help in the current language."""
        prefix = getattr(ctx.command, "catalogue", "commands")
        self.help = spoken(f"{prefix}.option.{self.name}", f"commands.option.{self.name}")
        return super().get_help_record(ctx)


class SpokenCommand(click.Command):
    """A command whose help is the message ``<catalogue>.help``; its first sentence stands in the overview."""

    def __init__(self, *args: Any, catalogue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.catalogue = catalogue

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command; InputError for one that is no text and could not be written."""
        words = list(args)
        rest = super().parse_args(ctx, args)
        for word in words:
            if word.encode(errors="ignore").decode() != word:
                raise InputError("commands.failure.not_unicode", given=word)
        return rest

    def get_help(self, ctx: click.Context) -> str:
        """Return the help in the current language."""
        self.help = text(f"{self.catalogue}.help")
        return super().get_help(ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, if the catalogue has some: each line as it is to be typed."""
        try:
            lines = text(f"{self.catalogue}.examples").strip().splitlines()
        except KeyError:
            return
        with formatter.section(text("commands.examples")):
            for line in lines:
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the command's line in the overview."""
        return text(f"{self.catalogue}.short")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option, with its help in the current language."""
        return _spoken_help(super().get_help_option(ctx))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of usage under its heading in the current language."""
        formatter.write_usage(
            ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), text("commands.usage") + " "
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their heading in the current language."""
        records = [
            record for param in self.get_params(ctx) if (record := param.get_help_record(ctx)) is not None
        ]
        with formatter.section(text("commands.options")):
            formatter.write_dl(records)


class Shell(click.Group):
    """The group of all commands; a command is imported when it is called for (or for the overview)."""

    def __init__(self, homes: Mapping[str, str]) -> None:
        language = click.Option(
            ["--lang"], type=click.Choice(LANGUAGES), is_eager=True, expose_value=False, callback=_speak
        )
        version = click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_tell_version
        )
        super().__init__(
            "loyaltylab",
            params=[language, version],
            no_args_is_help=True,
            invoke_without_command=True,
            callback=self._need_command,
        )
        self._homes = homes

    def _need_command(self) -> None:
        """Raise InputError where options are given without a command."""
        if click.get_current_context().invoked_subcommand is None:
            raise InputError("commands.failure.no_command", valid=Listing(self._homes))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the overview."""
        return list(self._homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Return a command by its name; InputError with the nearest name if there is none."""
        if cmd_name not in self._homes:
            nearest = get_close_matches(cmd_name, self._homes, n=1, cutoff=0.0)[0]
            known = Listing(self._homes)
            raise InputError("commands.failure.no_such_command", given=cmd_name, nearest=nearest, valid=known)
        module, _, name = self._homes[cmd_name].partition(":")
        found = getattr(import_module(module), name)
        assert isinstance(found, click.Command)
        return found

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview in the current language."""
        formatter.write_usage("loyaltylab", text("commands.pieces"), text("commands.usage") + " ")
        formatter.write_paragraph()
        formatter.write_text(text("commands.about"))
        with formatter.section(text("commands.commands")):
            commands = [(name, self.get_command(ctx, name)) for name in self._homes]
            formatter.write_dl([(name, each.get_short_help_str()) for name, each in commands])
        with formatter.section(text("commands.options")):
            names = (("--lang en|zh", "lang"), ("--version", "version"), ("--help", "help"))
            formatter.write_dl([(name, text(f"commands.option.{key}")) for name, key in names])
        with formatter.section(text("commands.exit_codes")):
            codes = EXIT_CODES.items()
            formatter.write_dl([(str(code), text(f"commands.exit_code.{name}")) for code, name in codes])
        formatter.write_paragraph()
        formatter.write_text(text("commands.more"))


def command(name: str, catalogue: str) -> Callable[[Callable[..., Any]], SpokenCommand]:
    """Declare a command; its messages are ``<catalogue>.help``, ``.short`` and ``.option.<name>``.

    Every command has ``--lang``.
    """

    def declare(function: Callable[..., Any]) -> SpokenCommand:
        language = option(
            "--lang", type=click.Choice(LANGUAGES), is_eager=True, expose_value=False, callback=_speak
        )
        made: SpokenCommand = click.command(name, cls=SpokenCommand, catalogue=catalogue)(language(function))
        return made

    return declare


def option(*names: str, **settings: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare an option; its help comes from the catalogues."""
    return click.option(*names, cls=SpokenOption, **settings)


def _speak(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        use_language(value)


def _tell_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"loyaltylab {__version__}")
        ctx.exit()


def _spoken_help(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = text("commands.option.help")
    return option
