"""What commands share: arguments, settings, folders that may be written to, problems told, articles read."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from warraq.model import Leaf
from warraq.read import Problem, describe, read_leaves
from warraq.say import say
from warraq.settings import Settings, SettingsError, load
from warraq.spoken import bidi, language

T = TypeVar("T")

PATH = click.Path(path_type=Path)
paths_argument = click.argument("paths", nargs=-1, type=PATH)
folder_argument = click.argument("folder", metavar="[DIR]", type=PATH, default=Path())


class Bar:
    """Shows long work on a terminal and keeps quiet elsewhere."""

    def __init__(self, lang: str) -> None:
        """Take the language of its labels."""
        self.lang = lang

    def __call__(self, step: str, items: Iterable[T], total: int | None = None) -> Iterator[T]:
        """Give `items` again; see `warraq.steps.progress.Progress`."""
        if not sys.stderr.isatty():
            yield from items
            return
        label = bidi(say(step, self.lang), self.lang)
        with click.progressbar(items, length=total, label=label, file=sys.stderr, show_pos=True) as bar:
            yield from bar


def tell(ctx: click.Context, problem: Problem) -> None:
    """Print a problem to the user."""
    lang = language(ctx)
    click.echo(bidi(describe(problem, lang), lang), err=True)


def refuse(error: SettingsError) -> NoReturn:
    """End the command because its settings cannot be used."""
    raise click.ClickException(error.describe(language(click.get_current_context()))) from error


def load_settings(folder: Path) -> Settings:
    """Load the settings of an archive; those that cannot be used end the command."""
    try:
        return load(folder)
    except SettingsError as error:
        refuse(error)


def processors() -> int:
    """How many processes can work side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def must_be_ours(ctx: click.Context, folder: Path, sign: str) -> None:
    """Refuse to put a result in the place of somebody's own files; `sign` is a file that every result of ours has."""
    if folder.exists() and not (folder / sign).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(say("cli.foreign", language(ctx), folder=folder))


def archive(ctx: click.Context, folder: Path, output: Path | None) -> tuple[Settings, Path]:
    """The settings of an archive and the folder to build it in."""
    if not folder.is_dir():
        raise click.UsageError(say("cli.no_folder", language(ctx), folder=folder), ctx)
    settings = load_settings(folder)
    output = output or folder / "build"
    must_be_ours(ctx, output / "site", "build.json")
    must_be_ours(ctx, output / "index", "manifest.json")
    return settings, output


def what_to_read(paths: tuple[Path, ...]) -> tuple[Settings, tuple[Path, ...]]:
    """The settings to read by and what to read: one folder that is an archive stands for its corpus."""
    folder = paths[0] if paths else Path()
    if len(paths) < 2 and (not paths or (folder / "mkdocs.yml").is_file() or (folder / "corpus").is_dir()):
        settings = load_settings(folder)
        return settings, tuple(settings.root / path for path in settings.corpus)
    return load_settings(Path()), paths


def read_articles(
    ctx: click.Context, paths: Sequence[Path], flaws: list[Problem], settings: Settings | None = None
) -> Iterator[Leaf]:
    """The articles of some paths with what people say of them, read by the settings given or by those of this folder.

    Problems are told as they come and kept in `flaws`.
    """
    if not paths:
        raise click.UsageError(say("cli.paths_missing", language(ctx)))
    try:
        for entry in read_leaves(paths, settings or load_settings(Path())):
            if isinstance(entry, Problem):
                tell(ctx, entry)
                flaws.append(entry)
            else:
                yield entry
    except SettingsError as error:  # the publisher's own files of names and repairs are settings too
        refuse(error)


def annotated(ctx: click.Context, paths: tuple[Path, ...], flaws: list[Problem]) -> Generator[Leaf]:
    """The annotated articles of some paths. Close it: processes are at work for it."""
    from warraq.annotate import complete
    from warraq.steps.parallel import spread

    work = spread(complete, read_articles(ctx, paths, flaws), processors())
    yield from Bar(language(ctx))("build.annotating", work)
