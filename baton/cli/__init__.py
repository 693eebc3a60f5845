# SPDX-License-Identifier: MIT
"""The `baton` command. Each command imports what it needs when it runs, so that help is instant."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="baton")
def main() -> None:
    """Baton: no voice is dropped."""


def django() -> None:
    """Make Django ready. Called by commands that need the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baton.config.settings")
    import django as framework

    framework.setup()


def _organisation(name: str) -> Any:
    """The organisation of this slug or name, or an end with the known ones."""
    from django.db.models import Q

    from baton.people.models import Organisation

    found = Organisation.objects.filter(Q(slug=name) | Q(name__iexact=name)).first()
    if found is None:
        known = ", ".join(Organisation.objects.order_by("slug").values_list("slug", flat=True))
        raise click.ClickException(
            f"There is no organisation “{name}”. There are: {known or 'none'}."
        )
    return found


@main.command()
@click.option(
    "--demo", is_flag=True, help="Fill an empty database with the demonstration organisation."
)
@click.option("--workers", default=1, show_default=True, help="Web processes.")
def run(demo: bool, workers: int) -> None:
    """Start everything: database, web server and worker, until Ctrl-C."""
    from baton.cli import running

    sys.exit(running.run(demo=demo, web_processes=workers))


@main.command()
@click.option("--until-empty", is_flag=True, help="Stop when there is nothing left to do.")
def worker(until_empty: bool) -> None:
    """Do the jobs that wait, and what recurs."""
    django()
    from baton.core.worker import work

    work(until_empty=until_empty)


@main.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Django's own commands, such as `baton manage shell`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baton.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["baton", *words])


@main.command()
@click.argument("name")
@click.option("--kind", default="icb", show_default=True, help="icb, trust, practice, council, …")
@click.option("--administrator", "email", required=True, help="Their e-mail address.")
@click.option("--person", required=True, help="Their name.")
@click.option("--parent", help="The organisation above it in the tree: slug or name.")
def organisation(name: str, kind: str, email: str, person: str, parent: str | None) -> None:
    """Begin an organisation with its first administrator, and print their link.

    They choose their own password by it, and invite everybody else.
    """
    django()
    from baton.cli import beginning

    beginning.begin(name, kind, email, person, _organisation(parent) if parent else None)


@main.command()
@click.argument("name")
@click.option(
    "--on",
    "day",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="The first day on which it is no more.",
)
@click.option(
    "--successor", "successors", multiple=True, help="Who takes over: slug or name. May be several."
)
def abolish(name: str, day: datetime, successors: tuple[str, ...]) -> None:
    """End an organisation on a day. From then nobody acts for it; its records stay."""
    django()
    from baton.cli import beginning

    heirs = [_organisation(heir) for heir in successors]
    beginning.abolish(_organisation(name), day.date(), heirs)


@main.command("close-account")
@click.argument("email")
def close_account(email: str) -> None:
    """Let a person sign in no more, and end every visit that they are on."""
    django()
    from baton.cli import beginning

    beginning.close_account(email)


@main.command("reset-steps")
@click.argument("email")
def reset_steps(email: str) -> None:
    """Help somebody who lost every second step: their password alone signs them in again."""
    django()
    from baton.cli import beginning

    beginning.reset_steps(email)


@main.command()
def migrate() -> None:
    """Bring the database up to this version."""
    django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from baton.places.areas import operations

    operations.take_shipped()
    click.echo("The database is up to date.")


@main.command()
@click.option(
    "--packages",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that npm filled; node_modules of the checkout if left out.",
)
@click.option(
    "--to",
    "target",
    type=click.Path(file_okay=False, path_type=Path),
    help="Another folder than the web server's, such as one for a wheel.",
)
def assets(packages: Path | None, target: Path | None) -> None:
    """Collect stylesheets and scripts to where the web server finds them."""
    from baton.cli import collecting

    collecting.collect(packages, target)
    click.echo("The assets are collected.")


@main.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", required=True, help="Whose comments these are: slug or name.")
@click.option(
    "--map",
    "map_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Which column is what, in YAML; guessed if left out.",
)
def import_file(file: Path, organisation: str, map_file: Path | None) -> None:
    """Read a file of comments. Exits with 1 when any of it was refused or left out."""
    django()
    from baton.cli import importing

    sys.exit(importing.import_file(file, _organisation(organisation), map_file))


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", required=True, help="Whose services these are: slug or name.")
def services(file: Path, organisation: str) -> None:
    """Read the tree of services from a CSV with a column for each level."""
    django()
    from baton.cli import importing

    sys.exit(importing.import_services(file, _organisation(organisation)))


@main.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
def areas(files: tuple[Path, ...]) -> None:
    """Read districts and small areas from GeoJSON, postcodes from CSV, for all organisations."""
    django()
    from baton.cli import importing

    sys.exit(max([importing.import_areas(file) for file in files]))


@main.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the coded file goes.",
)
@click.option("--text-column", required=True, help="The column that holds the comments.")
@click.option("--question-column", help="The column that holds the question asked.")
@click.option("--score-column", help="The column that holds the Friends and Family score.")
@click.option(
    "--model",
    type=click.Path(exists=True, path_type=Path),
    help="A classifier made by `baton train`; the shipped one if left out.",
)
def code(
    source: Path,
    target: Path,
    text_column: str,
    question_column: str | None,
    score_column: str | None,
    model: Path | None,
) -> None:
    """Code the comments of a CSV by theme and sentiment, without any database."""
    from baton.analysis import classifier

    try:
        rows = classifier.code_file(
            source,
            target,
            text_column=text_column,
            question_column=question_column,
            score_column=score_column,
            classifier=classifier.load(model),
        )
    except classifier.FileProblem as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"{rows} rows coded into {target}.")


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", help="Also learn from this organisation's corrections.")
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the new classifier.",
)
def train(files: tuple[Path, ...], organisation: str | None, folder: Path) -> None:
    """Make a classifier from labelled files, or from an organisation's corrections.

    With files alone it is made from nothing else; an organisation's corrections build on the
    classifier that ships with Baton.
    """
    from baton.cli import training

    if organisation:
        django()
        training.from_corrections(_organisation(organisation), folder)
    elif files:
        training.from_files(files, folder)
    else:
        raise click.UsageError("Name labelled files, or an --organisation that has corrected some.")


@main.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="Where the charted points go.",
)
@click.option("--date-column", help="The column of dates; found if left out.")
@click.option("--value-column", help="The column of numbers; found if left out.")
@click.option("--date-format", help="How dates are written, such as %d/%m/%Y; 2026-04-01 if not.")
@click.option(
    "--improvement",
    type=click.Choice(["increase", "decrease", "neutral"]),
    default="neutral",
    show_default=True,
    help="Which way is better.",
)
@click.option("--target", type=float, help="What the series should reach.")
@click.option(
    "--rule-set",
    type=click.Choice(["mdc_2023", "nhsr_0_2_2"]),
    default="mdc_2023",
    show_default=True,
    help="Which reading of the rules.",
)
@click.option(
    "--screen/--no-screen",
    default=True,
    show_default=True,
    help="Leave unusual jumps out of the limits.",
)
@click.option("--fix-after", type=int, help="Rest the limits on this many first points.")
@click.option("--rebase", multiple=True, help="Begin new limits at this date. May be several.")
@click.option("--percentage", is_flag=True, help="Keep the limits within 0 to 100.")
def spc(source: Path, output: Path, improvement: str, **choices: Any) -> None:
    """Make a process-control (XmR) chart of a CSV, without any database."""
    from baton.cli import charting

    better = None if improvement == "neutral" else improvement
    charting.chart(source, output, improvement=better, **choices)


@main.group()
def audit() -> None:
    """The audit trail."""


@audit.command()
def verify() -> None:
    """Walk the sealed chain. Exits with 1 when anything was changed or taken away."""
    django()
    from baton.core import audit as trail

    verdict = trail.verify()
    if verdict.fault:
        click.echo(verdict.fault, err=True)
        sys.exit(1)
    click.echo(
        f"{verdict.sealed} entries are sealed and unchanged; "
        f"{verdict.unsealed} wait to be sealed.\n"
        f"Head of the chain: {verdict.head}"
    )


@main.command()
def bounce() -> None:
    """Take in a returned e-mail from standing input, as a mail server hands it over."""
    django()
    from baton.people import outbox

    message = outbox.record_bounce(sys.stdin.buffer.read())
    if message is None:
        raise click.ClickException("This e-mail does not name a message that we sent.")
    click.echo(f"Noted: {message.recipient} was not reached.")


@main.group()
def warehouse() -> None:
    """The columnar copy from which dashboards count."""


@warehouse.command("rebuild")
def rebuild_warehouse() -> None:
    """Write the copy anew from the database; nobody who reads it waits."""
    django()
    from baton.warehouse import writing

    click.echo(f"The copy is written: {len(writing.rebuild().files)} months.")


@warehouse.command("verify")
def verify_warehouse() -> None:
    """Compare the copy with the database. Exits with 1 when a month differs."""
    django()
    from baton.warehouse import writing

    if differ := writing.verify():
        click.echo(f"The copy differs from the database in {', '.join(differ)}.", err=True)
        click.echo("Make it anew with: baton warehouse rebuild", err=True)
        sys.exit(1)
    click.echo("The copy agrees with the database.")


@main.command()
def reindex() -> None:
    """Make the search index anew from the comments."""
    django()
    from baton.listening import index

    click.echo(f"{index.rebuild()} comments are indexed.")
