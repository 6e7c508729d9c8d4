"""Commands that give the archive away in other forms: `export`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

import click

from warraq.commands.common import PATH, Bar, paths_argument, processors, read_articles, what_to_read
from warraq.model import KINDS, Leaf
from warraq.read import Problem
from warraq.say import say
from warraq.spoken import Spoken, echo, language

FORMS = ("webannotation", "conllu", "tei", "jsonl", "names.csv", "mentions.csv")
"""The names of `warraq.exports.FORMATS`, which nobody waits for who asks for help."""
WITH_KINDS = ("jsonl", "webannotation")
"""The forms that can be had with some kinds of annotation alone."""


@click.command(cls=Spoken)
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMS))
@paths_argument
@click.option("--output", type=PATH)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS))
@click.pass_context
def export(ctx: click.Context, form: str, paths: tuple[Path, ...], output: Path | None, kinds: tuple[str, ...]) -> None:
    from warraq.steps import export as room
    from warraq.steps.places import Places

    if kinds and form not in WITH_KINDS:
        raise click.UsageError(say("cli.no_kinds", language(ctx), form=form, forms=", ".join(WITH_KINDS)), ctx)
    settings, paths = what_to_read(paths)
    flaws: list[Problem] = []
    articles = read_articles(ctx, paths, flaws, settings)
    first = next(articles, None)
    if first is None:  # a mistyped path must not replace a file by an empty one
        raise click.ClickException(say("cli.nothing_exported", language(ctx)))
    count = 0

    def counted() -> Iterator[Leaf]:
        nonlocal count
        for article in chain((first,), articles):
            count += 1
            yield article

    order = room.Order(form, settings, Places(settings.root / "build").leaves, kinds)
    pieces = room.export(counted(), order, processors())
    with (
        click.open_file(str(output or "-"), "wb", atomic=output not in {None, Path("-")}) as stream,
        closing(pieces),
    ):
        for piece in Bar(language(ctx))("cli.exporting", pieces):
            stream.write(piece.encode())
        stream.flush()  # so that a pipe that closed is noticed here
    echo(ctx, "cli.exported", err=True, articles=count)
    ctx.exit(any(flaw.grave for flaw in flaws))
