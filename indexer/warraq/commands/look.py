"""Commands that look and publish nothing: `annotate` and `check`."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from warraq.commands.common import PATH, annotated, paths_argument, read_articles
from warraq.model import Leaf
from warraq.read import Problem
from warraq.spoken import Spoken, echo


@click.command(cls=Spoken)
@paths_argument
@click.option("--output", type=PATH)
@click.pass_context
def annotate(ctx: click.Context, paths: tuple[Path, ...], output: Path | None) -> None:
    flaws: list[Problem] = []
    count = 0
    with (
        click.open_file(str(output) if output else "-", "w", encoding="utf-8", atomic=output is not None) as stream,
        closing(annotated(ctx, paths, flaws)) as leaves,
    ):
        for leaf in leaves:
            stream.write(json.dumps(_as_json(leaf), ensure_ascii=False) + "\n")
            count += 1
        stream.flush()  # so that a pipe that closed is noticed here
    echo(ctx, "cli.annotated", err=True, articles=count)
    ctx.exit(any(flaw.grave for flaw in flaws))


def _as_json(leaf: Leaf) -> dict[str, Any]:
    from warraq.steps.store import plain

    notes = [
        {
            "start": note.start,
            "end": note.end,
            "kind": note.kind,
            "value": plain(note.value),
        }
        for note in leaf.annotations
    ]
    return {"id": leaf.article.id, "text": leaf.article.text, "annotations": notes}


@click.command(cls=Spoken)
@paths_argument
@click.option("--index", "folder", type=PATH)
@click.pass_context
def check(ctx: click.Context, paths: tuple[Path, ...], folder: Path | None) -> None:
    if folder is not None:
        from warraq.index.whoosh import verify

        damage = verify(folder)
        for error in damage:
            echo(ctx, error.key, err=True, **error.values)
        if damage:
            ctx.exit(1)
        echo(ctx, "cli.index_sound", folder=folder)
        if not paths:
            return
    flaws: list[Problem] = []
    count = sum(1 for _ in read_articles(ctx, paths, flaws))
    errors = sum(flaw.grave for flaw in flaws)
    echo(ctx, "cli.checked", articles=count, errors=errors, notices=len(flaws) - errors)
    ctx.exit(bool(errors))
