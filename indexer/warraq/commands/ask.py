"""Commands that ask: `search`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from warraq.commands.common import PATH, load_settings
from warraq.model import LEVELS
from warraq.say import say
from warraq.spoken import Spoken, bidi, echo, language

if TYPE_CHECKING:
    from warraq.search import Answer


# Unknown options are words: -مصر excludes a word. So -h must not be an option here, or -iPhone would ask for help.
@click.command(cls=Spoken, context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("query", nargs=-1)
@click.option("--index", "folder", type=PATH, default=Path("build/index"))
@click.option("--limit", type=click.IntRange(0), default=10)
@click.option("--level", type=click.Choice(LEVELS), default="lemma")
@click.option("--collapse", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@click.option("--queries", type=PATH)
@click.option("--run", type=PATH)
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
                count = asking.run(engine, queries, run, how["limit"], how["level"], collapse=how["collapse"])
                echo(ctx, "cli.run_written", err=True, queries=count, run=run)
            else:
                text = " ".join(query)
                answer = asking.ask(engine, text, how["limit"], how["level"], collapse=how["collapse"])
                _print(ctx, text, how["level"], answer, as_json=how["as_json"])
    except (SearchError, asking.QueriesError) as error:
        raise click.ClickException(say(error.key, language(ctx), **error.values)) from error


def _print(ctx: click.Context, text: str, level: str, answer: Answer, *, as_json: bool) -> None:
    from warraq import asking

    site = load_settings(Path()).site_url
    if as_json:
        click.echo(json.dumps(asking.as_json(text, level, answer, site), ensure_ascii=False))
        return
    lang = language(ctx)
    for line in asking.as_lines(text, answer, site, lang, colour=sys.stdout.isatty()):
        click.echo(bidi(line, lang))
