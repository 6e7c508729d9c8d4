"""Commands that speak the user's language: their help comes from `messages/cli.json`, in Arabic or English."""

from __future__ import annotations

from typing import Any

import click

from warraq.say import catalogue, say, users_language


def language(ctx: click.Context) -> str:
    """The language asked for by `--lang`, else the user's."""
    return str(ctx.find_root().params.get("lang") or users_language())


class Spoken(click.Command):
    """A command whose help, and whose options' help, are messages: `cli.<command>` and `cli.option.<option>`."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Put the messages in before click writes them."""
        lang = language(ctx)
        self.help = say(f"cli.{self.name}", lang)
        for parameter in self.params:
            special = f"cli.option.{self.name}_{parameter.name}"
            key = special if special in catalogue() else f"cli.option.{parameter.name}"
            if isinstance(parameter, click.Option) and key in catalogue():
                parameter.help = say(key, lang)
        super().format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - click's signature
        """The first sentence of the help, for the list of commands."""
        ctx = click.get_current_context(silent=True)
        text = say(f"cli.{self.name}", language(ctx) if ctx else users_language())
        return text.partition("\n")[0]


class SpokenGroup(click.Group):
    """The group of all commands."""

    command_class = Spoken

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Put the messages in before click writes them."""
        self.help = say("cli.about", language(ctx))
        for parameter in self.params:
            if isinstance(parameter, click.Option) and parameter.name == "lang":
                parameter.help = say("cli.lang", language(ctx))
        super().format_help(ctx, formatter)


def bidi(line: str, lang: str) -> str:
    """Make a line of a message print in its own direction: a right-to-left mark opens an Arabic one."""
    return "\u200f" + line if lang == "ar" else line


def echo(ctx: click.Context, key: str, *, err: bool = False, **values: Any) -> None:
    """Print a message in the user's language."""
    lang = language(ctx)
    click.echo(bidi(say(key, lang, **values), lang), err=err)
