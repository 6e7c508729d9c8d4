"""The command line: one short function a command, over the rooms that do the work."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from importlib.resources import as_file, files
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from warraq import __version__
from warraq.model import LEVELS, Article, Leaf
from warraq.read import Problem, describe, read
from warraq.say import say
from warraq.settings import Settings, SettingsError, load
from warraq.spoken import SpokenGroup, bidi, echo, language

if TYPE_CHECKING:
    from warraq.search import Answer

T = TypeVar("T")


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


class _Bar:
    """Shows long work on a terminal and keeps quiet elsewhere."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, step: str, items: Iterable[T], total: int | None = None) -> Iterator[T]:
        if not sys.stderr.isatty():
            yield from items
            return
        label = bidi(say(step, self.lang), self.lang)
        with click.progressbar(items, length=total, label=label, file=sys.stderr, show_pos=True) as bar:
            yield from bar


def _tell(ctx: click.Context, problem: Problem) -> None:
    lang = language(ctx)
    click.echo(bidi(describe(problem, lang), lang), err=True)


def _load(folder: Path) -> Settings:
    try:
        return load(folder)
    except SettingsError as error:
        raise click.ClickException(error.describe(language(click.get_current_context()))) from error


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _must_be_folder(ctx: click.Context, folder: Path) -> None:
    if not folder.is_dir():
        raise click.UsageError(say("cli.no_folder", language(ctx), folder=folder), ctx)


def _must_be_ours(ctx: click.Context, folder: Path, sign: str) -> None:
    """Refuse to put a result in the place of somebody's own files; `sign` is a file that every result of ours has."""
    if folder.exists() and not (folder / sign).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(say("cli.foreign", language(ctx), folder=folder))


def _archive(ctx: click.Context, folder: Path, output: Path | None) -> tuple[Settings, Path]:
    """The settings of an archive and the folder to build it in."""
    _must_be_folder(ctx, folder)
    settings = _load(folder)
    output = output or folder / "build"
    _must_be_ours(ctx, output / "site", "build.json")
    _must_be_ours(ctx, output / "index", "manifest.json")
    return settings, output


_path = click.Path(path_type=Path)
_paths = click.argument("paths", nargs=-1, type=_path)


@main.command()
@click.argument("folder", metavar="DIR", type=_path)
@click.pass_context
def new(ctx: click.Context, folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(say("cli.not_empty", language(ctx), folder=folder))
    with as_file(files("warraq").joinpath("starter")) as starter:
        shutil.copytree(starter, folder, dirs_exist_ok=True)
    for name in ("github", "gitignore"):  # packages may not carry hidden files
        (folder / name).rename(folder / f".{name}")
    echo(ctx, "cli.made", folder=folder)


@main.command()
@click.argument("folder", metavar="[DIR]", type=_path, default=Path())
@click.option("--output", type=_path)
@click.option("--jobs", type=click.IntRange(1))
@click.option("--strict", is_flag=True)
@click.pass_context
def build(ctx: click.Context, folder: Path, output: Path | None, jobs: int | None, strict: bool) -> None:
    from warraq import build as room
    from warraq.publish import beyond_limits

    settings, output = _archive(ctx, folder, output)
    try:
        built = room.build(settings, output, jobs or _processors(), strict=strict, progress=_Bar(language(ctx)))
    except room.StrictError as error:
        echo(ctx, "cli.stopped", err=True)
        _tell(ctx, error.problem)
        ctx.exit(1)
    except room.BusyError:
        raise click.ClickException(say("cli.busy", language(ctx), folder=output)) from None
    except SettingsError as error:
        raise click.ClickException(error.describe(language(click.get_current_context()))) from error
    for problem in built.problems:
        _tell(ctx, problem)
    if not built.articles:
        echo(ctx, "cli.no_articles", err=True, paths=", ".join(settings.corpus))
    counts = {name: getattr(built, name) for name in ("articles", "annotated", "removed", "pages", "written", "site")}
    echo(ctx, "cli.built", **counts)
    for key, values in beyond_limits(built.site):
        echo(ctx, key, err=True, **values)
    if built.flawed or not built.articles:
        echo(ctx, "cli.problems", err=True, errors=sum(problem.grave for problem in built.problems))
        ctx.exit(1)


def _articles(ctx: click.Context, paths: tuple[Path, ...], flaws: list[Problem]) -> Iterator[Article]:
    """The articles of some paths; problems are told as they come and kept."""
    if not paths:
        raise click.UsageError(say("cli.paths_missing", language(ctx)))
    for entry in read(paths, _load(Path())):
        if isinstance(entry, Problem):
            _tell(ctx, entry)
            flaws.append(entry)
        else:
            yield entry


def _leaves(ctx: click.Context, paths: tuple[Path, ...], flaws: list[Problem]) -> Generator[Leaf]:
    """The annotated articles of some paths. Close it: processes are at work for it."""
    from warraq.annotate import annotate as room
    from warraq.steps.parallel import spread

    work = spread(room, _articles(ctx, paths, flaws), _processors())
    yield from _Bar(language(ctx))("build.annotating", work)


@main.command()
@_paths
@click.option("--output", type=_path, required=True)
@click.pass_context
def index(ctx: click.Context, paths: tuple[Path, ...], output: Path) -> None:
    from warraq.build import write_index

    _must_be_ours(ctx, output, "manifest.json")
    flaws: list[Problem] = []
    with closing(_leaves(ctx, paths, flaws)) as leaves:
        first = next(leaves, None)
        if first is None:  # a mistyped path must not replace an index by an empty one
            raise click.ClickException(say("cli.nothing_indexed", language(ctx)))
        count = write_index(chain((first,), leaves), output)
    echo(ctx, "cli.indexed", articles=count, folder=output)
    ctx.exit(any(flaw.grave for flaw in flaws))


@main.command()
@_paths
@click.option("--output", type=_path)
@click.pass_context
def annotate(ctx: click.Context, paths: tuple[Path, ...], output: Path | None) -> None:
    flaws: list[Problem] = []
    count = 0
    with (
        click.open_file(str(output) if output else "-", "w", encoding="utf-8", atomic=output is not None) as stream,
        closing(_leaves(ctx, paths, flaws)) as leaves,
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


# Unknown options are words: -مصر excludes a word. So -h must not be an option here, or -iPhone would ask for help.
@main.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("query", nargs=-1)
@click.option("--index", "folder", type=_path, default=Path("build/index"))
@click.option("--limit", type=click.IntRange(0), default=10)
@click.option("--level", type=click.Choice(LEVELS), default="lemma")
@click.option("--json", "as_json", is_flag=True)
@click.option("--queries", type=_path)
@click.option("--run", type=_path)
@click.pass_context
def search(ctx: click.Context, /, query: tuple[str, ...], queries: Path | None, run: Path | None, **how: Any) -> None:
    from warraq import asking
    from warraq.search import SearchError

    if query == ("-h",):
        click.echo(ctx.get_help())
        return
    for word in query:
        if word.startswith("--"):
            raise click.NoSuchOption(word.partition("=")[0], ctx=ctx)
    if (queries is None) != (run is None):
        raise click.UsageError(say("cli.queries_and_run", language(ctx)))
    if not query and queries is None:
        raise click.UsageError(say("cli.query_missing", language(ctx)))
    try:
        with asking.opened(how["folder"]) as engine:
            if queries is not None and run is not None:
                count = asking.run(engine, queries, run, how["limit"], how["level"])
                echo(ctx, "cli.run_written", err=True, queries=count, run=run)
            else:
                text = " ".join(query)
                answer = asking.ask(engine, text, how["limit"], how["level"])
                _print(ctx, text, how["level"], answer, as_json=how["as_json"])
    except (SearchError, asking.QueriesError) as error:
        raise click.ClickException(say(error.key, language(ctx), **error.values)) from error


def _print(ctx: click.Context, text: str, level: str, answer: Answer, *, as_json: bool) -> None:
    from warraq import asking

    site = _load(Path()).site_url
    if as_json:
        click.echo(json.dumps(asking.as_json(text, level, answer, site), ensure_ascii=False))
        return
    lang = language(ctx)
    for line in asking.as_lines(text, answer, site, lang, colour=sys.stdout.isatty()):
        click.echo(bidi(line, lang))


@main.command()
@click.argument("folder", metavar="[DIR]", type=_path, default=Path())
@click.option("--output", type=_path)
@click.option("--port", type=click.IntRange(0, 65535), default=8000)
@click.pass_context
def serve(ctx: click.Context, folder: Path, output: Path | None, port: int) -> None:
    from warraq import serve as room
    from warraq.build import BusyError

    settings, output = _archive(ctx, folder, output)
    try:
        room.serve(
            settings,
            output,
            port,
            jobs=_processors(),
            ready=lambda address: echo(ctx, "cli.serving", address=address),
            tell=lambda problem: _tell(ctx, problem),
        )
    except room.PortError:
        raise click.ClickException(say("cli.port_taken", language(ctx), port=port)) from None
    except BusyError:
        raise click.ClickException(say("cli.busy", language(ctx), folder=output)) from None
    except SettingsError as error:
        raise click.ClickException(error.describe(language(click.get_current_context()))) from error


@main.command()
@_paths
@click.option("--index", "folder", type=_path)
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
    count = sum(1 for _ in _articles(ctx, paths, flaws))
    errors = sum(flaw.grave for flaw in flaws)
    echo(ctx, "cli.checked", articles=count, errors=errors, notices=len(flaws) - errors)
    ctx.exit(bool(errors))
