"""Commands that speak the user's language: help, messages and errors come from `messages/cli.json`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from warraq.say import LANGUAGES, catalogue, say, users_language


def language(ctx: click.Context) -> str:
    """The language asked for by `--lang`, else the user's."""
    return str(ctx.meta.get(__name__) or users_language())


def _choose(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value:
        ctx.meta[__name__] = value  # shared by the program's and the command's context


def _lang_option() -> click.Option:
    # Eager: `--help` is too, and would otherwise be printed before the language is known.
    choice = click.Choice(LANGUAGES)
    return click.Option(["--lang"], type=choice, is_eager=True, expose_value=False, callback=_choose)


class Spoken(click.Command):
    """A command whose help, and whose options' help, are messages: `cli.<command>` and `cli.option.<option>`."""

    def __init__(self, *args: Any, **more: Any) -> None:
        """Take what click takes, and the option `--lang` beside it."""
        super().__init__(*args, **more)
        self.params.append(_lang_option())

    def spoken_help(self, lang: str) -> str:
        """What the command does, with examples."""
        return say(f"cli.{self.name}", lang)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Put the messages in before click writes them."""
        lang = language(ctx)
        self.help = self.spoken_help(lang)
        for parameter in self.get_params(ctx):
            name = max(parameter.opts, key=len).lstrip("-")
            special = f"cli.option.{self.name}_{name}"
            key = special if special in catalogue() else f"cli.option.{name}"
            if isinstance(parameter, click.Option) and key in catalogue():
                parameter.help = say(key, lang)
        super().format_help(ctx, formatter)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line under its name in the user's language."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("cli.heading.usage", language(ctx)) + " ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their heading in the user's language."""
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(say("cli.heading.options", language(ctx))):
            formatter.write_dl(records)

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - click's signature
        """The first sentence of the help, for the list of commands."""
        ctx = click.get_current_context(silent=True)
        return self.spoken_help(language(ctx) if ctx else users_language()).partition("\n")[0]


class SpokenGroup(Spoken, click.Group):
    """The group of all commands; it also tells every error in the user's language."""

    command_class = Spoken

    def spoken_help(self, lang: str) -> str:
        """What the program does."""
        return say("cli.about", lang)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section(say("cli.heading.commands", language(ctx))):
            formatter.write_dl(
                [(name, command.get_short_help_str()) for name, command in sorted(self.commands.items())]
            )

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find a command by its name."""
        if args and args[0] not in self.commands:
            known = ", ".join(sorted(self.commands))
            raise click.UsageError(say("cli.error.no_command", language(ctx), name=args[0], commands=known), ctx)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **more: Any) -> Any:
        """Run a command and end the program: code 0, 1 for a problem that is told, 2 for wrong usage."""
        if not more.get("standalone_mode", True):
            return super().main(*args, **more)
        given = args[0] if args else more.get("args")
        try:
            sys.exit(super().main(*args, **more | {"standalone_mode": False}))
        except click.ClickException as error:
            ctx = getattr(error, "ctx", None)
            lang = language(ctx) if ctx else _lang_of(given)
            if ctx:
                click.echo(ctx.get_usage(), err=True)
                _complain("cli.error.try", lang, command=f"{ctx.command_path} --help")
            _complain("cli.error.error", lang, what=_what(error, lang))
            sys.exit(error.exit_code)
        except click.Abort:
            sys.exit(130)  # what a shell expects of an interrupted program
        except OSError as error:
            lang = _lang_of(given)
            what = say("cli.error.system", lang, reason=error.strerror or error, path=error.filename or "")
            _complain("cli.error.error", lang, what=what)
            sys.exit(1)


def _complain(key: str, lang: str, **values: object) -> None:
    click.echo(bidi(say(key, lang, **values), lang), err=True)


def _lang_of(arguments: Sequence[str] | None) -> str:
    """The language asked for in the arguments, where an error came before or after click knew."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for at, word in enumerate(words):
        value = word.partition("=")[2] if word.startswith("--lang=") else "".join(words[at + 1 : at + 2])
        if word.partition("=")[0] == "--lang" and value in LANGUAGES:
            return value
    return users_language()


def _what(error: click.ClickException, lang: str) -> str:
    """Say what is wrong with a command as it was typed."""
    if isinstance(error, click.NoSuchOption):
        return say("cli.error.no_option", lang, name=error.option_name)
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = " / ".join(error.param.opts)
        if isinstance(error, click.MissingParameter):
            return say("cli.error.missing", lang, name=name)
        choices = getattr(error.param.type, "choices", None)
        wanted = say("cli.error.one_of", lang, choices=", ".join(map(str, choices))) if choices else error.message
        return say("cli.error.bad_value", lang, name=name, wanted=wanted)
    if isinstance(error, click.BadOptionUsage):
        return say("cli.error.bad_option", lang, name=error.option_name)
    return error.message


def bidi(line: str, lang: str) -> str:
    """Make a line of a message print in its own direction: a right-to-left mark opens an Arabic one."""
    return "\u200f" + line if lang == "ar" else line


def echo(ctx: click.Context, key: str, *, err: bool = False, **values: Any) -> None:
    """Print a message in the user's language."""
    lang = language(ctx)
    click.echo(bidi(say(key, lang, **values), lang), err=err)
