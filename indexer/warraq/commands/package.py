"""The command that hands a built archive on: `package`."""

from __future__ import annotations

from pathlib import Path

import click

from warraq.commands.common import PATH, Bar, folder_argument
from warraq.say import say
from warraq.spoken import Spoken, echo, language


@click.command(cls=Spoken)
@folder_argument
@click.option("--output", type=PATH)
@click.pass_context
def package(ctx: click.Context, folder: Path, output: Path | None) -> None:
    from warraq import package as room
    from warraq.swap import BusyError, alone

    if not folder.is_dir():
        raise click.UsageError(say("cli.no_folder", language(ctx), folder=folder), ctx)
    # An archive, or what `build --output` made of one.
    built = folder if (folder / "site" / "build.json").is_file() else folder / "build"
    target = output or built / "archive.zip"
    if target.resolve().is_relative_to((built / "site").resolve()):  # the next build would delete it
        raise click.ClickException(say("cli.zip_inside", language(ctx), path=target))
    if not (built / "site").is_dir():
        raise click.ClickException(say("cli.no_site", language(ctx), folder=built / "site"))
    try:
        with alone(built):
            packed = room.package(built / "site", target, Bar(language(ctx)))
    except room.NoSiteError:
        raise click.ClickException(say("cli.no_site", language(ctx), folder=built / "site")) from None
    except BusyError:
        raise click.ClickException(say("cli.busy", language(ctx), folder=built)) from None
    echo(ctx, "cli.packaged", files=packed.files, size=f"{packed.size / 1e6:,.1f}", path=packed.path)
