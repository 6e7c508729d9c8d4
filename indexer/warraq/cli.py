"""The command line's door: every command under one name. The commands themselves stand in `commands/`."""

from __future__ import annotations

import sys

import click

from warraq import __version__
from warraq.commands import ask, give, look, package, publish
from warraq.spoken import SpokenGroup

COMMANDS = (
    publish.new,
    publish.build,
    publish.index,
    publish.serve,
    package.package,
    ask.search,
    look.annotate,
    give.export,
    look.check,
)


@click.group(cls=SpokenGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="warraq")
@click.pass_context
def main(ctx: click.Context) -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Arabic must print where the locale is ASCII
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)


for command in COMMANDS:
    main.add_command(command)
