"""Commands that publish: `new`, `build`, `index` and `serve`."""

from __future__ import annotations

import shutil
from contextlib import closing
from importlib.resources import as_file, files
from itertools import chain
from pathlib import Path

import click

from warraq.commands.common import (
    PATH,
    Bar,
    annotated,
    archive,
    folder_argument,
    load_settings,
    must_be_ours,
    paths_argument,
    processors,
    refuse,
    tell,
)
from warraq.read import Problem
from warraq.say import say
from warraq.settings import SettingsError
from warraq.spoken import Spoken, echo, language


@click.command(cls=Spoken)
@click.argument("folder", metavar="DIR", type=PATH)
@click.pass_context
def new(ctx: click.Context, folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(say("cli.not_empty", language(ctx), folder=folder))
    with as_file(files("warraq").joinpath("starter")) as starter:
        shutil.copytree(starter, folder, dirs_exist_ok=True)
    for name in ("github", "gitignore"):  # packages may not carry hidden files
        (folder / name).rename(folder / f".{name}")
    echo(ctx, "cli.made", folder=folder)


@click.command(cls=Spoken)
@folder_argument
@click.option("--output", type=PATH)
@click.option("--jobs", type=click.IntRange(1))
@click.option("--strict", is_flag=True)
@click.pass_context
def build(ctx: click.Context, folder: Path, output: Path | None, jobs: int | None, strict: bool) -> None:
    from warraq import build as room
    from warraq.publish import beyond_limits

    settings, output = archive(ctx, folder, output)
    try:
        built = room.build(settings, output, jobs or processors(), strict=strict, progress=Bar(language(ctx)))
    except room.StrictError as error:
        echo(ctx, "cli.stopped", err=True)
        tell(ctx, error.problem)
        ctx.exit(1)
    except room.BusyError:
        raise click.ClickException(say("cli.busy", language(ctx), folder=output)) from None
    except SettingsError as error:
        refuse(error)
    for problem in built.problems:
        tell(ctx, problem)
    if not built.articles:
        echo(ctx, "cli.no_articles", err=True, paths=", ".join(settings.corpus))
    counts = {name: getattr(built, name) for name in ("articles", "annotated", "removed", "pages", "written", "site")}
    echo(ctx, "cli.built", **counts)
    for key, values in beyond_limits(built.site):
        echo(ctx, key, err=True, **values)
    if built.flawed or not built.articles:
        echo(ctx, "cli.problems", err=True, errors=sum(problem.grave for problem in built.problems))
        ctx.exit(1)


@click.command(cls=Spoken)
@paths_argument
@click.option("--output", type=PATH, required=True)
@click.pass_context
def index(ctx: click.Context, paths: tuple[Path, ...], output: Path) -> None:
    from warraq.build import write_index
    from warraq.ownvariants import read_own_variants

    must_be_ours(ctx, output, "manifest.json")
    try:
        sets = read_own_variants(load_settings(Path()))
    except SettingsError as error:
        refuse(error)
    flaws: list[Problem] = []
    with closing(annotated(ctx, paths, flaws)) as leaves:
        first = next(leaves, None)
        if first is None:  # a mistyped path must not replace an index by an empty one
            raise click.ClickException(say("cli.nothing_indexed", language(ctx)))
        count = write_index(chain((first,), leaves), output, sets)
    echo(ctx, "cli.indexed", articles=count, folder=output)
    ctx.exit(any(flaw.grave for flaw in flaws))


@click.command(cls=Spoken)
@folder_argument
@click.option("--output", type=PATH)
@click.option("--port", type=click.IntRange(0, 65535), default=8000)
@click.pass_context
def serve(ctx: click.Context, folder: Path, output: Path | None, port: int) -> None:
    from warraq import serve as room
    from warraq.build import BusyError

    settings, output = archive(ctx, folder, output)
    try:
        room.serve(
            settings,
            output,
            port,
            jobs=processors(),
            ready=lambda address: echo(ctx, "cli.serving", address=address),
            tell=lambda problem: tell(ctx, problem),
        )
    except room.PortError:
        raise click.ClickException(say("cli.port_taken", language(ctx), port=port)) from None
    except BusyError:
        raise click.ClickException(say("cli.busy", language(ctx), folder=output)) from None
    except SettingsError as error:
        refuse(error)
