"""Commands that look and publish nothing: `annotate` and `check`."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import click

from warraq.commands.common import PATH, Bar, annotated, paths_argument, processors, read_articles, what_to_read
from warraq.read import Problem
from warraq.spoken import Spoken, echo, language


@click.command(cls=Spoken)
@paths_argument
@click.option("--output", type=PATH)
@click.pass_context
def annotate(ctx: click.Context, paths: tuple[Path, ...], output: Path | None) -> None:
    from warraq.exports.format import json_line
    from warraq.exports.lines import as_json

    flaws: list[Problem] = []
    count = 0
    with (
        click.open_file(str(output) if output else "-", "w", encoding="utf-8", atomic=output is not None) as stream,
        closing(annotated(ctx, paths, flaws)) as leaves,
    ):
        for leaf in leaves:
            stream.write(json_line(as_json(leaf)))
            count += 1
        stream.flush()  # so that a pipe that closed is noticed here
    echo(ctx, "cli.annotated", err=True, articles=count)
    ctx.exit(any(flaw.grave for flaw in flaws))


@click.command(cls=Spoken)
@paths_argument
@click.option("--index", "folder", type=PATH)
@click.option("--repairs", is_flag=True)
@click.option("--output", type=PATH)
@click.pass_context
def check(ctx: click.Context, paths: tuple[Path, ...], folder: Path | None, repairs: bool, output: Path | None) -> None:
    if folder is not None:
        from warraq.index.whoosh import verify

        damage = verify(folder)
        for error in damage:
            echo(ctx, error.key, err=True, **error.values)
        if damage:
            ctx.exit(1)
        echo(ctx, "cli.index_sound", folder=folder)
        if not paths and not repairs:
            return
    if repairs:
        _list_repairs(ctx, paths, output)
    flaws: list[Problem] = []
    count = sum(1 for _ in read_articles(ctx, paths, flaws))
    errors = sum(flaw.grave for flaw in flaws)
    echo(ctx, "cli.checked", articles=count, errors=errors, notices=len(flaws) - errors)
    ctx.exit(bool(errors))


def _list_repairs(ctx: click.Context, paths: tuple[Path, ...], output: Path | None) -> NoReturn:
    """Write every repair of some articles or of an archive, and end."""
    from warraq.steps.slips import as_lines, rows

    flaws: list[Problem] = []
    settings, paths = what_to_read(paths)
    articles = Bar(language(ctx))("cli.looking", read_articles(ctx, paths, flaws, settings))
    listed = rows(articles, processors())
    with click.open_file(str(output or "-"), "w", encoding="utf-8", atomic=output is not None) as stream:
        stream.writelines(f"{line}\n" for line in as_lines(listed))
        stream.flush()  # so that a pipe that closed is noticed here
    counts = Counter(row.verdict for row in listed)
    told = {state: counts[state] for state in ("listed", "made", "accept", "refuse")}
    echo(ctx, "cli.repairs", err=True, **told)
    ctx.exit(any(flaw.grave for flaw in flaws))
